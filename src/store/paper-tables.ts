import { randomUUID } from "node:crypto";
import type Sqlite from "better-sqlite3";
import type { Post } from "../channel/post.ts";
import type { PaperNotes, PaperReader } from "../papers/paper-notes.ts";
import { IS_VISIBLE } from "./hidden-rows.ts";
import { NoteRows } from "./note-rows.ts";
import { type KeptPostRow, SELECT_POSTS, storedPostFrom } from "./post-rows.ts";

const NOTHING: PaperNotes = { sightings: [], names: [] };

const WAITING = `${SELECT_POSTS} WHERE posts.id >= ? AND ${IS_VISIBLE} ORDER BY posts.id LIMIT ?`;

interface State {
  readonly stamp: string;
  /** Null where no post waits. */
  readonly waitingFrom: number | null;
}

/**
 * What posts say of papers, one step at a time: everything here happens inside somebody's transaction.
 *
 * Notes are made under the stamp of one reader, the one that `takeOver` was called with last. A post that is saved by
 * anybody else (a program without a reader, or one that was started with other rules or another list) has no notes
 * and waits from then on, with all after it, for that reader: notes may be missing for a while, and are said to be, but
 * they are never those of another text. Until posts are read under a new stamp, notes of the old one stand.
 */
export class PaperTables {
  readonly #reader: PaperReader | null;
  readonly #notes: NoteRows;
  readonly #state: Sqlite.Statement<[], State>;
  readonly #setStamp: Sqlite.Statement<[string]>;
  readonly #waitFrom: Sqlite.Statement<[{ postId: number }]>;
  readonly #waitAll: Sqlite.Statement<[]>;
  readonly #readTo: Sqlite.Statement<[number]>;
  readonly #complete: Sqlite.Statement<[string]>;
  readonly #waiting: Sqlite.Statement<[number, number], KeptPostRow & { readonly sequence: number }>;

  constructor(db: Sqlite.Database, reader: PaperReader | null) {
    this.#reader = reader;
    this.#notes = new NoteRows(db);
    this.#state = db.prepare("SELECT stamp, waiting_from AS waitingFrom FROM paper_state");
    this.#setStamp = db.prepare("UPDATE paper_state SET stamp = ?");
    this.#waitFrom = db.prepare(
      `UPDATE paper_state SET waiting_from = @postId WHERE waiting_from IS NULL OR waiting_from > @postId`,
    );
    this.#waitAll = db.prepare("UPDATE paper_state SET waiting_from = (SELECT min(id) FROM posts)");
    this.#readTo = db.prepare("UPDATE paper_state SET waiting_from = ? + 1");
    this.#complete = db.prepare("UPDATE paper_state SET waiting_from = NULL, epoch = ?");
    this.#waiting = db.prepare(WAITING);
  }

  /** Notes what the post says since the change with this number. */
  put(postId: number, post: Post, sequence: number): void {
    const reader = this.#currentReader();
    if (reader === null) this.#waitFrom.run({ postId });
    this.#notes.replace(postId, reader?.read(post) ?? NOTHING, sequence);
  }

  /** The post moved to another channel, and says the same. */
  touch(postId: number, sequence: number): void {
    this.#notes.touch(postId, sequence);
  }

  /** The post went, or was hidden. */
  remove(postId: number, sequence: number): void {
    this.#notes.replace(postId, NOTHING, sequence);
  }

  /** Whether notes are made by this reader; true where there is none, which takes nothing over. */
  isCurrent(): boolean {
    return this.#reader === null || this.#currentReader() !== null;
  }

  /** From now on notes are made by this reader, and all posts wait for it. */
  takeOver(): void {
    if (this.#reader !== null) this.#setStamp.run(this.#reader.stamp);
    this.waitForAll();
  }

  waitForAll(): void {
    this.#waitAll.run();
  }

  /** Reads at most so many of the posts that wait for this reader; returns how many. */
  readWaiting(limit: number): number {
    const reader = this.#currentReader();
    const from = this.#state.get()?.waitingFrom ?? null;
    if (reader === null || from === null) return 0;
    const rows = this.#waiting.all(from, limit);
    for (const row of rows) this.#notes.replace(row.id, reader.read(storedPostFrom(row)), row.sequence);
    const last = rows.at(-1);
    if (last === undefined) this.#finish();
    else this.#readTo.run(last.id);
    return rows.length;
  }

  /** Whoever has followed the changes has to begin anew: posts that were read have not changed. */
  #finish(): void {
    this.#complete.run(randomUUID());
    this.#notes.forgetGone();
  }

  /** Asked each time: another process may have taken over. */
  #currentReader(): PaperReader | null {
    return this.#reader?.stamp === this.#state.get()?.stamp ? this.#reader : null;
  }
}
