import type { PostReader } from "../channel/post-store.ts";
import type { DigestPosts } from "../digests/digest-posts.ts";
import type { SubscriptionStore } from "../digests/subscription-store.ts";
import type { PaperStore } from "../papers/paper-store.ts";
import type { SearchStore } from "../search/search-store.ts";
import { Connection, type ConnectionOptions } from "./connection.ts";
import { type DatabaseOptions, openDatabase } from "./database.ts";
import { databaseFile } from "./database-file.ts";
import { digestPostsIn } from "./digest-posts.ts";
import { paperStoreIn } from "./paper-store.ts";
import { postReaderIn } from "./post-reader.ts";
import { SavedQueryRows } from "./saved-query-rows.ts";
import { searchStoreIn } from "./search-store.ts";

/** What is kept, for those who only look. */
export interface StoreReader extends PostReader, Pick<SubscriptionStore, "savedQueriesAfter"> {
  readonly search: SearchStore;
  readonly papers: PaperStore;
  readonly digestPosts: DigestPosts;
  /** Twice is fine. */
  close(): Promise<void>;
}

export interface ReaderOptions
  extends Pick<DatabaseOptions, "migrations">,
    Pick<ConnectionOptions, "onFailure"> {}

/**
 * Opens the database that DATABASE_URL names as it is: nothing is created, brought up to date or written. Apart from
 * `openStore`, because a search is answered before all that writes would have been loaded. Throws AppError, as that does.
 */
export async function openReader(
  databaseUrl: string,
  { migrations, onFailure }: ReaderOptions = {},
): Promise<StoreReader> {
  const file = databaseFile(databaseUrl);
  const db = openDatabase(file, { readonly: true, ...(migrations === undefined ? {} : { migrations }) });
  const connection = new Connection(db, file, onFailure === undefined ? {} : { onFailure });
  return { ...readerOver(connection), close: async () => void db.close() };
}

/** What is kept, by a connection of somebody's. */
export function readerOver(connection: Connection): Omit<StoreReader, "close"> {
  const posts = postReaderIn(connection);
  const queries = new SavedQueryRows(connection.db);
  return {
    ...posts,
    search: searchStoreIn(connection, posts),
    papers: paperStoreIn(connection, posts),
    digestPosts: digestPostsIn(connection),
    savedQueriesAfter: (id, limit) => connection.read(() => queries.after(id, limit)),
  };
}
