import Sqlite from "better-sqlite3";
import { AppError } from "../errors.ts";
import { packageFile } from "../package-files.ts";
import { syncFile } from "./durable-file.ts";
import { readMigrations, refuseUnknown } from "./migrations.ts";

export interface CopyOptions {
  /** Called every few pages; all of them are copied when the two are equal, and then the copy is checked. */
  readonly onProgress?: ((copied: number, pages: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What a database holds, in numbers. */
export interface Contents {
  /** Of its shape: how many migrations it has had. */
  readonly version: number;
  readonly posts: number;
  /** Digests and alerts. */
  readonly subscriptions: number;
  readonly updates: number;
}

// About a megabyte, after which somebody else may have a turn.
const PAGES_A_STEP = 256;

/**
 * Copies a database, as it is when this begins, into an empty file, syncs and checks the copy; whoever writes the
 * database meanwhile goes on. Throws what SQLite or the check says; the file is the caller's to remove then.
 */
export async function copyDatabase(from: string, to: string, options: CopyOptions = {}): Promise<Contents> {
  const contents = await copySnapshot(from, to, options);
  endLog(to);
  syncFile(to);
  checkCopy(to, contents);
  return contents;
}

/**
 * SQLite begins a copy anew whenever somebody else has written the database, unless the connection it reads by is in a
 * transaction: then it reads what was there at the beginning of that.
 */
async function copySnapshot(from: string, to: string, options: CopyOptions): Promise<Contents> {
  const db = new Sqlite(from, { readonly: true, fileMustExist: true });
  try {
    db.exec("BEGIN");
    refuseUnknown(db, readMigrations(packageFile("migrations")));
    const contents = contentsOf(db);
    await copyPages(db, to, options);
    return contents;
  } finally {
    db.close();
  }
}

async function copyPages(
  db: Sqlite.Database,
  to: string,
  { onProgress, signal }: CopyOptions,
): Promise<void> {
  await db.backup(to, {
    progress: ({ totalPages, remainingPages }) => {
      signal?.throwIfAborted();
      onProgress?.(totalPages - remainingPages, totalPages);
      return PAGES_A_STEP;
    },
  });
  signal?.throwIfAborted();
  const pages = Number(db.pragma("page_count", { simple: true }));
  onProgress?.(pages, pages);
}

/** A copy of a database with a log would want to write one, even to be read: from a disk that is read-only, say. */
function endLog(file: string): void {
  const db = new Sqlite(file);
  try {
    db.pragma("journal_mode = DELETE");
  } finally {
    db.close();
  }
}

function checkCopy(file: string, expected: Contents): void {
  const db = new Sqlite(file, { readonly: true });
  try {
    const finding = db.pragma("integrity_check(1)", { simple: true });
    if (finding !== "ok") throw damaged(String(finding));
    const found = contentsOf(db);
    if (JSON.stringify(found) === JSON.stringify(expected)) return;
    throw damaged(`it has ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`);
  } finally {
    db.close();
  }
}

function contentsOf(db: Sqlite.Database): Contents {
  return {
    version: Number(db.pragma("user_version", { simple: true })),
    posts: rowsOf(db, "posts"),
    subscriptions: rowsOf(db, "digests") + rowsOf(db, "alerts"),
    updates: rowsOf(db, "updates"),
  };
}

/** An older database may not have the table yet. */
function rowsOf(db: Sqlite.Database, table: "posts" | "digests" | "alerts" | "updates"): number {
  const isThere = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table);
  return isThere === undefined ? 0 : Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
}

function damaged(finding: string): AppError {
  return new AppError("COPY_DAMAGED", `The copy is damaged: ${finding}`, {
    hint: "What was copied is damaged itself, or the disk is",
  });
}
