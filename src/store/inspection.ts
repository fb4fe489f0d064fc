import { statSync } from "node:fs";
import Sqlite from "better-sqlite3";
import type { DeliveryFigures } from "../digests/delivery-store.ts";
import type { PaperNotesFacts } from "../doctor/papers.ts";
import type { KeptChannel, Silence } from "../doctor/posts.ts";
import type { InboxFacts } from "../doctor/updates.ts";
import type { SearchState } from "../search/search-store.ts";
import type { StoreFigures } from "../telegram/admin/store-figures.ts";
import { Connection } from "./connection.ts";
import { openDatabase } from "./database.ts";
import { databaseFile, IN_MEMORY, refuseMissing } from "./database-file.ts";
import { deliveryFiguresIn } from "./delivery-figures.ts";
import { figuresIn } from "./figures.ts";
import { inboxFacts, silences } from "./inbox-inspection.ts";
import { keptChannels } from "./message-gaps.ts";
import { postReaderIn } from "./post-reader.ts";
import { searchStoreIn } from "./search-store.ts";
import { explainSqliteError } from "./sqlite-errors.ts";

/** A database as somebody sees it who only looks; a bot may be using it meanwhile. All of it may throw AppError. */
export interface InspectedStore {
  readonly file: string;
  readonly bytes: number;
  /** When its first version was made. */
  madeAt(): Promise<Date>;
  figures(): Promise<StoreFigures>;
  searchState(): Promise<SearchState>;
  /** `stamp` is that of the reader in use now. */
  paperNotes(stamp: string): Promise<PaperNotesFacts>;
  inbox(): Promise<Omit<InboxFacts, "now">>;
  /** Times of more than a day in which nothing came, of those that the inbox still knows. */
  silences(): Promise<Silence[]>;
  deliveryFigures(now: Date): Promise<DeliveryFigures>;
  channels(): Promise<KeptChannel[]>;
  /** Twice is fine. */
  close(): void;
}

// A person reads the first ones.
const MAX_PROBLEMS = 20;
const BUSY_TIMEOUT_MS = 2_000;
/** No update has it. */
const NO_UPDATE = -1;

/** Null where the database is in memory. Throws AppError where it is missing, damaged, or of another version. */
export function inspectStore(databaseUrl: string): InspectedStore | null {
  const file = databaseFile(databaseUrl);
  if (file === IN_MEMORY) return null;
  const db = openDatabase(file, { readonly: true });
  const connection = new Connection(db, file);
  // What is damaged may fail wherever it is looked at first.
  const look = async <T>(work: () => T | Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw explainSqliteError(error, file);
    }
  };
  return {
    file,
    bytes: statSync(file).size,
    madeAt: () => look(() => madeAt(db)),
    figures: () => look(() => figuresIn(connection).figures(NO_UPDATE)),
    searchState: () => look(() => searchStoreIn(connection, postReaderIn(connection)).state()),
    paperNotes: (stamp) => look(() => paperNotes(db, stamp)),
    inbox: () => look(() => inboxFacts(db)),
    silences: () => look(() => silences(db)),
    deliveryFigures: (now) => look(() => deliveryFiguresIn(connection)(now)),
    channels: () => look(() => keptChannels(db)),
    close: () => void db.close(),
  };
}

/**
 * Reads all of the file, of whatever version, and returns what is wrong with it, a sentence each; none where it is
 * whole. Takes about a second for every hundred megabytes. Throws AppError where it cannot even be opened.
 */
export function integrityProblems(databaseUrl: string): string[] {
  const file = databaseFile(databaseUrl);
  refuseMissing(file);
  let db: Sqlite.Database | null = null;
  try {
    db = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
    return [...pageProblems(db), ...referenceProblems(db)];
  } catch (error) {
    throw explainSqliteError(error, file);
  } finally {
    db?.close();
  }
}

function pageProblems(db: Sqlite.Database): string[] {
  const found = db.prepare<[], string>(`PRAGMA integrity_check(${MAX_PROBLEMS})`).pluck().all();
  return found.filter((line) => line !== "ok");
}

function referenceProblems(db: Sqlite.Database): string[] {
  const rows = db.prepare<[], { table: string; parent: string; rows: number }>(
    `SELECT "table", parent, count(*) AS rows FROM pragma_foreign_key_check GROUP BY "table", parent`,
  );
  return rows
    .all()
    .map(({ table, parent, rows }) => `${rows} rows of ${table} name rows of ${parent} that are not there`);
}

function madeAt(db: Sqlite.Database): Date {
  const at = db
    .prepare<[], string>("SELECT applied_at FROM migrations ORDER BY version LIMIT 1")
    .pluck()
    .get();
  return new Date(at ?? 0);
}

const PAPER_NOTES = `
  SELECT stamp, (SELECT count(*) FROM posts) AS posts,
    (SELECT count(*) FROM posts WHERE id >= paper_state.waiting_from) AS waiting
  FROM paper_state`;

function paperNotes(db: Sqlite.Database, stamp: string): PaperNotesFacts {
  const row = db.prepare<[], { stamp: string; posts: number; waiting: number }>(PAPER_NOTES).get();
  if (row === undefined) throw new Error("The table paper_state has lost its row");
  return { posts: row.posts, waiting: row.waiting, isOfThisReader: row.stamp === stamp };
}
