import { PassageScores } from "./passage-scores.ts";
import type { Plan, PlannedTerm } from "./plan.ts";
import { eachWord, type WordVisit } from "./reading.ts";

/** What a look at the words of a post says about it; every figure but the first is from 0 to 1. */
export interface Verification {
  /** BM25 of the best passage; comparable within one search only. */
  readonly bm25: number;
  /** How close together the words stand: 1 = nothing between them. */
  readonly proximity: number;
  /** 1 iff all words stand in the order of the query with at most one word between. */
  readonly inOrder: number;
  /** Share of the query, by idf, that the post's title has. */
  readonly title: number;
}

/** More places of one word change nothing about the best window. */
const MAX_PLACES = 80;
const WIDEST_STEP = 2;
/** Words further apart than this are not about each other. */
const WIDEST_STRETCH = 60;

/** Looks at a candidate's own words: an index knows which of them are there, not how they stand together. */
export function verify({ terms, termsOfNumber }: Plan, reading: Uint8Array): Verification {
  const places = terms.map((): number[] => []);
  const titled = terms.map(() => 0);
  const passages = new PassageScores(terms);
  const visit = ({ stem, place, inTitle }: WordVisit) => {
    passages.addWord();
    for (const { term, weight } of termsOfNumber.get(stem) ?? []) {
      passages.addMatch(term, weight);
      places[term]?.push(place);
      if (inTitle) titled[term] = Math.max(titled[term] ?? 0, weight);
    }
  };
  eachWord(reading, visit, () => passages.end());
  return {
    bm25: passages.best,
    proximity: proximityOf(terms, places),
    inOrder: isInOrder(places) ? 1 : 0,
    title: shareOf(terms, titled),
  };
}

/** Σ idf·min(1, weight/achievable) / Σ idf over the query's words: 1 = every word is there as well as the archive has it. */
export function shareOf(terms: readonly PlannedTerm[], found: readonly number[]): number {
  let covered = 0;
  let whole = 0;
  for (const [term, { idf, achievable }] of terms.entries()) {
    covered += idf * Math.min(1, (found[term] ?? 0) / achievable);
    whole += idf;
  }
  return whole === 0 ? 0 : covered / whole;
}

interface Place {
  readonly term: number;
  readonly place: number;
}

/**
 * The best stretch of the post: its share of the query, thinned by the words between.
 * A post with more of the query never scores less than one with a part of it that stands as close.
 */
function proximityOf(terms: readonly PlannedTerm[], places: readonly (readonly number[])[]): number {
  const events = places.flatMap((list, term): Place[] =>
    list.slice(0, MAX_PLACES).map((place) => ({ term, place })),
  );
  events.sort((a, b) => a.place - b.place);
  return Math.max(0, ...events.map((_, left) => bestStretchFrom(terms, events, left)));
}

function bestStretchFrom(terms: readonly PlannedTerm[], events: readonly Place[], left: number): number {
  const found = terms.map(() => 0);
  const start = events[left]?.place ?? 0;
  let distinct = 0;
  let best = 0;
  for (let right = left; right < events.length; right++) {
    const { term, place } = events[right] ?? { term: 0, place: Number.POSITIVE_INFINITY };
    const width = place - start + 1;
    if (width > WIDEST_STRETCH) break;
    if (found[term] === 1) continue;
    found[term] = 1;
    if (++distinct > 1) best = Math.max(best, shareOf(terms, found) * Math.min(1, distinct / width));
  }
  return best;
}

function isInOrder(places: readonly (readonly number[])[]): boolean {
  const [first = [], ...rest] = places;
  const sets = rest.map((positions) => new Set(positions));
  return rest.length > 0 && first.some((start) => followsFrom(start, sets));
}

function followsFrom(start: number, sets: readonly ReadonlySet<number>[]): boolean {
  let at = start;
  for (const positions of sets) {
    let step = 1;
    while (step <= WIDEST_STEP && !positions.has(at + step)) step++;
    if (step > WIDEST_STEP) return false;
    at += step;
  }
  return true;
}
