import { join } from "node:path";
import Sqlite from "better-sqlite3";
import type { Engine, Post } from "../engine.ts";

/** Ten best with a snippet; `rank` is bm25. */
const SEARCH = `
  SELECT rowid, snippet(posts, 0, '<b>', '</b>', '…', 30) AS snippet
  FROM posts WHERE posts MATCH ? ORDER BY rank LIMIT 10`;

/** Its words are searched quoted, so that nothing a person types is syntax. */
const WORD = /[\p{L}\p{N}]+/gu;

export async function openFts5(folder: string, tokenizer: "unicode61" | "trigram"): Promise<Engine> {
  const db = new Sqlite(join(folder, "fts5.db"));
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = FULL"); // as our store
  db.exec(`CREATE VIRTUAL TABLE IF NOT EXISTS posts USING fts5(text, tokenize = '${tokenizer}')`);
  return new Fts5(db);
}

/** One table that keeps the posts and finds them; any word may match, the last one as a beginning. */
class Fts5 implements Engine {
  readonly #db: Sqlite.Database;
  readonly #search: Sqlite.Statement<[string], { rowid: number; snippet: string }>;
  readonly #insert: Sqlite.Statement<[number, string]>;
  readonly #update: Sqlite.Statement<[string, number]>;
  readonly #delete: Sqlite.Statement<[number]>;

  constructor(db: Sqlite.Database) {
    this.#db = db;
    this.#search = db.prepare(SEARCH);
    this.#insert = db.prepare("INSERT INTO posts (rowid, text) VALUES (?, ?)");
    this.#update = db.prepare("UPDATE posts SET text = ? WHERE rowid = ?");
    this.#delete = db.prepare("DELETE FROM posts WHERE rowid = ?");
  }

  async build(posts: Iterable<Post>): Promise<void> {
    this.#db.transaction(() => {
      for (const { messageId, text } of posts) this.#insert.run(messageId, text);
    })();
  }

  async load(): Promise<void> {}

  async search(query: string): Promise<number[]> {
    const words = query.match(WORD) ?? [];
    if (words.length === 0) return [];
    return this.#search.all(`${words.map((word) => `"${word}"`).join(" OR ")}*`).map(({ rowid }) => rowid);
  }

  async add({ messageId, text }: Post): Promise<void> {
    this.#insert.run(messageId, text);
  }

  async replace({ messageId, text }: Post): Promise<void> {
    this.#update.run(text, messageId);
  }

  async remove({ messageId }: Post): Promise<void> {
    this.#delete.run(messageId);
  }

  async close(): Promise<void> {
    this.#db.close();
  }
}
