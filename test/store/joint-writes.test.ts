import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { Connection, type ConnectionOptions } from "../../src/store/connection.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

function aConnection(options: ConnectionOptions = {}) {
  const file = join(temporaryFolder(), "test.db");
  const db = new Sqlite(file, { timeout: 0 });
  onTestFinished(() => void db.close());
  db.exec("CREATE TABLE words (word TEXT PRIMARY KEY) STRICT");
  const connection = new Connection(db, file, options);
  const insert = db.prepare<[string]>("INSERT INTO words VALUES (?)");
  const words = () => db.prepare<[], string>("SELECT word FROM words ORDER BY word").pluck().all();
  return {
    db,
    file,
    connection,
    words,
    write: (word: string) => connection.writeJointly(() => insert.run(word).changes),
  };
}

test("writes that come together are all kept when each promise resolves, in their order", async () => {
  const { words, write } = aConnection();
  const told: string[] = [];
  const all = Array.from({ length: 50 }, (_, at) => String(at).padStart(2, "0"));
  await Promise.all(all.map((word) => write(word).then(() => told.push(word))));
  expect(words()).toEqual(all);
  expect(told).toEqual(all);
});

test("one that fails is undone by itself, and says so to its caller alone", async () => {
  const { connection, db, words, write } = aConnection();
  const halfDone = connection.writeJointly(() => {
    db.prepare("INSERT INTO words VALUES ('half')").run();
    throw new Error("no more");
  });
  const outcomes = await Promise.allSettled([write("a"), halfDone, write("a"), write("b")]);
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected", "fulfilled"]);
  expect(words()).toEqual(["a", "b"]);
});

test("where the disk is full none of them counts as kept, and later ones are tried anew", async () => {
  const { db, words, write } = aConnection();
  db.pragma("max_page_count = 4");
  const large = "x".repeat(20_000);
  const outcomes = await Promise.allSettled([write("a"), write(large), write("b")]);
  const kept = outcomes.flatMap(({ status }, at) => (status === "fulfilled" ? [["a", large, "b"][at]] : []));
  expect(words()).toEqual(kept);
  expect(outcomes[1]).toMatchObject({ reason: { code: "STORE_FULL" } });
  db.pragma("max_page_count = 1000");
  await write("c");
  expect(words()).toContain("c");
});

test("whoever settles waits for all that is pending", async () => {
  const { connection, words, write } = aConnection();
  const writing = Array.from({ length: 40 }, (_, at) => write(`word ${at}`));
  await connection.settle();
  expect(words()).toHaveLength(40);
  await Promise.all(writing);
});

test("a write waits for another program's, and nobody else waits with it", async () => {
  const { connection, db, file, words, write } = aConnection();
  const other = lock(file);
  const writing = [write("a"), connection.write(() => db.exec("INSERT INTO words VALUES ('b')")), write("c")];
  let turns = 0;
  // Others have their turn, again and again.
  while (turns < 20) await new Promise((resolve) => setTimeout(resolve, ++turns));
  expect(words()).toEqual([]);
  other.exec("ROLLBACK");
  await Promise.all(writing);
  expect(words()).toEqual(["a", "b", "c"]);
});

test("a write that has waited long enough fails, and so do those that waited with it", async () => {
  const failures: unknown[] = [];
  const { connection, file, words, write } = aConnection({
    lockPatienceMs: () => 60,
    onFailure: (error) => failures.push(error),
  });
  const other = lock(file);
  const outcomes = await Promise.allSettled([write("a"), write("b"), connection.write(() => undefined)]);
  expect(outcomes).toMatchObject(
    Array.from({ length: 3 }, () => ({ status: "rejected", reason: { code: "DATABASE_LOCKED" } })),
  );
  expect(failures).toHaveLength(3);
  other.exec("ROLLBACK");
  await write("c");
  expect(words()).toEqual(["c"]);
});

test("nobody is told that something is kept where a look afterwards says that it is not", async () => {
  const { connection, write } = aConnection({
    check: () => {
      throw new Error("the file is gone");
    },
  });
  await expect(write("a")).rejects.toThrow("the file is gone");
  await expect(connection.write(() => undefined)).rejects.toThrow("the file is gone");
});

function lock(file: string): Sqlite.Database {
  const other = new Sqlite(file);
  onTestFinished(() => void other.close());
  other.exec("BEGIN IMMEDIATE");
  return other;
}
