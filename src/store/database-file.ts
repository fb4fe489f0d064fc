import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { AppError, UsageError } from "../errors.ts";

/** Where a database is that no file holds. */
export const IN_MEMORY = ":memory:";

/** The file that DATABASE_URL names, as an absolute path: `file:var/x.db` is relative to the current folder. */
export function databaseFile(databaseUrl: string): string {
  const path = /^file:(.+)$/.exec(databaseUrl)?.[1];
  if (path === undefined || path.includes("?") || path.includes("\0")) throw badUrl(databaseUrl);
  if (path === IN_MEMORY) return IN_MEMORY;
  if (!path.startsWith("//")) return resolve(path);
  try {
    return fileURLToPath(databaseUrl);
  } catch (error) {
    throw badUrl(databaseUrl, error);
  }
}

/** Refuses to start anew where something was lost; creates the folder of a database that is really new. */
export function prepareFile(file: string): void {
  if (file === IN_MEMORY) return;
  reaching(file, () => {
    refuseLost(file);
    mkdirSync(dirname(file), { recursive: true });
    refuseUnwritable(file);
  });
}

/** Creates the folder of a database. Throws AppError DATABASE_UNWRITABLE. */
export function makeFolderOf(file: string): void {
  reaching(file, () => mkdirSync(dirname(file), { recursive: true }));
}

/** Whether there is a database, or what is left of one. */
export function isAnythingOf(file: string): boolean {
  return existsSync(file) || sizeOf(`${file}-wal`) > 0;
}

/** For those who only look: refuses where something was lost, and where nothing was made yet. */
export function refuseMissing(file: string): void {
  reaching(file, () => refuseLost(file));
  if (file !== IN_MEMORY && existsSync(file)) return;
  throw new AppError("DATABASE_MISSING", `There is no database ${file} yet`, {
    hint: "Import an archive or start the bot first, or set DATABASE_URL to where the database is",
  });
}

function reaching(file: string, look: () => void): void {
  try {
    look();
  } catch (error) {
    throw error instanceof AppError ? error : unreachable(file, error);
  }
}

/** SQLite opens what it cannot write without a word, and the first write would tell. */
function refuseUnwritable(file: string): void {
  accessSync(dirname(file), constants.W_OK); // the log stands beside it
  if (existsSync(file)) accessSync(file, constants.R_OK | constants.W_OK);
}

/** Where a restore makes the database that is going to be in that place. */
export function restoringFileOf(file: string): string {
  return `${file}.restoring`;
}

function refuseLost(file: string): void {
  if (existsSync(file)) {
    refuseEmpty(file);
    return;
  }
  refuseRescued(file);
  refuseOrphanedLog(file);
  refuseUnfinishedRestore(file);
}

/** Where a database is written to whose file was taken away while it was in use. */
export function rescueFileOf(file: string): string {
  return `${file}.rescued`;
}

function refuseRescued(file: string): void {
  const rescue = rescueFileOf(file);
  if (!existsSync(rescue)) return;
  throw new AppError(
    "DATABASE_MISSING",
    `The database ${file} is missing, but what it held is in ${rescue}`,
    {
      hint: `Move ${rescue} to ${file}, or move it elsewhere to start with an empty database`,
    },
  );
}

/** Whoever restores does not want to start with nothing. */
function refuseUnfinishedRestore(file: string): void {
  if (!existsSync(restoringFileOf(file))) return;
  throw new AppError("RESTORE_UNFINISHED", `The database ${file} is missing: restoring it was interrupted`, {
    hint: `Restore it again; or delete ${restoringFileOf(file)} to start with an empty database`,
  });
}

/** SQLite takes an empty file for a new database, but an empty file is what a full disk leaves of an old one. */
function refuseEmpty(file: string): void {
  if (!statSync(file).isFile() || sizeOf(file) > 0) return;
  throw damaged(`The database ${file} is an empty file`, {
    hint: "Put a backup in its place (restore FILE --force), or delete the file to start with an empty database",
  });
}

/** The log may hold everything: SQLite moves it into the database only now and then, and drops a log of nothing. */
function refuseOrphanedLog(file: string): void {
  const log = `${file}-wal`;
  if (sizeOf(log) === 0) return;
  throw damaged(`The database ${file} is missing, but its log ${log} is there`, {
    hint: "Put the database back beside its log; or move the log away and put a backup there (restore FILE), or start anew",
  });
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function unreachable(file: string, cause: unknown): AppError {
  return new AppError("DATABASE_UNWRITABLE", `The database ${file} cannot be reached or written`, {
    hint: "Allow this user to write the file and its folder, and see that the disk is not mounted read-only",
    cause,
  });
}

function damaged(message: string, options: { hint: string }): AppError {
  return new AppError("DATABASE_DAMAGED", message, options);
}

function badUrl(databaseUrl: string, cause?: unknown): UsageError {
  return new UsageError(
    "DATABASE_URL_INVALID",
    `DATABASE_URL "${withoutPassword(databaseUrl)}" names no file`,
    {
      hint: "Write file: and a path, such as file:var/inforetriever.db",
      cause,
    },
  );
}

/** Somebody may have set the address of a database server here. */
function withoutPassword(url: string): string {
  return url.replace(/\/\/[^/]*@/, "//…@");
}
