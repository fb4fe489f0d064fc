import type Sqlite from "better-sqlite3";
import type { Connection } from "./connection.ts";
import { IS_VISIBLE } from "./hidden-rows.ts";
import { type KeptPostRow, SELECT_POSTS, storedPostFrom } from "./post-rows.ts";
import { SearchTables } from "./search-tables.ts";

/** Making anew what searching reads, where another version of the program, or none, has made it. */
export interface IndexUpkeep {
  /** Indexes at most `limit` posts that wait for it, in one transaction; returns how many, 0 when none waits. */
  indexWaiting(limit: number): Promise<number>;
  /** Forgets the index, so that all posts wait. */
  startIndexAnew(): Promise<void>;
}

const WAITING = `${SELECT_POSTS}
  WHERE posts.id > ? AND NOT EXISTS (SELECT 1 FROM post_facts WHERE post_id = posts.id) AND ${IS_VISIBLE}
  ORDER BY posts.id LIMIT ?`;

/** Runs the transactions that write posts together with what they are found by. */
export class SearchWriter implements IndexUpkeep {
  readonly tables: SearchTables;
  readonly #connection: Connection;
  readonly #waiting: Sqlite.Statement<[number, number], KeptPostRow>;
  /** Posts up to this key do not wait. */
  #indexedUpTo = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.tables = new SearchTables(connection.db);
    this.#waiting = connection.db.prepare(WAITING);
  }

  /** One transaction. */
  async write<T>(work: () => T): Promise<T> {
    try {
      return await this.#connection.write(() => {
        const result = work();
        this.tables.flush();
        return result;
      });
    } catch (error) {
      this.tables.forget();
      throw error;
    }
  }

  /** Where another version of the program has made the index, all posts wait for this one. */
  async forgetOtherVersions(): Promise<void> {
    if (!this.tables.isCurrent()) await this.startIndexAnew();
  }

  indexWaiting(limit: number): Promise<number> {
    return this.write(() => {
      if (this.tables.isComplete()) return 0;
      const posts = this.#waiting.all(this.#indexedUpTo, limit).map(storedPostFrom);
      for (const post of posts) this.tables.put(post.id, post);
      this.#indexedUpTo = posts.at(-1)?.id ?? this.#indexedUpTo;
      if (posts.length === 0) this.tables.complete();
      return posts.length;
    });
  }

  startIndexAnew(): Promise<void> {
    return this.write(() => this.#clear());
  }

  #clear(): void {
    this.tables.clear();
    this.#indexedUpTo = 0;
  }
}
