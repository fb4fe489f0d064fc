import Sqlite from "better-sqlite3";
import { AppError } from "../errors.ts";
import { packageFile } from "../package-files.ts";
import { prepareFile, refuseMissing } from "./database-file.ts";
import { type Migration, migrate, readMigrations, refuseOtherVersion, refuseUnknown } from "./migrations.ts";
import { explainSqliteError } from "./sqlite-errors.ts";

export interface DatabaseOptions {
  /** For commands that only look: nothing is created, brought up to date or written. */
  readonly readonly?: boolean;
  /** Steps of the database's shape; absent = those of the package. */
  readonly migrations?: readonly Migration[];
}

// The driver waits in place, so nobody is served meanwhile.
const BUSY_TIMEOUT_MS = 2_000;

/** The database in the file, checked and ready for use. Throws AppError and leaves alone what it cannot use. */
export function openDatabase(file: string, options: DatabaseOptions): Sqlite.Database {
  const isReadonly = options.readonly ?? false;
  if (isReadonly) refuseMissing(file);
  else prepareFile(file);
  let db: Sqlite.Database | null = null;
  try {
    db = new Sqlite(file, { readonly: isReadonly, fileMustExist: isReadonly, timeout: BUSY_TIMEOUT_MS });
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
  checkPages(db);
  refuseUnknown(db, migrations); // before the next line, which changes the file
  db.pragma("journal_mode = WAL");
  // The driver is compiled with NORMAL for WAL, which may lose acknowledged commits in a power cut.
  db.pragma("synchronous = FULL");
  migrate(db, migrations, new Date());
}

/** Damage is found now, with the operator looking on, and not by the first search that meets it. */
function checkPages(db: Sqlite.Database): void {
  const finding = db.pragma("quick_check(1)", { simple: true });
  if (finding === "ok") return;
  throw new AppError("DATABASE_DAMAGED", `The database ${db.name} is damaged: ${String(finding)}`, {
    hint: "Stop everything that uses the file, keep a copy of it, and restore a backup in its place",
  });
}
