import type { PostStore } from "../channel/post-store.ts";
import type { SearchStore } from "../search/search-store.ts";
import type { FigureReader } from "../telegram/admin/store-figures.ts";
import type { ButtonStore } from "../telegram/buttons.ts";
import type { ChatStore } from "../telegram/chats.ts";
import type { Inbox } from "../telegram/inbox.ts";
import { buttonsIn } from "./buttons.ts";
import { channelsIn } from "./channels.ts";
import { chatsIn } from "./chats.ts";
import { Connection } from "./connection.ts";
import { type DatabaseOptions, isLeftForLater, openDatabase } from "./database.ts";
import { databaseFile } from "./database-file.ts";
import { figuresIn } from "./figures.ts";
import { inboxIn } from "./inbox.ts";
import { postReaderIn } from "./post-reader.ts";
import { postsIn } from "./posts.ts";
import { searchStoreIn } from "./search-store.ts";
import { type IndexUpkeep, SearchWriter } from "./search-writer.ts";

/** Everything that is kept, in one SQLite file. */
export interface SqliteStore extends PostStore, Inbox, ButtonStore, ChatStore, IndexUpkeep, FigureReader {
  /** The file it is kept in; null where that is memory. */
  readonly file: string | null;
  /** False while `checkDatabase` has still to be run. */
  readonly isChecked: boolean;
  readonly search: SearchStore;
  /** Twice is fine. */
  close(): Promise<void>;
}

export interface StoreOptions extends Omit<DatabaseOptions, "readonly"> {
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
  const isChecked = !isLeftForLater(file, options);
  const db = openDatabase(file, options);
  const connection = new Connection(db, file);
  const writer = new SearchWriter(connection);
  await writer.forgetOtherVersions();
  const posts = postReaderIn(connection);
  return {
    file: db.memory ? null : file,
    isChecked,
    ...posts,
    ...channelsIn(connection, writer),
    ...postsIn(connection, writer),
    search: searchStoreIn(connection, posts),
    indexWaiting: (limit) => writer.indexWaiting(limit),
    startIndexAnew: () => writer.startIndexAnew(),
    ...inboxIn(connection, options.now ?? currentTime),
    ...figuresIn(connection),
    ...buttonsIn(connection),
    ...chatsIn(connection),
    close: async () => {
      await connection.settle();
      db.close();
    },
  };
}

function currentTime(): Date {
  return new Date();
}
