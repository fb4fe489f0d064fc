import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { Connection } from "../../src/store/connection.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

function aConnection() {
  const file = join(temporaryFolder(), "test.db");
  const db = new Sqlite(file);
  onTestFinished(() => void db.close());
  db.exec("CREATE TABLE words (word TEXT PRIMARY KEY) STRICT");
  const connection = new Connection(db, file);
  const insert = db.prepare<[string]>("INSERT INTO words VALUES (?)");
  const words = () => db.prepare<[], string>("SELECT word FROM words ORDER BY word").pluck().all();
  return {
    db,
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
