import type Sqlite from "better-sqlite3";
import type { AlertRow } from "./subscription-rows.ts";

const OF = `
  SELECT alerts.id, query_id, query, paper_key
  FROM alerts JOIN saved_queries ON saved_queries.id = query_id
  WHERE subscriber_id = ? ORDER BY alerts.id`;

/** The table of alerts, inside somebody's transaction. */
export class AlertRows {
  readonly #of: Sqlite.Statement<[number], AlertRow>;
  readonly #insert: Sqlite.Statement<[number, number, number]>;
  readonly #delete: Sqlite.Statement<[number, number], number>;
  readonly #deleteAll: Sqlite.Statement<[number], number>;
  readonly #startAfter: Sqlite.Statement<[number, number]>;
  readonly #move: Sqlite.Statement<[number, number]>;

  constructor(db: Sqlite.Database) {
    this.#of = db.prepare(OF);
    this.#insert = db.prepare("INSERT INTO alerts (subscriber_id, query_id, after_post) VALUES (?, ?, ?)");
    this.#delete = db
      .prepare<[number, number], number>(
        "DELETE FROM alerts WHERE id = ? AND subscriber_id = ? RETURNING query_id",
      )
      .pluck();
    this.#deleteAll = db
      .prepare<[number], number>("DELETE FROM alerts WHERE subscriber_id = ? RETURNING query_id")
      .pluck();
    this.#startAfter = db.prepare("UPDATE alerts SET after_post = ? WHERE subscriber_id = ?");
    this.#move = db.prepare("UPDATE OR IGNORE alerts SET subscriber_id = ? WHERE subscriber_id = ?");
  }

  /** Oldest first. */
  of(subscriberId: number): AlertRow[] {
    return this.#of.all(subscriberId);
  }

  /** Returns its key. */
  insert(subscriberId: number, queryId: number, afterPost: number): number {
    return Number(this.#insert.run(subscriberId, queryId, afterPost).lastInsertRowid);
  }

  /** Returns the key of its query, which nobody may want any more; null where there is no such alert. */
  delete(subscriberId: number, id: number): number | null {
    return this.#delete.get(id, subscriberId) ?? null;
  }

  /** Returns the keys of their queries. */
  deleteAll(subscriberId: number): number[] {
    return this.#deleteAll.all(subscriberId);
  }

  /** Posts up to this key are no news to them. */
  startAfter(subscriberId: number, postId: number): void {
    this.#startAfter.run(postId, subscriberId);
  }

  /** Those that the other place lacks. */
  move(from: number, to: number): void {
    this.#move.run(to, from);
  }
}
