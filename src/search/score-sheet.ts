/**
 * What a query notes of passages and posts. Kept from one query to the next: fresh memory for each would take longer
 * to come than most queries.
 */
export class ScoreSheet {
  /** By the first passage of a post: 1 + place among the candidates; 0: not met yet. */
  placeOf = new Int32Array(0);
  passageScores = new Float64Array(0);
  /** By place among the candidates. */
  bestScores = new Float64Array(0);
  /** By place among the candidates: what the post has of the query. */
  shares = new Float64Array(0);
  /** By place among the candidates, for each term. */
  found = new Float64Array(0);

  /** A clean sheet for so many passages, of so many posts. */
  prepare(passages: number, posts: number, terms: number): void {
    if (this.placeOf.length < passages) this.placeOf = new Int32Array(withRoom(passages));
    if (this.passageScores.length < passages) this.passageScores = new Float64Array(withRoom(passages));
    if (this.bestScores.length < posts) this.bestScores = new Float64Array(withRoom(posts));
    if (this.shares.length < posts) this.shares = new Float64Array(withRoom(posts));
    if (this.found.length < posts * terms) this.found = new Float64Array(withRoom(posts * terms));
    this.placeOf.fill(0, 0, passages);
    this.passageScores.fill(0, 0, passages);
  }
}

function withRoom(length: number): number {
  return Math.ceil(length * 1.25);
}
