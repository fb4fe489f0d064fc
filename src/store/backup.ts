import { chmodSync, existsSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite from "better-sqlite3";
import { AppError } from "../errors.ts";
import { type Contents, type CopyOptions, copyDatabase } from "./copy-database.ts";
import { refuseMissing } from "./database-file.ts";
import {
  createPrivateFile,
  fileErrorCode,
  moveToFreeName,
  removeDatabase,
  syncFolderOf,
} from "./durable-file.ts";
import { explainSqliteError } from "./sqlite-errors.ts";

export interface Backup {
  readonly file: string;
  readonly bytes: number;
  readonly contents: Contents;
}

/** What is not finished yet has this ending. */
export const UNFINISHED = ".partial";

/**
 * Copies the database, while it is used, into a new file that its owner alone may read; it has its name only when it is
 * whole, checked and on the disk, and of one that fails nothing is left. Throws AppError.
 */
export async function backUp(database: string, file: string, options: CopyOptions = {}): Promise<Backup> {
  refuseMissing(database);
  const unfinished = `${file}${UNFINISHED}`;
  reserve(file, unfinished);
  try {
    const contents = await copyDatabase(database, unfinished, options);
    moveToFreeName(unfinished, file);
    syncFolderOf(file);
    return { file, bytes: statSync(file).size, contents };
  } catch (error) {
    removeDatabase(unfinished);
    if (options.signal?.aborted === true) throw interrupted(error);
    throw explainFailure(error, { database, file });
  }
}

/** Nothing is left of a backup that was ended from outside. */
export function discardUnfinished(file: string): void {
  removeDatabase(`${file}${UNFINISHED}`);
}

function reserve(file: string, unfinished: string): void {
  try {
    if (existsSync(file)) throw taken(file);
    makeFolder(dirname(file));
    createPrivateFile(unfinished);
  } catch (error) {
    if (fileErrorCode(error) === "EEXIST") throw taken(unfinished);
    throw error instanceof AppError ? error : unwritable(file, error);
  }
}

function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
}

// Of these two files it is the copy that is written.
const WRITING_FAILED = /^SQLITE_(?:FULL|READONLY|CANTOPEN|PERM|IOERR)/;

function explainFailure(error: unknown, { database, file }: { database: string; file: string }): unknown {
  if (error instanceof AppError) return error.code === "COPY_DAMAGED" ? damaged(error, database) : error;
  if (error instanceof Sqlite.SqliteError)
    return WRITING_FAILED.test(error.code) ? unwritable(file, error) : explainSqliteError(error, database);
  if (fileErrorCode(error) === "EEXIST") return taken(file);
  return fileErrorCode(error) === "" ? error : unwritable(file, error);
}

function taken(file: string): AppError {
  return new AppError("BACKUP_EXISTS", `There is a file ${file} already`, {
    hint: "Name another file, or move that one away: a backup never replaces anything",
  });
}

function unwritable(file: string, cause: unknown): AppError {
  const isFull = ["ENOSPC", "EDQUOT", "SQLITE_FULL"].includes(fileErrorCode(cause));
  const reason = isFull ? "the disk is full" : cause instanceof Error ? cause.message : String(cause);
  return new AppError("BACKUP_UNWRITABLE", `The backup ${file} cannot be written: ${reason}`, {
    hint: isFull
      ? "Make room on the disk, or name a folder on another one; older backups are left as they are"
      : "See that this user may write the folder, or name another one; older backups are left as they are",
    cause,
  });
}

function damaged(cause: AppError, database: string): AppError {
  return new AppError("BACKUP_DAMAGED", `The backup of ${database} was thrown away. ${cause.message}`, {
    hint: "The database may be damaged itself: see what the log says of it. Older backups are left as they are",
    cause,
  });
}

function interrupted(cause: unknown): AppError {
  return new AppError("BACKUP_INTERRUPTED", "The backup was interrupted", {
    hint: "Nothing is left of it, and older backups are left as they are",
    cause,
  });
}
