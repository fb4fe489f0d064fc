import type Sqlite from "better-sqlite3";
import type { Post } from "../channel/post.ts";
import { factsOf } from "../search/facts.ts";
import { hasBit } from "./post-filter.ts";

/** The tables that filters ask, inside somebody's transaction. */
export class FactRows {
  readonly #save: Sqlite.Statement<[number, number, string | null]>;
  readonly #delete: Sqlite.Statement<[number]>;
  readonly #addTag: Sqlite.Statement<[string, number]>;
  readonly #deleteTags: Sqlite.Statement<[number]>;

  constructor(db: Sqlite.Database) {
    this.#save = db.prepare(
      `INSERT INTO post_facts (post_id, has, author) VALUES (?, ?, ?)
       ON CONFLICT (post_id) DO UPDATE SET has = excluded.has, author = excluded.author`,
    );
    this.#delete = db.prepare("DELETE FROM post_facts WHERE post_id = ?");
    this.#addTag = db.prepare("INSERT INTO post_tags (tag, post_id) VALUES (?, ?)");
    this.#deleteTags = db.prepare("DELETE FROM post_tags WHERE post_id = ?");
  }

  put(postId: number, post: Post): void {
    const { has, tags, author } = factsOf(post);
    this.#save.run(
      postId,
      has.reduce((bits, kind) => bits | hasBit(kind), 0),
      author,
    );
    this.#deleteTags.run(postId);
    for (const tag of tags) this.#addTag.run(tag, postId);
  }

  remove(postId: number): void {
    this.#delete.run(postId);
    this.#deleteTags.run(postId);
  }
}
