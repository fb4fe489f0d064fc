import type Sqlite from "better-sqlite3";

/** A condition on rows of `posts`, for everything that people may see. */
export const IS_VISIBLE = "NOT EXISTS (SELECT 1 FROM hidden_posts WHERE post_id = posts.id)";

/** The table of hidden posts, inside somebody's transaction. */
export class HiddenRows {
  readonly #hiddenAt: Sqlite.Statement<[number], number>;
  readonly #insert: Sqlite.Statement<[number, number]>;
  readonly #delete: Sqlite.Statement<[number]>;

  constructor(db: Sqlite.Database) {
    this.#hiddenAt = db
      .prepare<[number], number>("SELECT hidden_at FROM hidden_posts WHERE post_id = ?")
      .pluck();
    this.#insert = db.prepare(
      "INSERT INTO hidden_posts (post_id, hidden_at) VALUES (?, ?) ON CONFLICT (post_id) DO NOTHING",
    );
    this.#delete = db.prepare("DELETE FROM hidden_posts WHERE post_id = ?");
  }

  /** Null for a post that is not hidden. */
  hiddenAt(postId: number): Date | null {
    const at = this.#hiddenAt.get(postId);
    return at === undefined ? null : new Date(at);
  }

  has(postId: number): boolean {
    return this.#hiddenAt.get(postId) !== undefined;
  }

  /** False where it is there already. */
  add(postId: number, at: Date): boolean {
    return this.#insert.run(postId, at.getTime()).changes === 1;
  }

  /** False where it is not there. */
  delete(postId: number): boolean {
    return this.#delete.run(postId).changes === 1;
  }
}
