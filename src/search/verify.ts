import type { Plan, PlannedTerm } from "./plan.ts";

interface WordVisit {
  readonly stem: string;
  /** Place among the words of the post; a joined form has the place of the part it ends with. */
  readonly position: number;
  /** The same, counting no stop words: "митап от Сбера" and "митап Сбера" are equally close. */
  readonly place: number;
  readonly isJoined: boolean;
  readonly inTitle: boolean;
}

export type VisitWord = (word: WordVisit) => void;

/** A post's words in reading order, wherever they are kept. */
export interface Reading {
  eachWord(visit: VisitWord): void;
}

/** What a look at the words of a post says about it; every figure is from 0 to 1. */
export interface Verification {
  /** How close together the words stand: 1 = nothing between them. */
  readonly proximity: number;
  /** 1 iff all words stand in the order of the query with at most one word between. */
  readonly inOrder: number;
  /** Share of the query, by idf, that the post's title has. */
  readonly title: number;
  /** Whether every quoted phrase is there and nothing that is excluded. */
  readonly isAllowed: boolean;
}

/** More places of one word change nothing about the best window. */
const MAX_PLACES = 80;
const WIDEST_STEP = 2;
/** Words further apart than this are not about each other. */
const WIDEST_STRETCH = 60;

/** Looks at a candidate's own words: an index knows which of them are there, not how they stand together. */
export function verify(plan: Plan, reading: Reading): Verification {
  const places = plan.terms.map((): number[] => []);
  const titled = plan.terms.map(() => 0);
  const strict = plan.phrases.length + plan.excluded.length > 0;
  const stems = new Map<number, string>();
  reading.eachWord(({ stem, position, place, isJoined, inTitle }) => {
    if (strict && !isJoined) stems.set(position, stem);
    for (const { term, weight } of plan.termsOfStem.get(stem) ?? []) {
      places[term]?.push(place);
      if (inTitle) titled[term] = Math.max(titled[term] ?? 0, weight);
    }
  });
  return {
    proximity: proximityOf(plan.terms, places),
    inOrder: isInOrder(places) ? 1 : 0,
    title: coverageOf(plan.terms, titled),
    isAllowed: isAllowed(plan, stems),
  };
}

/** Σ idf·weight / Σ idf·achievable over the query's words: 1 = every word is there as well as the archive has it. */
export function coverageOf(terms: readonly PlannedTerm[], found: readonly number[]): number {
  let covered = 0;
  let whole = 0;
  for (const [term, { idf, achievable }] of terms.entries()) {
    covered += idf * (found[term] ?? 0);
    whole += idf * achievable;
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
    if (++distinct > 1) best = Math.max(best, coverageOf(terms, found) * Math.min(1, distinct / width));
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

function isAllowed({ phrases, excluded }: Plan, stems: ReadonlyMap<number, string>): boolean {
  return phrases.every((phrase) => has(stems, phrase)) && !excluded.some((phrase) => has(stems, phrase));
}

function has(stems: ReadonlyMap<number, string>, phrase: readonly string[]): boolean {
  const starts = [...stems].filter(([, stem]) => stem === phrase[0]);
  return starts.some(([start]) => phrase.every((stem, at) => stems.get(start + at) === stem));
}
