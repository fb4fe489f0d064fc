import type { PostStore } from "../channel/post-store.ts";
import type { ButtonStore } from "../telegram/buttons.ts";
import type { Inbox } from "../telegram/inbox.ts";
import { buttonsIn } from "./buttons.ts";
import { channelsIn } from "./channels.ts";
import { Connection } from "./connection.ts";
import { type DatabaseOptions, openDatabase } from "./database.ts";
import { databaseFile } from "./database-file.ts";
import { inboxIn } from "./inbox.ts";
import { postsIn } from "./posts.ts";

/** Everything that is kept, in one SQLite file. */
export interface SqliteStore extends PostStore, Inbox, ButtonStore {
  /** Twice is fine. */
  close(): Promise<void>;
}

export interface StoreOptions extends DatabaseOptions {
  /** When updates are accepted; absent = the time of this machine. */
  readonly now?: () => Date;
}

/**
 * Opens the database that DATABASE_URL names (`file:path`, relative to the current folder, or `file::memory:`), made
 * and brought up to date where needed. Throws AppError for what a person can fix; a file that holds something else
 * than our database, or a damaged one, is left as it is.
 */
export async function openStore(databaseUrl: string, options: StoreOptions = {}): Promise<SqliteStore> {
  const file = databaseFile(databaseUrl);
  const db = openDatabase(file, options);
  const connection = new Connection(db, file);
  return {
    ...channelsIn(connection),
    ...postsIn(connection),
    ...inboxIn(connection, options.now ?? currentTime),
    ...buttonsIn(connection),
    close: async () => void db.close(),
  };
}

function currentTime(): Date {
  return new Date();
}
