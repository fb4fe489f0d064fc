import type { RationStore } from "../answers/model/ration.ts";
import type { PostStore } from "../channel/post-store.ts";
import type { DeliveryStore } from "../digests/delivery-store.ts";
import type { DigestPosts } from "../digests/digest-posts.ts";
import type { SubscriptionStore } from "../digests/subscription-store.ts";
import type { PaperReader } from "../papers/paper-notes.ts";
import type { ArxivRecordStore, PaperHider, PaperStore } from "../papers/paper-store.ts";
import type { SearchStore } from "../search/search-store.ts";
import type { StoreHealth } from "../store-trouble.ts";
import type { FigureReader } from "../telegram/admin/store-figures.ts";
import type { ButtonStore } from "../telegram/buttons.ts";
import type { ChatStore } from "../telegram/chats.ts";
import type { FeedbackStore } from "../telegram/feedback.ts";
import type { ImportStore } from "../telegram/imports-under-way.ts";
import type { Inbox } from "../telegram/inbox.ts";
import { buttonsIn } from "./buttons.ts";
import { channelsIn } from "./channels.ts";
import { chatsIn } from "./chats.ts";
import { type DatabaseOptions, isLeftForLater, openDatabase } from "./database.ts";
import { databaseFile } from "./database-file.ts";
import { deliveriesIn } from "./deliveries.ts";
import { digestPostsIn } from "./digest-posts.ts";
import { feedbackIn } from "./feedback.ts";
import { figuresIn } from "./figures.ts";
import type { StoreEvent } from "./health.ts";
import { importsIn } from "./imports.ts";
import { inboxIn } from "./inbox.ts";
import { modelAnswersIn } from "./model-answers.ts";
import { type OperatingFigureReader, operatingFiguresIn } from "./operating-figures.ts";
import { paperFactsIn } from "./paper-facts.ts";
import { paperStoreIn } from "./paper-store.ts";
import { PaperTables } from "./paper-tables.ts";
import { type PaperUpkeep, paperUpkeepIn } from "./paper-upkeep.ts";
import { postReaderIn } from "./post-reader.ts";
import { postsIn } from "./posts.ts";
import { searchStoreIn } from "./search-store.ts";
import { type IndexUpkeep, SearchWriter } from "./search-writer.ts";
import { SubscriptionTables } from "./subscription-tables.ts";
import { subscriptionsIn } from "./subscriptions.ts";
import { watchedConnection } from "./watched-connection.ts";

/** Everything that is kept, in one SQLite file. */
export interface SqliteStore
  extends PostStore,
    Inbox,
    ButtonStore,
    ChatStore,
    IndexUpkeep,
    PaperUpkeep,
    FigureReader,
    OperatingFigureReader,
    FeedbackStore,
    PaperHider,
    ArxivRecordStore,
    RationStore,
    ImportStore,
    SubscriptionStore,
    DeliveryStore,
    StoreHealth {
  /** The file it is kept in; null where that is memory. */
  readonly file: string | null;
  /** False while `checkDatabase` has still to be run. */
  readonly isChecked: boolean;
  readonly search: SearchStore;
  readonly papers: PaperStore;
  readonly digestPosts: DigestPosts;
  /** Another connection to the database, in another thread, could not do something. */
  met(error: unknown): void;
  /** Twice is fine. Throws AppError DATABASE_MISSING where its file was taken away meanwhile; it is closed then, too. */
  close(): Promise<void>;
}

export interface StoreOptions extends Omit<DatabaseOptions, "readonly"> {
  /** When updates are accepted and digests begin; absent = the time of this machine. */
  readonly now?: () => Date;
  /** What notices papers in posts; absent = posts that are saved wait for somebody who has one. */
  readonly papers?: PaperReader;
  /** Told when the store cannot do its work, and when it can again; absent = whoever calls it hears of it. */
  readonly onHealth?: (event: StoreEvent) => void;
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
  const now = options.now ?? currentTime;
  const { connection, health, close } = watchedConnection(db, file, {
    now,
    onEvent: options.onHealth ?? (() => undefined),
  });
  const writer = new SearchWriter(connection);
  await writer.forgetOtherVersions();
  const papers = new PaperTables(db, options.papers ?? null);
  const upkeep = await paperUpkeepIn(connection, papers);
  const posts = postReaderIn(connection);
  const subscriptions = new SubscriptionTables(db);
  return {
    file: db.memory ? null : file,
    isChecked,
    ...posts,
    ...channelsIn(connection, writer, papers),
    ...postsIn(connection, writer, papers),
    search: searchStoreIn(connection, posts),
    papers: paperStoreIn(connection, posts),
    digestPosts: digestPostsIn(connection),
    ...paperFactsIn(connection),
    ...upkeep,
    indexWaiting: (limit) => writer.indexWaiting(limit),
    startIndexAnew: () => writer.startIndexAnew(),
    ...inboxIn(connection, now),
    ...figuresIn(connection),
    ...operatingFiguresIn(connection),
    ...feedbackIn(connection),
    ...buttonsIn(connection),
    ...chatsIn(connection, subscriptions),
    ...importsIn(connection),
    ...modelAnswersIn(connection),
    ...subscriptionsIn(connection, subscriptions, now),
    ...deliveriesIn(connection, subscriptions),
    trouble: () => health.trouble(),
    untilWritable: (signal) => health.untilWritable(signal),
    met: (error) => health.failed(error),
    close,
  };
}

function currentTime(): Date {
  return new Date();
}
