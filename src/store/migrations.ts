import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type Sqlite from "better-sqlite3";
import { AppError } from "../errors.ts";

/** One step of the database's shape; numbered from 1, appended, never edited after a release. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

const FILE_NAME = /^(\d{4})-[a-z0-9-]+\.sql$/; // 0001-first.sql

/** "info" in ASCII: tells our databases from those of other programs. */
export const APPLICATION_ID = 0x69_6e_66_6f;

/** Brings the database to the newest version, one transaction a step; does nothing when it is there. */
export function migrate(db: Sqlite.Database, migrations: readonly Migration[], now: Date): void {
  refuseUnknown(db, migrations);
  db.exec(`CREATE TABLE IF NOT EXISTS migrations (
    version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TEXT NOT NULL
  ) STRICT`);
  const version = versionOf(db);
  // What is there already needs no lock, which another program may have.
  const missing = migrations.filter((migration) => migration.version > version);
  for (const migration of missing) db.transaction(() => apply(db, migration, now)).immediate();
  // Else a new database would consist of nothing but its log, and whoever loses that has an empty one.
  if (missing.length > 0) db.pragma("wal_checkpoint(PASSIVE)");
  refuseEdited(db, migrations);
}

/** Throws when the database is another program's, or of a newer version of this one: neither may be touched. */
export function refuseUnknown(db: Sqlite.Database, migrations: readonly Migration[]): void {
  refuseForeign(db);
  const version = versionOf(db);
  if (version > migrations.length) throw newerDatabase(db, version, migrations.length);
}

/** Throws unless the database can be read as it is. */
export function refuseOtherVersion(db: Sqlite.Database, migrations: readonly Migration[]): void {
  refuseUnknown(db, migrations);
  const version = versionOf(db);
  if (version < migrations.length) throw olderDatabase(db, version, migrations.length);
  refuseEdited(db, migrations);
}

/** The migrations in the folder, in order. Throws when one is missing, doubled or oddly named. */
export function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort();
  return names.map((name, index) => {
    const version = Number(FILE_NAME.exec(name)?.[1]);
    if (version !== index + 1) throw badMigrations(folder, name, index + 1);
    // Git may have changed the line ends.
    return { version, name, sql: readFileSync(join(folder, name), "utf8").replaceAll("\r\n", "\n") };
  });
}

function apply(db: Sqlite.Database, migration: Migration, now: Date): void {
  // Inside the transaction: another process may have applied it a moment ago.
  if (versionOf(db) >= migration.version) return;
  db.exec(migration.sql);
  db.prepare("INSERT INTO migrations (version, name, checksum, applied_at) VALUES (?, ?, ?, ?)").run(
    migration.version,
    migration.name,
    checksum(migration),
    now.toISOString(),
  );
  db.pragma(`application_id = ${APPLICATION_ID}`);
  db.pragma(`user_version = ${migration.version}`);
}

/** Throws when the database is another program's. */
export function refuseForeign(db: Sqlite.Database): void {
  if (db.pragma("application_id", { simple: true }) === APPLICATION_ID) return;
  // A crash before the first step leaves a database without any of our tables.
  const others = db.prepare("SELECT count(*) FROM sqlite_schema WHERE name <> 'migrations'").pluck().get();
  if (others === 0 && versionOf(db) === 0) return;
  throw new AppError("DATABASE_FOREIGN", `The database ${db.name} belongs to another program`, {
    hint: "Set DATABASE_URL to a file of its own",
  });
}

function refuseEdited(db: Sqlite.Database, migrations: readonly Migration[]): void {
  const rows = db.prepare<[], [number, string]>("SELECT version, checksum FROM migrations").raw().all();
  const applied = new Map(rows);
  const edited = migrations.find((migration) => applied.get(migration.version) !== checksum(migration));
  if (edited === undefined) return;
  throw new AppError(
    "MIGRATION_EDITED",
    `The migration ${edited.name} is not the one that made the database ${db.name}`,
    {
      hint: "Install the released version of this program anew; a migration is never edited after its release",
    },
  );
}

function versionOf(db: Sqlite.Database): number {
  return Number(db.pragma("user_version", { simple: true }));
}

function checksum({ sql }: Migration): string {
  return createHash("sha256").update(sql).digest("hex");
}

function newerDatabase(db: Sqlite.Database, version: number, known: number): AppError {
  return new AppError(
    "DATABASE_NEWER",
    `The database ${db.name} has version ${version}; this program knows ${known}`,
    {
      hint: "Run the newer version of the program that made it, or restore a backup from before the upgrade",
    },
  );
}

function olderDatabase(db: Sqlite.Database, version: number, known: number): AppError {
  return new AppError(
    "DATABASE_OLDER",
    `The database ${db.name} has version ${version}; this program needs ${known}`,
    { hint: "Start the bot or import something once: that brings the database up to date" },
  );
}

function badMigrations(folder: string, name: string, expected: number): AppError {
  const number = String(expected).padStart(4, "0");
  return new AppError("MIGRATIONS_INCOMPLETE", `In ${folder}, ${name} stands where ${number} is expected`, {
    hint: "Install the program anew; migrations are numbered from 0001 without gaps",
  });
}
