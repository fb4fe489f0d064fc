import type Sqlite from "better-sqlite3";
import type { SavedQuery } from "../digests/subscription-store.ts";

const FORGET_UNUSED = `
  DELETE FROM saved_queries WHERE id = @id
    AND NOT EXISTS (SELECT 1 FROM alerts WHERE query_id = @id)
    AND NOT EXISTS (SELECT 1 FROM digests WHERE query_id = @id)`;

/** The table of saved queries, inside somebody's transaction. */
export class SavedQueryRows {
  readonly #find: Sqlite.Statement<[string, string], number>;
  readonly #insert: Sqlite.Statement<[string, string | null]>;
  readonly #forgetUnused: Sqlite.Statement<[{ id: number }]>;
  readonly #after: Sqlite.Statement<[number, number], SavedQuery>;

  constructor(db: Sqlite.Database) {
    this.#find = db
      .prepare<[string, string], number>(
        "SELECT id FROM saved_queries WHERE query = ? AND coalesce(paper_key, '') = ?",
      )
      .pluck();
    this.#insert = db.prepare("INSERT INTO saved_queries (query, paper_key) VALUES (?, ?)");
    this.#forgetUnused = db.prepare(FORGET_UNUSED);
    this.#after = db.prepare(
      "SELECT id, query, paper_key AS paperKey FROM saved_queries WHERE id > ? ORDER BY id LIMIT ?",
    );
  }

  /** The key of the query, which is saved where it was not. */
  keyOf(query: string, paperKey: string | null): number {
    return this.#find.get(query, paperKey ?? "") ?? Number(this.#insert.run(query, paperKey).lastInsertRowid);
  }

  forgetUnused(ids: readonly (number | null)[]): void {
    for (const id of ids) if (id !== null) this.#forgetUnused.run({ id });
  }

  after(id: number, limit: number): SavedQuery[] {
    return this.#after.all(id, limit);
  }
}
