import type { Plan, PlannedTerm } from "./plan.ts";
import type { PlanNode, Sequence } from "./plan-tree.ts";
import { eachWord } from "./reading.ts";

/**
 * How much of the query a post has: Σ idf·min(1, weight/achievable) / Σ idf, of alternatives the best; 1 = every word is
 * there as well as the archive has it. Null: what must stand there does not, or what must not does.
 * `words` are the post's own; without them strict parts of the query are taken for met.
 */
export function coverageOf(plan: Plan, found: readonly number[], words: PostWords | null): number | null {
  const share = shareOfNode(plan.tree, { terms: plan.terms, found, words });
  if (share === null) return null;
  return share.whole === 0 ? 0 : share.covered / share.whole;
}

interface Post {
  readonly terms: readonly PlannedTerm[];
  readonly found: readonly number[];
  readonly words: PostWords | null;
}

interface Share {
  readonly covered: number;
  readonly whole: number;
}

const NOTHING: Share = { covered: 0, whole: 0 };

function shareOfNode(node: PlanNode, post: Post): Share | null {
  switch (node.kind) {
    case "term":
      return shareOfTerm(node.term, post);
    case "sequence":
      return post.words?.has(node) === false ? null : sum(node.terms.map((term) => shareOfTerm(term, post)));
    case "all":
      return sum(node.of.map((part) => shareOfNode(part, post)));
    case "any":
      return bestOf(node.of.map((part) => shareOfNode(part, post)));
    case "not":
      return post.words !== null && stands(node.of, post.words) ? null : NOTHING;
    default:
      return node satisfies never;
  }
}

function shareOfTerm(term: number, { terms, found }: Post): Share {
  const { idf = 0, achievable = 1 } = terms[term] ?? {};
  return { covered: idf * Math.min(1, (found[term] ?? 0) / achievable), whole: idf };
}

/** A word that stands twice in the query counts twice, like any other. */
function sum(shares: readonly (Share | null)[]): Share | null {
  let [covered, whole] = [0, 0];
  for (const share of shares) {
    if (share === null) return null;
    covered += share.covered;
    whole += share.whole;
  }
  return { covered, whole };
}

function bestOf(shares: readonly (Share | null)[]): Share | null {
  let best: Share | null = null;
  const ratio = ({ covered, whole }: Share) => (whole === 0 ? 0 : covered / whole);
  for (const share of shares) {
    if (share !== null && (best === null || ratio(share) > ratio(best))) best = share;
  }
  return best;
}

/** Whether what is refused stands in the post. */
export function stands(node: PlanNode, words: PostWords): boolean {
  switch (node.kind) {
    case "term":
      return false; // what is refused is made of sequences
    case "sequence":
      return words.has(node);
    case "all":
      return node.of.length > 0 && node.of.every((part) => stands(part, words));
    case "any":
      return node.of.some((part) => stands(part, words));
    case "not":
      return !stands(node.of, words);
    default:
      return node satisfies never;
  }
}

/** Where the words stand that the strict parts of a query name. */
export class PostWords {
  /** Stem → position → form. */
  readonly #places = new Map<number, Map<number, number>>();

  constructor(reading: Uint8Array, wanted: ReadonlySet<number>) {
    eachWord(reading, ({ stem, form, position, isJoined }) => {
      if (!wanted.has(stem)) return;
      if (isJoined) {
        this.#formsOf(stem).set(-1 - position, form); // found alone, but no neighbour of anything
        return;
      }
      this.#formsOf(stem).set(position, form);
    });
  }

  has({ words, joined }: Sequence): boolean {
    if (words.length === 0) return true;
    if (joined !== null && this.#places.has(joined)) return true;
    const [first] = words;
    const starts = this.#places.get(first?.stem ?? -1) ?? new Map<number, number>();
    for (const start of starts.keys()) {
      const isHere = words.every(({ stem, form }, at) => {
        const there = this.#places.get(stem ?? -1)?.get(start + at);
        return there !== undefined && (form === null || form === there);
      });
      if (isHere) return true;
    }
    return false;
  }

  #formsOf(stem: number): Map<number, number> {
    const known = this.#places.get(stem);
    if (known !== undefined) return known;
    const forms = new Map<number, number>();
    this.#places.set(stem, forms);
    return forms;
  }
}

/** Numbers of all stems that the strict parts of a query name. */
export function strictStems(node: PlanNode): Set<number> {
  switch (node.kind) {
    case "term":
      return new Set();
    case "sequence": {
      const stems = [...node.words.map(({ stem }) => stem), node.joined];
      return new Set(stems.filter((stem) => stem !== null));
    }
    case "all":
    case "any":
      return new Set(node.of.flatMap((part) => [...strictStems(part)]));
    case "not":
      return strictStems(node.of);
    default:
      return node satisfies never;
  }
}
