import type Sqlite from "better-sqlite3";
import { Cutoff, type PlacedTerm } from "../search/cutoff.ts";
import { eachWord } from "../search/reading.ts";
import { ASIDE_SHARE, type Candidate, type IndexQuery, type SearchIndex } from "../search/search-index.ts";
import type { Connection } from "./connection.ts";
import { FoundPosts } from "./found-posts.ts";
import { asideTerm, textTerm } from "./search-tables.ts";

/** Scoring a row takes some forty times as long as finding it, and a frequent word tells posts apart badly. */
const MAX_SCORED = 1_000;
/** Of a still more frequent word only the latest posts come back: nobody pages through the others. */
const MAX_POSTS = 10_000;
/** With so many posts that have a telling word, those that have the less telling ones only are not missed. */
const MAX_CANDIDATES = 20_000;
/** Reading so many posts word by word takes less time than looking frequent words up. */
const MAX_READ = 1_000;
/** Alternatives of nearly the same weight are looked up at once, and all have the best of theirs. */
const WEIGHT_STEP = 0.05;
/** Weaker alternatives are not looked for in addresses and names. */
const WORTH_LOOKING_ASIDE = 0.75;

const SCORED = "SELECT rowid, -bm25(post_words) FROM post_words WHERE post_words MATCH ?";
/** One number a row is read three times as fast as a row. */
const UNSCORED = "SELECT rowid FROM post_words WHERE post_words MATCH ? ORDER BY rowid DESC";

type Row = [postId: number, score: number];

/** The full-text index that is written with the posts: there from the first moment, at any size. */
export function wordIndexIn(connection: Connection): SearchIndex {
  const index = new WordIndex(connection.db);
  return { candidates: (query) => connection.read(() => index.candidates(query)) };
}

class WordIndex {
  readonly #scored: Sqlite.Statement<[string], Row>;
  readonly #unscored: Sqlite.Statement<[string], number>;
  readonly #latest: Sqlite.Statement<[string], number>;
  readonly #frequency: Sqlite.Statement<[number], number>;
  readonly #reading: Sqlite.Statement<[number], Buffer>;

  constructor(db: Sqlite.Database) {
    this.#scored = db.prepare<[string], Row>(SCORED).raw();
    this.#unscored = db.prepare<[string], number>(UNSCORED).pluck();
    this.#latest = db.prepare<[string], number>(`${UNSCORED} LIMIT ${MAX_POSTS}`).pluck();
    this.#frequency = db.prepare<[number], number>("SELECT frequency FROM stems WHERE number = ?").pluck();
    this.#reading = db.prepare<[number], Buffer>("SELECT words FROM readings WHERE post_id = ?").pluck();
  }

  candidates(query: IndexQuery): Candidate[] {
    const cutoff = new Cutoff(query);
    const found = new FoundPosts(query.terms.length);
    const left: PlacedTerm[] = [];
    for (const term of cutoff.terms) {
      const isOpen = found.size < MAX_CANDIDATES && cutoff.isOpen(found.bestShare);
      if (!isOpen) found.keepWithinReach(cutoff);
      if (!isOpen && found.size <= MAX_READ) left.push(term);
      else this.#lookUp(term, query.allowed, found, isOpen);
      cutoff.lookedUp(term);
    }
    if (left.length > 0) this.#read(left, found);
    return found.candidates();
  }

  #lookUp(term: PlacedTerm, allowed: IndexQuery["allowed"], found: FoundPosts, letsIn: boolean): void {
    for (const { match, weight, frequency } of this.#lookups(term)) {
      const note = (postId: number, score: number) => {
        if (allowed !== null && !allowed.has(postId)) return;
        const place = letsIn ? found.meet(postId) : found.placeOf(postId);
        if (place !== undefined) found.note(place, term, { weight, score });
      };
      if (frequency <= MAX_SCORED) for (const [postId, score] of this.#scored.all(match)) note(postId, score);
      else for (const postId of this.#frequent(match, allowed)) note(postId, 0);
    }
    found.credit(term);
  }

  #frequent(match: string, allowed: IndexQuery["allowed"]): number[] {
    return (allowed === null ? this.#latest : this.#unscored).all(match);
  }

  /** Finds the terms in the posts' own words. */
  #read(terms: readonly PlacedTerm[], found: FoundPosts): void {
    for (const [place, postId] of found.postIds.entries()) {
      const reading = this.#reading.get(postId);
      if (reading === undefined) continue;
      eachWord(reading, ({ stem, isAside }) => {
        for (const term of terms) {
          const weight = term.stems.get(stem);
          if (weight !== undefined)
            found.note(place, term, { weight: weight * (isAside ? ASIDE_SHARE : 1), score: 0 });
        }
      });
    }
  }

  /** What to look up for a term: alternatives of about one weight together, and those worth it in names. */
  #lookups({ stems }: PlacedTerm): Lookup[] {
    const byWeight = new Map<number, number[]>();
    for (const [stem, weight] of stems) {
      const step = Math.max(1, Math.round(weight / WEIGHT_STEP));
      byWeight.set(step, [...(byWeight.get(step) ?? []), stem]);
    }
    const inText = [...byWeight.values()].map((ofWeight) => ({
      match: anyOf(ofWeight.map(textTerm)),
      weight: Math.max(...ofWeight.map((stem) => stems.get(stem) ?? 0)),
      frequency: this.#sum(ofWeight),
    }));
    const strong = [...stems].filter(([, weight]) => weight >= WORTH_LOOKING_ASIDE);
    if (strong.length === 0) return inText;
    const weight = ASIDE_SHARE * Math.max(...strong.map(([, own]) => own));
    return [...inText, { match: anyOf(strong.map(([stem]) => asideTerm(stem))), weight, frequency: 0 }];
  }

  #sum(stems: readonly number[]): number {
    return stems.reduce((sum, stem) => sum + (this.#frequency.get(stem) ?? 0), 0);
  }
}

interface Lookup {
  /** An expression of FTS5. */
  readonly match: string;
  readonly weight: number;
  /** In how many passages, at most, any of it stands; 0 = few. */
  readonly frequency: number;
}

/** Terms are digits and the letter a, so nothing needs quoting. */
function anyOf(terms: readonly string[]): string {
  return terms.join(" OR ");
}
