import MiniSearch from "minisearch";
import type { StoredPost } from "../channel/post.ts";
import { Lexicon } from "./lexicon.ts";
import { PackedReading } from "./packed-reading.ts";
import type { Plan, TermWeight } from "./plan.ts";
import { type SearchablePassage, searchablePassages } from "./searchable.ts";
import { titleOf } from "./title.ts";

/** A post that has words of the plan. */
export interface Candidate {
  readonly postId: number;
  /** BM25 of its best passage. */
  readonly bm25: number;
  /** Per term of the plan, the weight of the best alternative that the post has; 0 = none. */
  readonly found: readonly number[];
}

interface IndexedPost {
  readonly channelId: number;
  readonly date: string;
  readonly passageIds: readonly number[];
  readonly reading: PackedReading;
}

interface PassageDocument extends Record<Field, string> {
  readonly id: number;
}

type Field = "text" | "heading" | "links" | "names";
const FIELDS: Field[] = ["text", "heading", "links", "names"];
const BOOST: Record<Field, number> = { text: 1, heading: 0.5, links: 0.5, names: 0.5 };
/** A word in an address or a name only is found, but the post does not talk about it. */
const ASIDE = 0.85;
/** Passages are of one size already, so their length tells little: a small b. */
const BM25 = { k: 1.2, b: 0.3, d: 0.5 };

/** Passages of posts by the stems of their words. Follows no store by itself: see the finder. */
export class PassageIndex {
  readonly lexicon = new Lexicon();
  readonly #posts = new Map<number, IndexedPost>();
  readonly #postOfPassage = new Map<number, number>();
  readonly #passages = new MiniSearch<PassageDocument>({
    fields: FIELDS,
    // Our words come split and stemmed; MiniSearch only has to take them apart again.
    tokenize: (text) => (text === "" ? [] : text.split(" ")),
    processTerm: (term) => term,
    searchOptions: { boost: BOOST, bm25: BM25 },
  });
  #nextPassageId = 0;

  get postCount(): number {
    return this.#posts.size;
  }

  /** Adds a post, or replaces it where it is there. */
  put(post: StoredPost): void {
    this.remove(post.id);
    const passages = searchablePassages(post);
    const reading = new PackedReading(passages, titleOf(post), this.lexicon);
    const passageIds = passages.map((passage) => this.#add(passage, post.id));
    this.#posts.set(post.id, { channelId: post.channel.id, date: post.date, passageIds, reading });
    for (const words of reading.passages()) this.lexicon.addPassage(words);
  }

  /** Removing a post that is not there changes nothing. */
  remove(postId: number): void {
    const post = this.#posts.get(postId);
    if (post === undefined) return;
    for (const words of post.reading.passages()) this.lexicon.removePassage(words);
    for (const id of post.passageIds) this.#postOfPassage.delete(id);
    this.#passages.discardAll(post.passageIds);
    this.#posts.delete(postId);
  }

  readingOf(postId: number): PackedReading | undefined {
    return this.#posts.get(postId)?.reading;
  }

  dateOf(postId: number): string {
    return this.#posts.get(postId)?.date ?? "";
  }

  /** Posts with any word of the plan, in no order; of one channel, where one is given. */
  candidates(plan: Plan, channelId?: number): Candidate[] {
    const { terms, termsOfStem } = plan;
    const found = new Map<number, { bm25: number; found: number[] }>();
    for (const { id, score, match, queryTerms } of this.#matches(termsOfStem, channelId)) {
      const postId = this.#postOfPassage.get(id);
      if (postId === undefined) continue;
      const candidate = found.get(postId) ?? { bm25: 0, found: terms.map(() => 0) };
      found.set(postId, candidate);
      // MiniSearch multiplies by the number of matched terms, which would count every synonym as a word.
      candidate.bm25 = Math.max(candidate.bm25, score / Math.max(1, queryTerms.length));
      for (const [stem, fields] of Object.entries(match)) {
        noteFound(candidate.found, termsOfStem.get(stem), fields.every(isAside) ? ASIDE : 1);
      }
    }
    return [...found].map(([postId, candidate]) => ({ postId, ...candidate }));
  }

  #matches(termsOfStem: Plan["termsOfStem"], channelId?: number) {
    const queries = [...termsOfStem].map(([stem, terms]) => ({
      queries: [stem],
      boostTerm: () => Math.max(...terms.map(({ weight }) => weight)),
    }));
    const ofChannel = (id: number) => (this.#channelOfPassage(id) === channelId ? 1 : 0);
    return this.#passages.search(
      { combineWith: "OR", queries },
      channelId === undefined ? {} : { boostDocument: ofChannel },
    );
  }

  #channelOfPassage(id: number): number | undefined {
    return this.#posts.get(this.#postOfPassage.get(id) ?? -1)?.channelId;
  }

  #add(passage: SearchablePassage, postId: number): number {
    const id = this.#nextPassageId++;
    this.#postOfPassage.set(id, postId);
    this.#passages.add({
      id,
      text: this.#stems(passage.text.map(({ word }) => word)),
      heading: this.#stems(passage.heading),
      links: this.#stems(passage.links),
      names: this.#stems(passage.names),
    });
    return id;
  }

  #stems(words: readonly string[]): string {
    return words
      .map((word) => this.lexicon.stemText(this.lexicon.stemNumberOf(this.lexicon.intern(word))))
      .join(" ");
  }
}

function isAside(field: string): boolean {
  return field === "links" || field === "names";
}

function noteFound(found: number[], terms: readonly TermWeight[] = [], share: number): void {
  for (const { term, weight } of terms) found[term] = Math.max(found[term] ?? 0, weight * share);
}
