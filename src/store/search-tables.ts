import { randomUUID } from "node:crypto";
import type Sqlite from "better-sqlite3";
import type { Post } from "../channel/post.ts";
import { ANALYSER, indexedPassages, packReading } from "../search/reading.ts";
import type { IndexedPassage } from "../search/search-index.ts";
import { FactRows } from "./fact-rows.ts";
import { NewWords } from "./new-words.ts";

const FORGET_ALL = `
  DELETE FROM stems; DELETE FROM words; DELETE FROM sounds; DELETE FROM readings;
  DELETE FROM post_facts; DELETE FROM post_tags;
  INSERT INTO post_words (post_words) VALUES ('delete-all')`;

/**
 * The tables that searching reads, one step at a time: everything here happens inside somebody's transaction,
 * which ends with `flush` and, where it fails, with `forget`.
 */
export class SearchTables {
  readonly #db: Sqlite.Database;
  readonly #words: NewWords;
  readonly #facts: FactRows;
  readonly #state: Sqlite.Statement<[], { epoch: string; analyser: number; is_complete: number }>;
  readonly #setComplete: Sqlite.Statement<[]>;
  readonly #setState: Sqlite.Statement<[number]>;
  readonly #setEpoch: Sqlite.Statement<[string]>;
  readonly #reading: Sqlite.Statement<[number], Buffer>;
  readonly #saveReading: Sqlite.Statement<[number, Uint8Array]>;
  readonly #deleteReading: Sqlite.Statement<[number]>;
  readonly #insertWords: Sqlite.Statement<[number, string]>;
  readonly #deleteWords: Sqlite.Statement<[number]>;
  readonly #addCounts: Sqlite.Statement<[number, number]>;
  #epoch: string | null = null;
  #posts = 0;
  #passages = 0;

  constructor(db: Sqlite.Database) {
    this.#db = db;
    this.#words = new NewWords(db);
    this.#facts = new FactRows(db);
    this.#state = db.prepare("SELECT epoch, analyser, is_complete FROM search_state");
    this.#setState = db.prepare(
      "UPDATE search_state SET analyser = ?, posts = 0, passages = 0, is_complete = NOT EXISTS (SELECT 1 FROM posts)",
    );
    this.#setComplete = db.prepare("UPDATE search_state SET is_complete = 1");
    this.#setEpoch = db.prepare("UPDATE search_state SET epoch = ?");
    this.#reading = db.prepare<[number], Buffer>("SELECT words FROM readings WHERE post_id = ?").pluck();
    this.#saveReading = db.prepare(
      `INSERT INTO readings (post_id, words) VALUES (?, ?)
       ON CONFLICT (post_id) DO UPDATE SET words = excluded.words`,
    );
    this.#deleteReading = db.prepare("DELETE FROM readings WHERE post_id = ?");
    this.#insertWords = db.prepare("INSERT INTO post_words (rowid, words) VALUES (CAST(? AS INTEGER), ?)");
    this.#deleteWords = db.prepare("DELETE FROM post_words WHERE rowid = ?");
    this.#addCounts = db.prepare("UPDATE search_state SET posts = posts + ?, passages = passages + ?");
  }

  /** Makes the post found; words are written only where they are not the same as before. */
  put(postId: number, post: Post): void {
    this.#begin();
    this.#facts.put(postId, post);
    const before = this.#reading.get(postId);
    const reading = packReading(post, (word) => this.#words.numberOf(word));
    if (before?.equals(reading) === true) return;
    if (before !== undefined) this.#discard(postId, before);
    else this.#posts += 1;
    const passages = indexedPassages(reading);
    this.#saveReading.run(postId, reading);
    this.#insertWords.run(postId, passages.map(termsOf).join(" "));
    this.#count(passages, 1);
  }

  /** Removing what is not there changes nothing. */
  remove(postId: number): void {
    this.#begin();
    const before = this.#reading.get(postId);
    if (before === undefined) return;
    this.#discard(postId, before);
    this.#posts -= 1;
    this.#deleteReading.run(postId);
    this.#facts.remove(postId);
  }

  /** Forgets every word, so that all posts wait to be indexed. */
  clear(): void {
    this.forget();
    this.#db.exec(FORGET_ALL);
    this.#setState.run(ANALYSER);
    this.#beginEpoch();
  }

  isComplete(): boolean {
    return this.#state.get()?.is_complete === 1;
  }

  /** Every post is indexed; whoever has read the posts before has to read them again. */
  complete(): void {
    this.#setComplete.run();
    this.#beginEpoch();
  }

  /** Whether the tables were made by the rules of this program. */
  isCurrent(): boolean {
    return this.#state.get()?.analyser === ANALYSER;
  }

  /** Writes what was counted; the last step of the transaction. */
  flush(): void {
    this.#words.flush();
    if (this.#posts !== 0 || this.#passages !== 0) this.#addCounts.run(this.#posts, this.#passages);
    this.#posts = 0;
    this.#passages = 0;
    this.#epoch = null;
  }

  /** After a transaction that failed: what it added is gone. */
  forget(): void {
    this.#words.forget();
    this.#posts = 0;
    this.#passages = 0;
    this.#epoch = null;
  }

  /** Once a transaction: another process may have numbered all stems anew since the last one. */
  #begin(): void {
    if (this.#epoch !== null) return;
    this.#epoch = this.#state.get()?.epoch ?? "";
    this.#words.begin(this.#epoch);
  }

  #beginEpoch(): void {
    this.#setEpoch.run(randomUUID());
  }

  #discard(postId: number, reading: Uint8Array): void {
    this.#deleteWords.run(postId);
    this.#count(indexedPassages(reading), -1);
  }

  #count(passages: readonly IndexedPassage[], change: 1 | -1): void {
    for (const { text, aside } of passages) this.#words.count(new Set([...text, ...aside]), change);
    this.#passages += change * passages.length;
  }
}

function termsOf({ text, aside }: IndexedPassage): string {
  return [...text.map(textTerm), ...aside.map(asideTerm)].join(" ");
}

/** The word of the full-text index that stands for a stem. */
export function textTerm(stem: number): string {
  return stem.toString();
}

/** The same where it stands in an address or a name. */
export function asideTerm(stem: number): string {
  return `a${stem}`;
}
