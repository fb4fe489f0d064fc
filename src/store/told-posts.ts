import type Sqlite from "better-sqlite3";

interface NewPostRow {
  readonly id: number;
  readonly date_sort: number;
  readonly is_hidden: number;
}

const NEXT = `
  SELECT id, date_sort, EXISTS (SELECT 1 FROM hidden_posts WHERE post_id = posts.id) AS is_hidden
  FROM posts WHERE id > (SELECT told_post FROM digest_state) ORDER BY id LIMIT 1`;

/** The last of those before the first one that is news; null where that is the next one, or there is none. */
const LAST_OLD = `
  WITH next AS (
    SELECT id, date_sort FROM posts WHERE id > (SELECT told_post FROM digest_state) ORDER BY id LIMIT @limit)
  SELECT max(id) FROM next
  WHERE id < coalesce((SELECT min(id) FROM next WHERE date_sort >= @before), ${Number.MAX_SAFE_INTEGER})`;

const TOLD = `
  UPDATE digest_state SET told_post = max(told_post, ?), planning_post = NULL, planning_query = NULL,
    planning_kind = NULL, planning_subscriber = NULL`;

/** How far posts have been told of, inside somebody's transaction. */
export class ToldPosts {
  readonly #next: Sqlite.Statement<[], NewPostRow>;
  readonly #lastOld: Sqlite.Statement<[{ before: number; limit: number }], number | null>;
  readonly #told: Sqlite.Statement<[number]>;

  constructor(db: Sqlite.Database) {
    this.#next = db.prepare(NEXT);
    this.#lastOld = db.prepare<[{ before: number; limit: number }], number | null>(LAST_OLD).pluck();
    this.#told = db.prepare(TOLD);
  }

  /** The first one that nobody was told of. */
  next(): NewPostRow | null {
    return this.#next.get() ?? null;
  }

  /** All up to this key are no news. */
  tell(postId: number): void {
    this.#told.run(postId);
  }

  passOver(before: Date, limit: number): void {
    const last = this.#lastOld.get({ before: Math.ceil(before.getTime() / 1000), limit }) ?? null;
    if (last !== null) this.tell(last);
  }
}
