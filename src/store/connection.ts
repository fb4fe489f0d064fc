import type Sqlite from "better-sqlite3";
import { explainSqliteError } from "./sqlite-errors.ts";

/** One open database. The driver is synchronous, so a piece of work is never interleaved with another one. */
export class Connection {
  readonly db: Sqlite.Database;
  readonly #file: string;

  constructor(db: Sqlite.Database, file: string) {
    this.db = db;
    this.#file = file;
  }

  async read<T>(work: () => T): Promise<T> {
    return this.#explained(work);
  }

  /** One transaction. It takes the write lock at once: one that reads first may find that it cannot write later. */
  async write<T>(work: () => T): Promise<T> {
    return this.#explained(() => this.db.transaction(work).immediate());
  }

  #explained<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw explainSqliteError(error, this.#file);
    }
  }
}
