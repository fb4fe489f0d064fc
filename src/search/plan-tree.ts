import type { All, Clause } from "./query-language.ts";
import { formOf } from "./reading.ts";
import { searchWords } from "./wanted.ts";
import { scriptOf, stemOf } from "./words/stems.ts";
import { type Token, tokensOf } from "./words/tokens.ts";

/** What of a query must, may and must not stand in a post. */
export type PlanNode =
  | { readonly kind: "term"; readonly term: number }
  | Sequence
  | { readonly kind: "all"; readonly of: readonly PlanNode[] }
  /** The best of these counts. */
  | { readonly kind: "any"; readonly of: readonly PlanNode[] }
  | { readonly kind: "not"; readonly of: PlanNode };

/** Words that must stand one after another; what they are worth is their terms' matter. */
export interface Sequence {
  readonly kind: "sequence";
  readonly words: readonly SequenceWord[];
  /** Number of the stem of all words written together: "DCN v2" also stands in "DCNv2". */
  readonly joined: number | null;
  readonly terms: readonly number[];
}

interface SequenceWord {
  /** Number of the stem; null where no post has it. */
  readonly stem: number | null;
  /** Where only one form of the stem will do. */
  readonly form: number | null;
}

export interface TreeContext {
  /** Places of a typed word among the plan's terms; words that tell nothing are no terms. */
  readonly termsOfWord: ReadonlyMap<string, readonly number[]>;
  readonly numberOf: (stem: string) => number | null;
}

const LONGEST_JOINED = 24;

/** The query's words as a tree over the plan's terms. */
export function planTree(words: All, context: TreeContext): PlanNode {
  return { kind: "all", of: words.flatMap((clause) => nodesOf(clause, context)) };
}

/** Whether a look at the words of a post is needed to tell if it may be found. */
export function isStrict(node: PlanNode): boolean {
  switch (node.kind) {
    case "term":
      return false;
    case "sequence":
    case "not":
      return true;
    case "all":
    case "any":
      return node.of.some(isStrict);
    default:
      return node satisfies never;
  }
}

/** Whether every term of the tree counts by itself: there are no alternatives to choose from. */
export function isPlain(node: PlanNode): boolean {
  return node.kind === "all" && node.of.every(({ kind }) => kind !== "any");
}

function nodesOf(clause: Clause, context: TreeContext): PlanNode[] {
  switch (clause.kind) {
    case "word":
      return clause.isExact
        ? [sequenceOf(clause.text, context, true)]
        : termsIn(clause.text, context).map(termNode);
    case "phrase":
      return [sequenceOf(clause.text, context, false)];
    case "any":
      return [{ kind: "any", of: clause.of.map((branch) => planTree(branch, context)) }];
    case "not":
      return [
        { kind: "not", of: { kind: "all", of: clause.of.flatMap((part) => refusedOf(part, context)) } },
      ];
    default:
      return clause satisfies never;
  }
}

/** What is refused is refused by its own forms alone: a guess must not hide a post. */
function refusedOf(clause: Clause, context: TreeContext): PlanNode[] {
  if (clause.kind === "word") return [sequenceOf(clause.text, context, clause.isExact)];
  return nodesOf(clause, context);
}

function termNode(term: number): PlanNode {
  return { kind: "term", term };
}

function termsIn(text: string, { termsOfWord }: Pick<TreeContext, "termsOfWord">): number[] {
  const terms = searchWords(text).flatMap(({ word }) => termsOfWord.get(word) ?? []);
  return [...new Set(terms)];
}

/** The words of a text in a row. */
export function sequenceOf(text: string, { termsOfWord, numberOf }: TreeContext, isExact: boolean): Sequence {
  const tokens = tokensOf(text);
  const words = tokens.filter(({ joined }) => !joined);
  return {
    kind: "sequence",
    words: words.map(({ word }) => ({
      stem: numberOf(stemOf(word)),
      form: isExact ? formOf(word) : null,
    })),
    joined: isExact ? null : joinedNumber(tokens, numberOf),
    terms: termsIn(text, { termsOfWord }),
  };
}

/** "2402.17152" is kept whole, whatever version follows it; "DCN v2" may be written "DCNv2". */
function joinedNumber(tokens: readonly Token[], numberOf: TreeContext["numberOf"]): number | null {
  const words = tokens.filter(({ joined }) => !joined);
  if (words.length < 2) return null;
  const whole = tokens.find(
    ({ joined, start, end }) => joined && start === words[0]?.start && end === words.at(-1)?.end,
  );
  const together = words.map(({ word }) => word).join("");
  const isName = together.length <= LONGEST_JOINED && scriptOf(together) !== "cyrillic";
  const written = whole?.word ?? (isName ? together : null);
  return written === null ? null : numberOf(stemOf(written));
}
