import { randomUUID } from "node:crypto";
import { accessSync, constants, existsSync, realpathSync, statSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { AppError, UsageError } from "../errors.ts";
import { type Contents, type CopyOptions, copyDatabase } from "./copy-database.ts";
import { openDatabase } from "./database.ts";
import { databaseFile, IN_MEMORY, isAnythingOf, makeFolderOf, restoringFileOf } from "./database-file.ts";
import { holdDatabase, lockOf } from "./database-hold.ts";
import { createPrivateFile, fileErrorCode, removeDatabase, syncFile } from "./durable-file.ts";
import { replaceDatabase, takeOwner } from "./replace-database.ts";
import { explainSqliteError } from "./sqlite-errors.ts";

export interface RestoreOptions extends CopyOptions {
  /** Whether a database that is there already may be put aside. */
  readonly isForced: boolean;
  readonly now: Date;
}

export interface Restored {
  readonly database: string;
  /** As the backup had them; its version may have been an older one. */
  readonly contents: Contents;
  /** Of the database that it became. */
  readonly version: number;
  /** Where the database is that was there before; null where there was none. */
  readonly putAside: string | null;
}

/**
 * Puts a copy of the backup, brought up to date, in the place that DATABASE_URL names. Until it is whole, checked and on
 * the disk the old database stays in its place; after that it has another name. Throws AppError.
 */
export async function restoreBackup(
  databaseUrl: string,
  backup: string,
  options: RestoreOptions,
): Promise<Restored> {
  const database = databaseFile(databaseUrl);
  refuseImpossible(database, backup);
  makeFolderOf(database);
  const hold = holdDatabase(databaseUrl);
  const fresh = restoringFileOf(database);
  try {
    takeOwner(lockOf(database), database);
    if (isAnythingOf(database) && !options.isForced) throw isThere(database);
    removeDatabase(fresh); // left by a restore that was killed: nobody else is at it while we hold the database
    createPrivateFile(fresh);
    const contents = await copyBackup(backup, fresh, options);
    const version = bringUpToDate(fresh);
    takeOwner(fresh, database);
    return { database, contents, version, putAside: replaceDatabase(database, fresh, options.now) };
  } catch (error) {
    throw explainFailure(error, database, options);
  } finally {
    removeDatabase(fresh);
    hold.release();
  }
}

function refuseImpossible(database: string, backup: string): void {
  if (database === IN_MEMORY)
    throw new UsageError("NOTHING_TO_RESTORE", "DATABASE_URL names no file", {
      hint: "Set it to where the database shall be",
    });
  if (statSync(backup, { throwIfNoEntry: false })?.isFile() !== true)
    throw new AppError("BACKUP_MISSING", `There is no file ${backup}`, {
      hint: "Name a file that `backup` has made; they are kept in BACKUP_FOLDER",
    });
  if (existsSync(database) && realpathSync(database) === realpathSync(backup))
    throw new UsageError("SAME_FILE", `${backup} is the database itself`, { hint: "Name a backup of it" });
}

async function copyBackup(backup: string, fresh: string, options: CopyOptions): Promise<Contents> {
  try {
    accessSync(backup, constants.R_OK);
    const contents = await copyDatabase(backup, fresh, options);
    if (contents.version === 0) throw unusable(backup, "it holds nothing");
    return contents;
  } catch (error) {
    throw explainBackup(error, backup);
  }
}

/** Returns its version. What others remember of the search tables is of another history: the numbers of theirs come again. */
function bringUpToDate(fresh: string): number {
  const db = openDatabase(fresh, { checksLater: true });
  try {
    db.prepare("UPDATE search_state SET epoch = ?").run(randomUUID());
    db.pragma("journal_mode = DELETE");
    return Number(db.pragma("user_version", { simple: true }));
  } finally {
    db.close();
    syncFile(fresh);
  }
}

function explainBackup(error: unknown, backup: string): unknown {
  if (error instanceof AppError) {
    if (error.code === "COPY_DAMAGED") return unusable(backup, error.message, error);
    return error.code === "DATABASE_FOREIGN"
      ? unusable(backup, "it belongs to another program", error)
      : error;
  }
  const isUnreadable = /^(?:SQLITE_NOTADB|SQLITE_CORRUPT|EACCES)/.test(fileErrorCode(error));
  return isUnreadable ? unusable(backup, error instanceof Error ? error.message : "", error) : error;
}

function explainFailure(error: unknown, database: string, { signal }: RestoreOptions): unknown {
  if (signal?.aborted === true)
    return new AppError("RESTORE_INTERRUPTED", "Restoring was interrupted", {
      hint: "The database is as it was before",
      cause: error,
    });
  if (error instanceof AppError || error instanceof Sqlite.SqliteError)
    return explainSqliteError(error, database);
  if (fileErrorCode(error) === "") return error;
  return new AppError("DATABASE_UNWRITABLE", `The database ${database} cannot be put in its place`, {
    hint: "Allow this user to write its folder, and see that there is room on the disk",
    cause: error,
  });
}

function isThere(database: string): AppError {
  return new AppError("DATABASE_EXISTS", `There is a database ${database} already`, {
    hint: "Add --force to put it aside, under a name that is told, or set DATABASE_URL to another file",
  });
}

function unusable(backup: string, finding: string, cause?: unknown): AppError {
  return new AppError("BACKUP_UNUSABLE", `The backup ${backup} cannot be used: ${finding}`, {
    hint: "Name another backup; the database is as it was before",
    cause,
  });
}
