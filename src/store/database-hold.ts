import Sqlite from "better-sqlite3";
import { AppError } from "../errors.ts";
import { databaseFile, IN_MEMORY, makeFolderOf } from "./database-file.ts";
import { explainSqliteError } from "./sqlite-errors.ts";

/** That nobody else runs a bot on a database. */
export interface DatabaseHold {
  /** Twice is fine. */
  release(): void;
}

// A bot that is just being stopped has so long to let go; nothing else is done meanwhile.
const WAIT_MS = 1_000;

/**
 * Holds the database that DATABASE_URL names for one bot; commands go on using it beside that. The hold is a
 * transaction that stays open in a small database beside it, so the system ends it with the process, however that dies.
 * Throws AppError DATABASE_IN_USE.
 */
export function holdDatabase(databaseUrl: string): DatabaseHold {
  const file = databaseFile(databaseUrl);
  if (file === IN_MEMORY) return { release: () => undefined };
  makeFolderOf(file);
  const lock = lockOf(file);
  let db: Sqlite.Database | null = null;
  try {
    db = new Sqlite(lock, { timeout: WAIT_MS });
    hold(db, file);
    return { release: () => void db?.close() };
  } catch (error) {
    db?.close();
    throw explainSqliteError(error, lock);
  }
}

/** The file that is held for the one of the database; empty but for who holds it, and left where it is. */
export function lockOf(file: string): string {
  return `${file}.lock`;
}

/** While this transaction is open others can read who has it, and begin none. */
function hold(db: Sqlite.Database, file: string): void {
  begin(db, file);
  leaveName(db);
  begin(db, file);
}

function begin(db: Sqlite.Database, file: string): void {
  try {
    db.exec("BEGIN IMMEDIATE");
  } catch (error) {
    if (error instanceof Sqlite.SqliteError && error.code === "SQLITE_BUSY") throw inUse(file, nameIn(db));
    throw error;
  }
}

/** For whoever comes second. A disk that is full must not keep the only bot from answering. */
function leaveName(db: Sqlite.Database): void {
  try {
    db.pragma(`user_version = ${process.pid}`);
    db.exec("COMMIT");
  } catch (error) {
    if (!(error instanceof Sqlite.SqliteError && error.code.startsWith("SQLITE_FULL"))) throw error;
    if (db.inTransaction) db.exec("ROLLBACK");
  }
}

/** The process that holds it; 0 where it could not say. */
function nameIn(db: Sqlite.Database): number {
  return Number(db.pragma("user_version", { simple: true }));
}

function inUse(file: string, pid: number): AppError {
  const who = pid === 0 ? "another process" : `process ${pid}`;
  return new AppError("DATABASE_IN_USE", `The database ${file} is held by a bot that is running, ${who}`, {
    hint: "Stop that one first, or set DATABASE_URL to another file: a database has one bot",
  });
}
