import Sqlite from "better-sqlite3";
import { AppError } from "../errors.ts";

interface Explanation {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** What to do about a damaged database. */
export const RESTORE_HINT =
  "Stop everything that uses it and put a backup in its place (restore FILE --force), which keeps the damaged file, too";

const FULL: Explanation = {
  code: "STORE_FULL",
  message: "cannot grow: the disk is full",
  hint: "Make room on the disk and try again; what was kept before is safe",
};

const LOCKED: Explanation = {
  code: "DATABASE_LOCKED",
  message: "is being written by another program",
  hint: "Stop the other program that uses this file, or wait until it is done, and try again",
};

/** What SQLite's result codes mean for a person: https://www.sqlite.org/rescode.html */
const EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  SQLITE_NOTADB: {
    code: "DATABASE_DAMAGED",
    message: "is not an SQLite database",
    hint: "Set DATABASE_URL to another file, or put a backup in its place (restore FILE --force)",
  },
  SQLITE_CORRUPT: {
    code: "DATABASE_DAMAGED",
    message: "is damaged",
    hint: RESTORE_HINT,
  },
  SQLITE_BUSY: LOCKED,
  // The file's locks cannot be had from the system (some network disks).
  SQLITE_PROTOCOL: LOCKED,
  SQLITE_FULL: FULL,
  // What the log is read by needs 32 kilobytes beside the database.
  SQLITE_IOERR_SHMSIZE: FULL,
  SQLITE_READONLY: {
    code: "DATABASE_UNWRITABLE",
    message: "cannot be written",
    hint: "Allow this user to write the file and its folder, and see that the disk is not mounted read-only",
  },
  SQLITE_CANTOPEN: {
    code: "DATABASE_UNWRITABLE",
    message: "cannot be opened",
    hint: "See that it is a file, and that this user may read and write it and its folder",
  },
  SQLITE_PERM: {
    code: "DATABASE_UNWRITABLE",
    message: "cannot be opened: permission denied",
    hint: "Allow this user to read and write the file and its folder",
  },
  SQLITE_IOERR: {
    code: "STORE_FAILING",
    message: "cannot be read or written: the disk reports an error",
    hint: "Check the disk and the room left on it; what was kept before is safe if the disk is",
  },
};

/** The error as a person can read it, where they can do something about it; any other error as it is. */
export function explainSqliteError(error: unknown, file: string): unknown {
  if (!(error instanceof Sqlite.SqliteError)) return error;
  const explanation = EXPLANATIONS[error.code] ?? EXPLANATIONS[primaryCode(error.code)];
  if (!explanation) return error;
  const { code, message, hint } = explanation;
  return new AppError(code, `The database ${file} ${message}`, { hint, cause: error });
}

/** Whether another program has the database at the moment. */
export function isLocked(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && primaryCode(error.code) === "SQLITE_BUSY";
}

/** SQLITE_IOERR_WRITE → SQLITE_IOERR */
function primaryCode(code: string): string {
  return /^SQLITE_[A-Z]+/.exec(code)?.[0] ?? code;
}
