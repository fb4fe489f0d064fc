import { chmodSync, chownSync, existsSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite from "better-sqlite3";
import { isAnythingOf } from "./database-file.ts";
import { addName, fileErrorCode, sideFilesOf, syncFolderOf } from "./durable-file.ts";
import { refuseForeign } from "./migrations.ts";
import { explainSqliteError } from "./sqlite-errors.ts";

// Whoever has it open now, such as a search, is done by then.
const WAIT_MS = 2_000;

/**
 * Puts the fresh database, which has no log, in the place of another one. That one gets the name that is returned; null
 * where there was none. Whoever opens the place at any moment, also after a crash, finds one of the two whole. The caller
 * holds the database. Throws AppError DATABASE_LOCKED and DATABASE_FOREIGN, and changes nothing then.
 */
export function replaceDatabase(database: string, fresh: string, now: Date): string | null {
  if (!isAnythingOf(database)) {
    putInPlace(database, fresh);
    return null;
  }
  const aside = freeName(database, now);
  const old = takeOver(database, aside);
  try {
    putAside(database, aside);
    putInPlace(database, fresh);
    return aside;
  } finally {
    old?.close();
  }
}

/** The new file is the old one's owner's: who restores as root does not run the bot as root. */
export function takeOwner(fresh: string, database: string): void {
  const old = statSync(database, { throwIfNoEntry: false });
  if (old !== undefined) chmodSync(fresh, old.mode & 0o777);
  const { uid, gid } = old ?? statSync(dirname(database));
  if (process.getuid?.() === 0) chownSync(fresh, uid, gid);
}

/** The old database, closed to all others; null where nobody can read it, and then its log is aside already: SQLite drops one that it cannot read. */
function takeOver(database: string, aside: string): Sqlite.Database | null {
  let isLogWanted = false;
  const log = `${aside}-wal`;
  try {
    if (existsSync(`${database}-wal`)) addName(`${database}-wal`, log);
    const old = existsSync(database) ? closeToAll(database) : null;
    isLogWanted = old === null;
    return old;
  } finally {
    if (!isLogWanted) rmSync(log, { force: true });
  }
}

/**
 * Moves the log of the old database into it and keeps everybody out while the connection is open. A database in this
 * state is one file. Null where it is too damaged for that.
 */
function closeToAll(database: string): Sqlite.Database | null {
  const db = new Sqlite(database, { fileMustExist: true, timeout: WAIT_MS });
  try {
    refuseForeign(db);
    db.pragma("journal_mode = DELETE"); // refused while anybody has it open
    db.exec("BEGIN EXCLUSIVE");
    // Somebody may have come in between the two.
    if (db.pragma("journal_mode", { simple: true }) === "delete") return db;
    throw new Sqlite.SqliteError("database is locked", "SQLITE_BUSY");
  } catch (error) {
    db.close();
    if (/^SQLITE_(?:NOTADB|CORRUPT)/.test(fileErrorCode(error))) return null;
    throw explainSqliteError(error, database);
  }
}

function putAside(database: string, aside: string): void {
  for (const ending of ["", "-wal", "-journal"])
    if (existsSync(database + ending) && !existsSync(aside + ending))
      addName(database + ending, aside + ending);
  syncFolderOf(database);
}

/** A log of the old database would be taken for one of the new: it goes first. There is one only where nobody can read the old. */
function putInPlace(database: string, fresh: string): void {
  for (const name of sideFilesOf(database)) rmSync(name, { force: true });
  renameSync(fresh, database);
  syncFolderOf(database);
}

/** inforetriever.db → inforetriever.db.before-20261130T225043Z, with a number where that is taken. */
function freeName(database: string, now: Date): string {
  const time = now.toISOString().replace(/\.\d+/, "").replaceAll(/[-:]/g, "");
  const name = `${database}.before-${time}`;
  for (let number = 1; ; number++) {
    const numbered = number === 1 ? name : `${name}-${number}`;
    if (!isAnythingOf(numbered)) return numbered;
  }
}
