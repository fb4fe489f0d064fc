import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import type Sqlite from "better-sqlite3";
import { explainSqliteError, isLocked } from "./sqlite-errors.ts";

export interface ConnectionOptions {
  /** Hears of all that could not be done. */
  readonly onFailure?: (error: unknown) => void;
  /** How long a write waits for another program's; a function, because who has waited once in vain need not again. */
  readonly lockPatienceMs?: () => number;
  /** Looks after each write, before anybody is told that it is kept. Throws where it is not. */
  readonly check?: () => void;
}

// One sync to disk for so many; more would keep everybody else waiting for what follows all of them.
const MAX_JOINT_WRITES = 16;
// What they waited for goes on, in a few at a time: together it would take long enough to be felt.
const TOLD_A_TURN = 4;
// Another program's write takes a few milliseconds as a rule, an import's a hundred.
const LOCK_RETRY_MS = 25;
/** Nobody waits longer for another program. */
export const LOCK_PATIENCE_MS = 2_000;
const MAX_LOG_ATTEMPTS = 80;

interface PendingWrite {
  /** Does the work in a transaction that is open already; returns what tells the caller, once that is committed. */
  run(): () => void;
  fail(reason: unknown): void;
}

/** One open database. The driver is synchronous, so a piece of work is never interleaved with another one. */
export class Connection {
  readonly db: Sqlite.Database;
  readonly #file: string;
  readonly #options: ConnectionOptions;
  readonly #pending: PendingWrite[] = [];
  /** How many of the first of them go before all that come later. */
  #urgent = 0;
  #draining: Promise<void> | null = null;

  constructor(db: Sqlite.Database, file: string, options: ConnectionOptions = {}) {
    this.db = db;
    this.#file = file;
    this.#options = options;
  }

  async read<T>(work: () => T): Promise<T> {
    try {
      return work();
    } catch (error) {
      throw this.#explained(error);
    }
  }

  /** One transaction, at once. It takes the write lock first: one that reads first may find that it cannot write later. */
  async write<T>(work: () => T): Promise<T> {
    try {
      return await this.#whenUnlocked(work);
    } catch (error) {
      throw this.#explained(error);
    }
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
        fail: (error) => reject(this.#explained(error)),
      };
      if (isUrgent) this.#pending.splice(this.#urgent++, 0, write);
      else this.#pending.push(write);
      this.#draining ??= this.#drain();
    });
  }

  /** Moves what the log holds into the database, and leaves nothing of it; gives up where others never stop reading. */
  async emptyLog(): Promise<void> {
    for (let attempt = 0; attempt < MAX_LOG_ATTEMPTS; attempt++) {
      // The first column says whether somebody was in the way.
      if ((await this.read(() => this.db.pragma("wal_checkpoint(TRUNCATE)", { simple: true }))) === 0) return;
      await sleep(LOCK_RETRY_MS);
    }
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
      const done = await this.#commit(writes);
      for (const [at, tell] of done.entries()) {
        if (at > 0 && at % TOLD_A_TURN === 0) await nextTurn();
        tell();
      }
    }
    this.#draining = null;
  }

  /** What tells each caller. */
  async #commit(writes: readonly PendingWrite[]): Promise<(() => void)[]> {
    try {
      return await this.#whenUnlocked(() => writes.map((write) => this.#runOne(write)));
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

  /** One transaction. While another program writes it is tried again and again: waiting in place would keep everybody. */
  async #whenUnlocked<T>(work: () => T): Promise<T> {
    const { lockPatienceMs = () => LOCK_PATIENCE_MS, check } = this.#options;
    const until = performance.now() + lockPatienceMs();
    for (;;) {
      let isBegun = false;
      try {
        const transaction = this.db.transaction(() => {
          isBegun = true;
          return work();
        });
        const result = transaction.immediate();
        check?.();
        return result;
      } catch (error) {
        if (isBegun || !isLocked(error) || performance.now() >= until) throw error;
      }
      await sleep(LOCK_RETRY_MS);
    }
  }

  #explained(error: unknown): unknown {
    const explained = explainSqliteError(error, this.#file);
    this.#options.onFailure?.(explained);
    return explained;
  }
}
