import { Cutoff, type PlacedTerm } from "./cutoff.ts";
import type { NumberList } from "./number-list.ts";
import { FIELDS, type PackedMiniSearch } from "./packed-minisearch.ts";
import type { ScoreSheet } from "./score-sheet.ts";
import { ASIDE_SHARE, type Candidate, type IndexQuery } from "./search-index.ts";

/** Passages and the posts they are of. */
export interface PassageArchive {
  readonly passages: PackedMiniSearch;
  readonly postCount: number;
  /** By passage: the first passage of its post, which stands for the post here, or `REMOVED`. */
  readonly firstPassages: NumberList;
  /** By passage: the post's key. */
  readonly postIds: NumberList;
  readonly sheet: ScoreSheet;
}

interface TermWeight {
  readonly term: number;
  readonly weight: number;
}

/** A stem of the query and what finding it means. */
interface WantedStem {
  readonly stem: number;
  /** The best that it has in any term: a stem of two terms is one word, and counts once. */
  readonly weight: number;
  readonly terms: readonly TermWeight[];
}

const BOOST: Record<(typeof FIELDS)[number], number> = { text: 1, heading: 0.5, aside: 0.5 };
/** Passages are of one size already, so their length tells little: a small b. */
const BM25 = { k: 1.2, b: 0.3, d: 0.5 };
/** In place of the number of a passage. */
export const REMOVED = 2 ** 32 - 1;
const UNMET = 0;
const REFUSED = -1;

/** The posts that answer a query, in no order. */
export function scoreCandidates(query: IndexQuery, archive: PassageArchive): Candidate[] {
  const scores = new CandidateScores(query, archive);
  const cutoff = new Cutoff(query);
  const wanted = wantedStems(query);
  for (const term of cutoff.terms) {
    const letsIn = cutoff.isOpen(scores.bestShare);
    for (const stem of term.stems.keys()) {
      const found = wanted.get(stem);
      if (found !== undefined) scores.add(found, letsIn);
      wanted.delete(stem);
    }
    scores.credit(term);
    cutoff.lookedUp(term);
  }
  return scores.candidates();
}

function wantedStems({ terms }: IndexQuery): Map<number, WantedStem> {
  const wanted = new Map<number, WantedStem>();
  for (const [term, { stems }] of terms.entries()) {
    for (const [stem, weight] of stems) {
      const known = wanted.get(stem);
      wanted.set(stem, {
        stem,
        weight: Math.max(known?.weight ?? 0, weight),
        terms: [...(known?.terms ?? []), { term, weight }],
      });
    }
  }
  return wanted;
}

/** Our own walk over MiniSearch's lists: its `search` makes an object for every passage and every match in it. */
class CandidateScores {
  /** The largest share of the query that a post has of the terms credited so far. */
  bestShare = 0;
  readonly #query: IndexQuery;
  readonly #archive: PassageArchive;
  readonly #sheet: ScoreSheet;
  /** The keys of the candidates. */
  readonly #postIds: number[] = [];

  constructor(query: IndexQuery, archive: PassageArchive) {
    this.#query = query;
    this.#archive = archive;
    this.#sheet = archive.sheet;
    this.#sheet.prepare(archive.passages.nextPassage, archive.postCount, query.terms.length);
  }

  candidates(): Candidate[] {
    const { bestScores, found } = this.#sheet;
    const terms = this.#query.terms.length;
    // V8 keeps the kind of an array's numbers: a copy of fractions takes in fractions at once.
    const fractions = this.#query.terms.map(() => 0.5);
    return this.#postIds.map((postId, place) => {
      const weights = fractions.slice();
      for (let term = 0; term < terms; term++) weights[term] = found[place * terms + term] ?? 0;
      return { postId, bm25: bestScores[place] ?? 0, found: weights };
    });
  }

  /** Looks a stem up; posts that were not met yet become candidates only if it `letsIn`. */
  add(wanted: WantedStem, letsIn: boolean): void {
    for (const [field, name] of FIELDS.entries()) {
      const terms = name === "aside" ? wanted.terms.map(asAside) : wanted.terms;
      this.#addField({ ...wanted, terms, letsIn }, field, BOOST[name]);
    }
  }

  /** Counts a term, all of whose stems were looked up, to what the posts have of the query. */
  credit({ place, worth }: PlacedTerm): void {
    const { shares, found } = this.#sheet;
    const terms = this.#query.terms.length;
    for (let post = 0; post < this.#postIds.length; post++) {
      const share = (shares[post] ?? 0) + worth * (found[post * terms + place] ?? 0);
      shares[post] = share;
      if (share > this.bestShare) this.bestShare = share;
    }
  }

  /** BM25+ as MiniSearch has it: idf · (d + tf·(k + 1) / (tf + k·(1 − b + b·length / average length))). */
  #addField(
    { stem, weight, terms, letsIn }: WantedStem & { readonly letsIn: boolean },
    field: number,
    boost: number,
  ): void {
    const { passages } = this.#archive;
    const { k, b, d } = BM25;
    const holders = passages.passagesWith(stem, field);
    const factor = weight * boost * passages.rarityOf(this.#countDifferent(holders));
    const perStem = (k * b) / passages.averageLengthOf(field);
    for (let next = 0; next < holders.length; ) {
      const passage = holders[next] ?? 0;
      const first = next;
      while (holders[next] === passage) next++;
      const place = this.#placeAmongCandidates(passage, letsIn);
      if (place < 0) continue;
      const count = next - first;
      const norm = k * (1 - b) + perStem * passages.lengthOf(passage, field);
      this.#addScore(passage, place, factor * (d + (count * (k + 1)) / (count + norm)));
      this.#addFound(place, terms);
    }
  }

  #countDifferent(holders: Uint32Array): number {
    let count = 0;
    let last = -1;
    for (const passage of holders) {
      if (passage !== last && this.#archive.firstPassages.get(passage) !== REMOVED) count++;
      last = passage;
    }
    return count;
  }

  /** -1: the passage is removed, or its post is no candidate. */
  #placeAmongCandidates(passage: number, letsIn: boolean): number {
    const first = this.#archive.firstPassages.get(passage);
    if (first === REMOVED) return -1;
    const place = this.#sheet.placeOf[first] ?? UNMET;
    if (place === UNMET) return letsIn ? this.#meet(first) : -1;
    return place === REFUSED ? -1 : place - 1;
  }

  #meet(first: number): number {
    const { allowed, terms } = this.#query;
    const postId = this.#archive.postIds.get(first);
    if (allowed !== null && !allowed.has(postId)) {
      this.#sheet.placeOf[first] = REFUSED;
      return -1;
    }
    const place = this.#postIds.push(postId) - 1;
    this.#sheet.placeOf[first] = place + 1;
    this.#sheet.bestScores[place] = 0;
    this.#sheet.shares[place] = 0;
    this.#sheet.found.fill(0, place * terms.length, (place + 1) * terms.length);
    return place;
  }

  #addScore(passage: number, place: number, score: number): void {
    const { passageScores, bestScores } = this.#sheet;
    const total = (passageScores[passage] ?? 0) + score;
    passageScores[passage] = total;
    if (total > (bestScores[place] ?? 0)) bestScores[place] = total;
  }

  #addFound(place: number, terms: readonly TermWeight[]): void {
    const { found } = this.#sheet;
    const start = place * this.#query.terms.length;
    for (const { term, weight } of terms) {
      if (weight > (found[start + term] ?? 0)) found[start + term] = weight;
    }
  }
}

function asAside({ term, weight }: TermWeight): TermWeight {
  return { term, weight: weight * ASIDE_SHARE };
}
