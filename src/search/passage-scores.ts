import type { PlannedTerm } from "./plan.ts";

/** How fast more of the same word stops counting. */
const K = 1.2;
/** Passages are of one size already, so their length tells little. */
const B = 0.3;
/** What any occurrence counts, so that a long passage with a word is never as good as one without it. */
const D = 0.5;
/** Words of a usual passage: paragraphs are cut at 1,000 characters and joined below 200. */
const USUAL_WORDS = 60;

/**
 * BM25+ of the passages of a post, from its words (Lv and Zhai, "Lower-Bounding Term Frequency Normalization", 2011).
 * Computed here and not taken from the index, so that posts rank the same whatever index brought them.
 */
export class PassageScores {
  /** Score of the best passage so far. */
  best = 0;
  readonly #terms: readonly PlannedTerm[];
  readonly #counts: number[];
  #words = 0;

  constructor(terms: readonly PlannedTerm[]) {
    this.#terms = terms;
    this.#counts = terms.map(() => 0);
  }

  addWord(): void {
    this.#words++;
  }

  /** An alternative counts as that part of an occurrence which its weight says. */
  addMatch(term: number, weight: number): void {
    this.#counts[term] = (this.#counts[term] ?? 0) + weight;
  }

  end(): void {
    const length = K * (1 - B + (B * this.#words) / USUAL_WORDS);
    let score = 0;
    for (const [term, { idf }] of this.#terms.entries()) {
      const count = this.#counts[term] ?? 0;
      if (count > 0) score += idf * (D + ((K + 1) * count) / (count + length));
    }
    this.best = Math.max(this.best, score);
    this.#counts.fill(0);
    this.#words = 0;
  }
}
