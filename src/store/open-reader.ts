import type { PostReader } from "../channel/post-store.ts";
import type { PaperStore } from "../papers/paper-store.ts";
import type { SearchStore } from "../search/search-store.ts";
import { Connection } from "./connection.ts";
import { type DatabaseOptions, openDatabase } from "./database.ts";
import { databaseFile } from "./database-file.ts";
import { paperStoreIn } from "./paper-store.ts";
import { postReaderIn } from "./post-reader.ts";
import { searchStoreIn } from "./search-store.ts";

/** What is kept, for those who only look. */
export interface StoreReader extends PostReader {
  readonly search: SearchStore;
  readonly papers: PaperStore;
  /** Twice is fine. */
  close(): Promise<void>;
}

/**
 * Opens the database that DATABASE_URL names as it is: nothing is created, brought up to date or written. Apart from
 * `openStore`, because a search is answered before all that writes would have been loaded. Throws AppError, as that does.
 */
export async function openReader(
  databaseUrl: string,
  options: Pick<DatabaseOptions, "migrations"> = {},
): Promise<StoreReader> {
  const file = databaseFile(databaseUrl);
  const db = openDatabase(file, { ...options, readonly: true });
  const connection = new Connection(db, file);
  const posts = postReaderIn(connection);
  return {
    ...posts,
    search: searchStoreIn(connection, posts),
    papers: paperStoreIn(connection, posts),
    close: async () => void db.close(),
  };
}
