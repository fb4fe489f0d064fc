import Sqlite from "better-sqlite3";
import { AppError } from "../errors.ts";

interface Explanation {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** What SQLite's primary result codes mean for a person: https://www.sqlite.org/rescode.html */
const EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  SQLITE_NOTADB: {
    code: "DATABASE_DAMAGED",
    message: "is not an SQLite database",
    hint: "Set DATABASE_URL to another file, or move this one away and restore a backup in its place",
  },
  SQLITE_CORRUPT: {
    code: "DATABASE_DAMAGED",
    message: "is damaged",
    hint: "Stop everything that uses the file, keep a copy of it, and restore a backup in its place",
  },
  SQLITE_BUSY: {
    code: "DATABASE_LOCKED",
    message: "is being written by another program",
    hint: "Stop the other program that uses this file, or wait until it is done, and try again",
  },
  SQLITE_FULL: {
    code: "STORE_FULL",
    message: "cannot grow: the disk is full",
    hint: "Make room on the disk and try again; what was kept before is safe",
  },
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
  const [, primary = ""] = /^(SQLITE_[A-Z]+)/.exec(error.code) ?? []; // SQLITE_IOERR_WRITE → SQLITE_IOERR
  const explanation = EXPLANATIONS[primary];
  if (!explanation) return error;
  const { code, message, hint } = explanation;
  return new AppError(code, `The database ${file} ${message}`, { hint, cause: error });
}
