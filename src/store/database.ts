import { existsSync, statSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { AppError } from "../errors.ts";
import { packageFile } from "../package-files.ts";
import { prepareFile, refuseMissing } from "./database-file.ts";
import { refuseDamagedLog } from "./log-check.ts";
import { type Migration, migrate, readMigrations, refuseOtherVersion, refuseUnknown } from "./migrations.ts";
import { makeDatabase } from "./new-database.ts";
import { explainSqliteError, RESTORE_HINT } from "./sqlite-errors.ts";

export interface DatabaseOptions {
  /** For commands that only look: nothing is created, brought up to date or written. */
  readonly readonly?: boolean;
  /** Leaves the check of a large database to `checkDatabase`: reading all of it takes seconds that a start has not. */
  readonly checksLater?: boolean;
  /** Steps of the database's shape; absent = those of the package. */
  readonly migrations?: readonly Migration[];
}

/** Reading so much takes a start some ten milliseconds. */
const SMALL_DATABASE_BYTES = 4 * 1024 * 1024;
/** Reading so much takes about as long as everything else at a start. */
const LARGE_DATABASE_BYTES = 64 * 1024 * 1024;
// While it is being opened nobody is served anyway.
const BUSY_TIMEOUT_MS = 2_000;
/** The driver's own is 16 MiB, for each of our connections; the system keeps the file at hand anyhow. */
const CACHE_KIB = 4 * 1024;
// The driver waits in place, so nobody is served meanwhile; `Connection` waits without that.
const BUSY_IN_USE_MS = 10;

/** The database in the file, checked and ready for use. Throws AppError and leaves alone what it cannot use. */
export function openDatabase(file: string, options: DatabaseOptions): Sqlite.Database {
  const isReadonly = options.readonly ?? false;
  if (isReadonly) refuseMissing(file);
  else prepareFile(file);
  const isChecked = !isReadonly && !isLeftForLater(file, options);
  let db: Sqlite.Database | null = null;
  try {
    if (!isReadonly) refuseDamagedLog(file);
    if (!isReadonly) makeDatabase(file);
    db = new Sqlite(file, { readonly: isReadonly, fileMustExist: isReadonly, timeout: BUSY_TIMEOUT_MS });
    db.pragma(`cache_size = -${CACHE_KIB}`);
    if (isChecked) checkPages(db);
    prepareDatabase(db, isReadonly, options.migrations ?? readMigrations(packageFile("migrations")));
    return db;
  } catch (error) {
    db?.close();
    throw explainSqliteError(error, file);
  }
}

function prepareDatabase(db: Sqlite.Database, isReadonly: boolean, migrations: readonly Migration[]): void {
  db.pragma("foreign_keys = ON");
  if (isReadonly) {
    refuseOtherVersion(db, migrations);
    return;
  }
  refuseUnknown(db, migrations); // before the next line, which changes the file
  db.pragma("journal_mode = WAL");
  // The driver is compiled with NORMAL for WAL, which may lose acknowledged commits in a power cut.
  db.pragma("synchronous = FULL");
  // What people wrote is gone from the file once it is deleted, not merely out of sight.
  db.pragma("secure_delete = ON");
  migrate(db, migrations, new Date());
  db.pragma(`busy_timeout = ${BUSY_IN_USE_MS}`);
}

/**
 * Whether a database is checked after the start, in a thread of its own: where reading it takes too long, and where it
 * takes some time and the last run ended in good order. SQLite takes the log away then; a crash leaves it.
 */
export function isLeftForLater(file: string, { checksLater = false }: DatabaseOptions): boolean {
  if (!checksLater) return false;
  const bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  return bytes > LARGE_DATABASE_BYTES || (bytes > SMALL_DATABASE_BYTES && !existsSync(`${file}-wal`));
}

/** Reads the whole database. Throws AppError DATABASE_DAMAGED. */
export function checkDatabase(file: string): void {
  const db = new Sqlite(file, { readonly: true, timeout: BUSY_TIMEOUT_MS });
  try {
    checkPages(db);
  } catch (error) {
    throw explainSqliteError(error, file);
  } finally {
    db.close();
  }
}

/** Damage is found now, with the operator looking on, and not by the first search that meets it. */
function checkPages(db: Sqlite.Database): void {
  const finding = db.pragma("quick_check(1)", { simple: true });
  if (finding === "ok") return;
  throw new AppError("DATABASE_DAMAGED", `The database ${db.name} is damaged: ${String(finding)}`, {
    hint: RESTORE_HINT,
  });
}
