/** A passage as an index takes it in: numbers of stems, in reading order, repeats included. */
export interface IndexedPassage {
  readonly text: readonly number[];
  /** The heading of the section that the passage belongs to. */
  readonly heading: readonly number[];
  /** Words of addresses and names: found, but the post does not talk about them. */
  readonly aside: readonly number[];
}

/** A word of the query, as an index looks for it. */
export interface IndexTerm {
  /** Number of the stem → weight in (0, 1]: everything that counts as finding the word. */
  readonly stems: ReadonlyMap<number, number>;
  /** Its share of the query, above 0; all terms together have 1. */
  readonly worth: number;
}

export interface IndexQuery {
  readonly terms: readonly IndexTerm[];
  /** Only these posts, by our keys; null = all. */
  readonly allowed: ReadonlySet<number> | null;
  /**
   * Nobody wants a post that has a smaller share of the query than this, or than `leastOfBest` of what the best post
   * has. An index may leave such posts out, and no others: a frequent word beside a rare one then costs little.
   */
  readonly least: number;
  readonly leastOfBest: number;
}

/** A post that has words of the query. */
export interface Candidate {
  readonly postId: number;
  /** BM25 of its best passage; comparable within one answer only. */
  readonly bm25: number;
  /** Per term of the query, the weight of the best alternative that the post has; 0 = none. Less where it stands aside only. */
  readonly found: readonly number[];
}

/** A word in an address or a name only counts this much. */
export const ASIDE_SHARE = 0.85;

/** Which posts have which words. Knows numbers only: words and their meaning are the planner's. */
export interface SearchIndex {
  /** In no order. A query without terms finds nothing. */
  candidates(query: IndexQuery): Promise<readonly Candidate[]>;
}
