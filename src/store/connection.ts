import { setImmediate as nextTurn } from "node:timers/promises";
import type Sqlite from "better-sqlite3";
import { explainSqliteError } from "./sqlite-errors.ts";

// One sync to disk for so many; more would keep everybody else waiting for what follows all of them.
const MAX_JOINT_WRITES = 16;
// What they waited for goes on, in a few at a time: together it would take long enough to be felt.
const TOLD_A_TURN = 4;

interface PendingWrite {
  /** Does the work in a transaction that is open already; returns what tells the caller, once that is committed. */
  run(): () => void;
  fail(reason: unknown): void;
}

/** One open database. The driver is synchronous, so a piece of work is never interleaved with another one. */
export class Connection {
  readonly db: Sqlite.Database;
  readonly #file: string;
  readonly #pending: PendingWrite[] = [];
  /** How many of the first of them go before all that come later. */
  #urgent = 0;
  #draining: Promise<void> | null = null;

  constructor(db: Sqlite.Database, file: string) {
    this.db = db;
    this.#file = file;
  }

  async read<T>(work: () => T): Promise<T> {
    return this.#explained(work);
  }

  /** One transaction, at once. It takes the write lock first: one that reads first may find that it cannot write later. */
  async write<T>(work: () => T): Promise<T> {
    return this.#explained(() => this.db.transaction(work).immediate());
  }

  /**
   * A small write, together with others that come at the same time: waiting for the disk is what takes long. Each
   * happens by itself, or not; it is kept for good when the promise resolves. An urgent one goes before those that are not.
   */
  writeJointly<T>(work: () => T, { isUrgent = false } = {}): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const write: PendingWrite = {
        run: () => {
          const result = this.db.transaction(work)();
          return () => resolve(result);
        },
        fail: (error) => reject(explainSqliteError(error, this.#file)),
      };
      if (isUrgent) this.#pending.splice(this.#urgent++, 0, write);
      else this.#pending.push(write);
      this.#draining ??= this.#drain();
    });
  }

  /** Resolves when nothing waits to be written. */
  async settle(): Promise<void> {
    await this.#draining;
  }

  async #drain(): Promise<void> {
    while (this.#pending.length > 0) {
      await nextTurn();
      const writes = this.#pending.splice(0, MAX_JOINT_WRITES);
      this.#urgent = Math.max(0, this.#urgent - writes.length);
      const done = this.#commit(writes);
      for (const [at, tell] of done.entries()) {
        if (at > 0 && at % TOLD_A_TURN === 0) await nextTurn();
        tell();
      }
    }
    this.#draining = null;
  }

  /** What tells each caller. */
  #commit(writes: readonly PendingWrite[]): (() => void)[] {
    try {
      return this.db.transaction(() => writes.map((write) => this.#runOne(write))).immediate();
    } catch (error) {
      return writes.map((write) => () => write.fail(error));
    }
  }

  /** One that fails takes the others along only where SQLite has ended the transaction of all (a full disk). */
  #runOne(write: PendingWrite): () => void {
    try {
      return write.run();
    } catch (error) {
      if (!this.db.inTransaction) throw error;
      return () => write.fail(error);
    }
  }

  #explained<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw explainSqliteError(error, this.#file);
    }
  }
}
