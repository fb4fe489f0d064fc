import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { openStore, type SqliteStore } from "../../src/store/open.ts";
import { aChannel, aPost } from "./posts.ts";
import { temporaryFolder } from "./temporary-folder.ts";

export interface DatabaseParts {
  readonly posts?: number;
  readonly file?: string;
  /** What else is written. */
  readonly fill?: (store: SqliteStore) => Promise<unknown>;
}

/** The file of a database, which nobody has open. */
export async function aDatabase({ posts = 3, file, fill }: DatabaseParts = {}): Promise<string> {
  const made = file ?? join(temporaryFolder(), "kept.db");
  const store = await openStore(`file:${made}`);
  const { id } = await store.openChannel(aChannel());
  const text = "о рекомендациях и о том, чего в них нет. ".repeat(20);
  const ids = Array.from({ length: posts }, (_, at) => at + 1);
  await store.savePosts(
    id,
    ids.map((messageId) => aPost({ messageId, text: `пост ${messageId} ${text}` })),
  );
  await fill?.(store);
  await store.close();
  return made;
}

/** What a look at the file tells. */
export function lookAt<T>(file: string, look: (db: Sqlite.Database) => T): T {
  const db = new Sqlite(file, { readonly: true });
  try {
    return look(db);
  } finally {
    db.close();
  }
}

export function countIn(file: string, table: string): number {
  return Number(lookAt(file, (db) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()));
}
