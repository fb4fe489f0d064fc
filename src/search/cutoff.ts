import type { IndexQuery, IndexTerm } from "./search-index.ts";

/** A term with its place in the query. */
export interface PlacedTerm extends IndexTerm {
  readonly place: number;
}

/**
 * Terms are looked up by what they are worth, the most telling first. A post without any of those so far can have what
 * is left at most: once that is too little, no new posts are let in, and the frequent words that are left to look up
 * only add to the posts that are there. After the "max score" of Turtle and Flood (Query Evaluation, 1995).
 */
export class Cutoff {
  readonly terms: readonly PlacedTerm[];
  readonly #query: IndexQuery;
  #left: number;

  constructor(query: IndexQuery) {
    this.#query = query;
    this.terms = query.terms.map((term, place) => ({ ...term, place })).sort((a, b) => b.worth - a.worth);
    this.#left = query.terms.reduce((sum, { worth }) => sum + worth, 0);
  }

  /** Whether a post that has nothing of the terms so far may be wanted; `best` is the largest share found so far. */
  isOpen(best: number): boolean {
    return this.#left > 0 && this.isWithinReach(0, best);
  }

  /** Whether a post with this share of the terms so far may be wanted in the end. */
  isWithinReach(share: number, best: number): boolean {
    const least = Math.max(this.#query.least, this.#query.leastOfBest * best);
    return share / LEAST_CREDIT + this.#left >= least - TOLERANCE;
  }

  lookedUp({ worth }: PlacedTerm): void {
    this.#left = Math.max(0, this.#left - worth);
  }
}

const TOLERANCE = 1e-9; // sums of shares are not exact
/** The planner counts a weight of at least this as the whole word, where the archive has none better. */
const LEAST_CREDIT = 0.75;
