import { writeFileSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { packageFile } from "../../src/package-files.ts";
import { type Migration, migrate, readMigrations } from "../../src/store/migrations.ts";
import { openStore } from "../../src/store/open.ts";
import { openReader } from "../../src/store/open-reader.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const NOW = new Date("2024-11-19T12:00:00Z");
const FIRST = step(1, "CREATE TABLE shelves (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;");
const SECOND = step(
  2,
  "ALTER TABLE shelves ADD COLUMN height INTEGER; UPDATE shelves SET height = length(name);",
);

test("an empty database gets every step, in order, and is marked as ours", () => {
  const db = inMemory();
  migrate(db, [FIRST, SECOND], NOW);
  expect(db.pragma("user_version", { simple: true })).toBe(2);
  expect(db.pragma("application_id", { simple: true })).toBe(0x696e666f);
  expect(db.prepare("SELECT version, name, applied_at FROM migrations").all()).toEqual([
    { version: 1, name: FIRST.name, applied_at: NOW.toISOString() },
    { version: 2, name: SECOND.name, applied_at: NOW.toISOString() },
  ]);
});

test("a full database gets the steps it lacks and keeps what is in it", () => {
  const db = inMemory();
  migrate(db, [FIRST], NOW);
  db.exec("INSERT INTO shelves (name) VALUES ('статьи')");
  migrate(db, [FIRST, SECOND], NOW);
  expect(db.prepare("SELECT name, height FROM shelves").all()).toEqual([{ name: "статьи", height: 6 }]);
});

test("applying the same steps twice changes nothing", () => {
  const db = inMemory();
  migrate(db, [FIRST, SECOND], NOW);
  const before = db.serialize();
  migrate(db, [FIRST, SECOND], new Date("2025-01-01T00:00:00Z"));
  expect(db.serialize().equals(before)).toBe(true);
});

test("a step that fails leaves the database at the step before", () => {
  const db = inMemory();
  const broken = step(
    2,
    "CREATE TABLE books (id INTEGER PRIMARY KEY) STRICT; INSERT INTO nowhere VALUES (1);",
  );
  expect(() => migrate(db, [FIRST, broken], NOW)).toThrow("nowhere");
  expect(db.pragma("user_version", { simple: true })).toBe(1);
  expect(db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'books'").pluck().get()).toBe(0);
  migrate(db, [FIRST, SECOND], NOW);
  expect(db.pragma("user_version", { simple: true })).toBe(2);
});

test("a database of a newer version is refused and left as it is", () => {
  const db = inMemory();
  migrate(db, [FIRST, SECOND], NOW);
  const before = db.serialize();
  expect(() => migrate(db, [FIRST], NOW)).toThrow(expect.objectContaining({ code: "DATABASE_NEWER" }));
  expect(db.serialize().equals(before)).toBe(true);
});

test("a step that was edited after it was applied is refused", () => {
  const db = inMemory();
  migrate(db, [FIRST], NOW);
  const edited = step(1, `${FIRST.sql} -- edited`);
  expect(() => migrate(db, [edited], NOW)).toThrow(expect.objectContaining({ code: "MIGRATION_EDITED" }));
});

test("a database of an older version is refused where nothing may be written", async () => {
  const url = `file:${join(temporaryFolder(), "kept.db")}`;
  await (await openStore(url)).close();
  const migrations = [
    ...readMigrations(packageFile("migrations")),
    step(2, "CREATE TABLE later (id INTEGER);"),
  ];
  await expect(openReader(url, { migrations })).rejects.toMatchObject({
    code: "DATABASE_OLDER",
  });
});

test("line ends do not make another step", () => {
  const [unix, windows] = ["\n", "\r\n"].map((end) => {
    const folder = temporaryFolder();
    writeFileSync(
      join(folder, "0001-first.sql"),
      `CREATE TABLE a (id INTEGER);${end}CREATE TABLE b (id INTEGER);${end}`,
    );
    return readMigrations(folder);
  });
  expect(unix).toEqual(windows);
});

test.each([
  ["a gap", ["0001-first.sql", "0003-third.sql"], "0003-third.sql stands where 0002"],
  ["two with one number", ["0001-first.sql", "0001-other.sql"], "0001-other.sql stands where 0002"],
  ["a wrong start", ["0000-none.sql"], "0000-none.sql stands where 0001"],
  ["a name without a number", ["0001-first.sql", "later.sql"], "later.sql stands where 0002"],
])("steps with %s are refused", (_, names, message) => {
  const folder = temporaryFolder();
  for (const name of names) writeFileSync(join(folder, name), "");
  expect(() => readMigrations(folder)).toThrow(message);
});

test("the steps of the package are found and make every table strict", () => {
  const db = inMemory();
  migrate(db, readMigrations(packageFile("migrations")), NOW);
  const lax = db.prepare(
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict AND name NOT LIKE 'sqlite_%'",
  );
  expect(lax.all()).toEqual([]);
});

function step(version: number, sql: string): Migration {
  return { version, name: `${String(version).padStart(4, "0")}-step.sql`, sql };
}

function inMemory(): Sqlite.Database {
  const db = new Sqlite(":memory:");
  onTestFinished(() => void db.close());
  return db;
}
