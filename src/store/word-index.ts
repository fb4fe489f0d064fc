import type Sqlite from "better-sqlite3";
import { Cutoff, type PlacedTerm } from "../search/cutoff.ts";
import { eachWord } from "../search/reading.ts";
import { ASIDE_SHARE, type Candidate, type IndexQuery, type SearchIndex } from "../search/search-index.ts";
import type { Connection } from "./connection.ts";
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
const UNSCORED = "SELECT rowid, 0 FROM post_words WHERE post_words MATCH ? ORDER BY rowid DESC";

type Row = [postId: number, score: number];
type FoundPost = { -readonly [Key in keyof Candidate]: Key extends "found" ? number[] : Candidate[Key] };

/** The full-text index that is written with the posts: there from the first moment, at any size. */
export function wordIndexIn(connection: Connection): SearchIndex {
  const index = new WordIndex(connection.db);
  return { candidates: (query) => connection.read(() => index.candidates(query)) };
}

class WordIndex {
  readonly #scored: Sqlite.Statement<[string], Row>;
  readonly #unscored: Sqlite.Statement<[string], Row>;
  readonly #latest: Sqlite.Statement<[string], Row>;
  readonly #frequency: Sqlite.Statement<[number], number>;
  readonly #reading: Sqlite.Statement<[number], Buffer>;

  constructor(db: Sqlite.Database) {
    this.#scored = db.prepare<[string], Row>(SCORED).raw();
    this.#unscored = db.prepare<[string], Row>(UNSCORED).raw();
    this.#latest = db.prepare<[string], Row>(`${UNSCORED} LIMIT ${MAX_POSTS}`).raw();
    this.#frequency = db.prepare<[number], number>("SELECT frequency FROM stems WHERE number = ?").pluck();
    this.#reading = db.prepare<[number], Buffer>("SELECT words FROM readings WHERE post_id = ?").pluck();
  }

  candidates(query: IndexQuery): Candidate[] {
    const cutoff = new Cutoff(query);
    const found = new FoundPosts(query.terms.length);
    const left: PlacedTerm[] = [];
    for (const term of cutoff.terms) {
      const isOpen = found.posts.size < MAX_CANDIDATES && cutoff.isOpen(found.bestShare);
      if (!isOpen) found.keepWithinReach(cutoff);
      if (!isOpen && found.posts.size <= MAX_READ) left.push(term);
      else this.#lookUp(term, query.allowed, found, isOpen);
      cutoff.lookedUp(term);
    }
    if (left.length > 0) this.#read(left, found);
    return [...found.posts.values()];
  }

  #lookUp(term: PlacedTerm, allowed: IndexQuery["allowed"], found: FoundPosts, letsIn: boolean): void {
    for (const { match, weight, frequency } of this.#lookups(term)) {
      for (const [postId, score] of this.#rows(match, frequency, allowed)) {
        const post = letsIn ? found.meet(postId) : found.posts.get(postId);
        if (post === undefined) continue;
        post.bm25 += weight * score;
        post.found[term.place] = Math.max(post.found[term.place] ?? 0, weight);
      }
    }
    found.credit(term);
  }

  /** Finds the terms in the posts' own words. */
  #read(terms: readonly PlacedTerm[], { posts }: FoundPosts): void {
    for (const post of posts.values()) {
      const reading = this.#reading.get(post.postId);
      if (reading === undefined) continue;
      eachWord(reading, ({ stem, isAside }) => {
        for (const { stems, place } of terms) {
          const weight = (stems.get(stem) ?? 0) * (isAside ? ASIDE_SHARE : 1);
          if (weight > (post.found[place] ?? 0)) post.found[place] = weight;
        }
      });
    }
  }

  #rows(match: string, frequency: number, allowed: IndexQuery["allowed"]): Row[] {
    if (allowed === null) return (frequency > MAX_SCORED ? this.#latest : this.#scored).all(match);
    const rows = (frequency > MAX_SCORED ? this.#unscored : this.#scored).all(match);
    return rows.filter(([postId]) => allowed.has(postId));
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

class FoundPosts {
  readonly posts = new Map<number, FoundPost>();
  /** The largest share of the query that a post has of the terms credited so far. */
  bestShare = 0;
  readonly #terms: number;
  readonly #shares = new Map<number, number>();

  constructor(terms: number) {
    this.#terms = terms;
  }

  meet(postId: number): FoundPost {
    const known = this.posts.get(postId);
    if (known !== undefined) return known;
    const post = { postId, bm25: 0, found: new Array<number>(this.#terms).fill(0) };
    this.posts.set(postId, post);
    return post;
  }

  /** Leaves out what cannot be wanted any more, whatever else it has. */
  keepWithinReach(cutoff: Cutoff): void {
    for (const postId of this.posts.keys()) {
      if (!cutoff.isWithinReach(this.#shares.get(postId) ?? 0, this.bestShare)) this.posts.delete(postId);
    }
  }

  credit({ place, worth }: PlacedTerm): void {
    for (const { postId, found } of this.posts.values()) {
      const share = (this.#shares.get(postId) ?? 0) + worth * (found[place] ?? 0);
      this.#shares.set(postId, share);
      if (share > this.bestShare) this.bestShare = share;
    }
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
