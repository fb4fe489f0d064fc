import type { Cutoff, PlacedTerm } from "../search/cutoff.ts";
import type { Candidate } from "../search/search-index.ts";

const ROOM = 1024;

/** What a query has found so far. In columns: of frequent words there are tens of thousands of posts. */
export class FoundPosts {
  /** By place. */
  readonly postIds: number[] = [];
  /** The largest share of the query that a post has of the terms credited so far. */
  bestShare = 0;
  readonly #terms: number;
  readonly #places = new Map<number, number>();
  /** By place: what the post has of the query, of the terms credited so far. */
  #shares = new Float64Array(ROOM);
  #bm25 = new Float64Array(ROOM);
  /** By place, for each term. */
  #found: Float64Array;

  constructor(terms: number) {
    this.#terms = terms;
    this.#found = new Float64Array(ROOM * terms);
  }

  get size(): number {
    return this.postIds.length;
  }

  placeOf(postId: number): number | undefined {
    return this.#places.get(postId);
  }

  /** Its place, a new one where it was not met yet. */
  meet(postId: number): number {
    const known = this.#places.get(postId);
    if (known !== undefined) return known;
    const place = this.postIds.push(postId) - 1;
    this.#places.set(postId, place);
    if (place === this.#shares.length) this.#grow();
    return place;
  }

  /** A word that counts for the term stands in the post. */
  note(
    place: number,
    { place: term }: PlacedTerm,
    { weight, score }: { weight: number; score: number },
  ): void {
    const at = place * this.#terms + term;
    if (weight > (this.#found[at] ?? 0)) this.#found[at] = weight;
    this.#bm25[place] = (this.#bm25[place] ?? 0) + weight * score;
  }

  /** Counts a term that was looked up to what the posts have of the query. */
  credit({ place: term, worth }: PlacedTerm): void {
    for (let place = 0; place < this.size; place++) {
      const share = (this.#shares[place] ?? 0) + worth * (this.#found[place * this.#terms + term] ?? 0);
      this.#shares[place] = share;
      if (share > this.bestShare) this.bestShare = share;
    }
  }

  /** Leaves out what cannot be wanted any more, whatever else it has. */
  keepWithinReach(cutoff: Cutoff): void {
    let kept = 0;
    for (let place = 0; place < this.size; place++) {
      if (cutoff.isWithinReach(this.#shares[place] ?? 0, this.bestShare)) this.#move(place, kept++);
      else this.#places.delete(this.postIds[place] ?? 0);
    }
    this.#clear(kept);
  }

  candidates(): Candidate[] {
    return this.postIds.map((postId, place) => ({
      postId,
      bm25: this.#bm25[place] ?? 0,
      found: Array.from(this.#found.subarray(place * this.#terms, (place + 1) * this.#terms)),
    }));
  }

  /** To the same place or an earlier one. */
  #move(from: number, to: number): void {
    if (from === to) return;
    const postId = this.postIds[from] ?? 0;
    this.postIds[to] = postId;
    this.#places.set(postId, to);
    this.#shares[to] = this.#shares[from] ?? 0;
    this.#bm25[to] = this.#bm25[from] ?? 0;
    this.#found.copyWithin(to * this.#terms, from * this.#terms, (from + 1) * this.#terms);
  }

  /** The places from `start` on are as new. */
  #clear(start: number): void {
    const end = this.size;
    this.postIds.length = start;
    this.#shares.fill(0, start, end);
    this.#bm25.fill(0, start, end);
    this.#found.fill(0, start * this.#terms, end * this.#terms);
  }

  #grow(): void {
    this.#shares = twiceAsLong(this.#shares);
    this.#bm25 = twiceAsLong(this.#bm25);
    this.#found = twiceAsLong(this.#found);
  }
}

function twiceAsLong(numbers: Float64Array): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(2 * numbers.length);
  longer.set(numbers);
  return longer;
}
