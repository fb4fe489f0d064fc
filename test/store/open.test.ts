import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { Connection } from "../../src/store/connection.ts";
import { checkDatabase, openDatabase } from "../../src/store/database.ts";
import { inboxIn } from "../../src/store/inbox.ts";
import { openStore } from "../../src/store/open.ts";
import { openReader } from "../../src/store/open-reader.ts";
import { aChannel, aPost } from "../support/posts.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { waitingIn } from "../support/waiting-updates.ts";

test("a database is made with its folders, and is there when it is opened again", async () => {
  const file = join(temporaryFolder(), "new", "folder", "kept.db");
  await fill(file, 3);
  const again = await opened(`file:${file}`);
  expect(await again.countPosts()).toBe(3);
});

test("a relative path is looked up in the current folder", async () => {
  const folder = temporaryFolder();
  const home = process.cwd();
  onTestFinished(() => process.chdir(home));
  process.chdir(folder);
  await opened("file:var/inforetriever.db");
  expect(existsSync(join(folder, "var/inforetriever.db"))).toBe(true);
});

test("a path may be written as a file URL, with spaces escaped", async () => {
  const folder = temporaryFolder();
  await opened(`file://${folder}/with%20space.db`);
  expect(existsSync(join(folder, "with space.db"))).toBe(true);
});

test("a database in memory leaves no file", async () => {
  const store = await opened("file::memory:");
  await store.accept([{ update_id: 1 }]);
  expect(await waitingIn(store)).toHaveLength(1);
  expect(existsSync(":memory:")).toBe(false);
});

test.each(["var/x.db", "", "file:", "file:x.db?mode=ro", "file://host/x.db", "https://example.org/x"])(
  "%j is refused as an address of a database",
  async (url) => {
    await expect(openStore(url)).rejects.toMatchObject({
      code: "DATABASE_URL_INVALID",
      hint: expect.stringContaining("file:"),
    });
  },
);

test("the address of a database server is refused without repeating its password", async () => {
  const refusal = await openStore("postgres://me:secret@db/posts").catch(String);
  expect(refusal).toContain("postgres://…@db/posts");
  expect(refusal).not.toContain("secret");
});

test("closing twice is fine", async () => {
  const store = await openStore("file::memory:");
  await store.close();
  await store.close();
});

test("every commit reaches the disk before it is acknowledged, through a WAL", () => {
  const db = openDatabase(join(temporaryFolder(), "kept.db"), {});
  onTestFinished(() => void db.close());
  expect(db.pragma("journal_mode", { simple: true })).toBe("wal");
  expect(db.pragma("synchronous", { simple: true })).toBe(2); // FULL
  expect(db.pragma("foreign_keys", { simple: true })).toBe(1);
});

test("a file that is not a database is refused and left as it is", async () => {
  const file = join(temporaryFolder(), "letter.db");
  const letter = "Это письмо, а не база данных. ".repeat(200);
  writeFileSync(file, letter);
  await expect(openStore(`file:${file}`)).rejects.toMatchObject({
    code: "DATABASE_DAMAGED",
    message: expect.stringContaining(file),
  });
  expect(readFileSync(file, "utf8")).toBe(letter);
});

test("a damaged database is refused and left as it is", async () => {
  const file = join(temporaryFolder(), "kept.db");
  await fill(file, 200);
  truncateSync(file, Math.floor(statSync(file).size / 2 / 4096) * 4096);
  const damaged = readFileSync(file);
  await expect(openStore(`file:${file}`)).rejects.toMatchObject({ code: "DATABASE_DAMAGED" });
  expect(readFileSync(file).equals(damaged)).toBe(true);
});

test("a page full of noise is found when the database is opened", async () => {
  const file = join(temporaryFolder(), "kept.db");
  await fill(file, 200);
  const bytes = readFileSync(file);
  bytes.fill(0xa5, 8 * 4096, 40 * 4096);
  writeFileSync(file, bytes);
  await expect(openStore(`file:${file}`)).rejects.toMatchObject({ code: "DATABASE_DAMAGED" });
});

test("an empty file is not taken for a new database", async () => {
  const file = join(temporaryFolder(), "kept.db");
  writeFileSync(file, "");
  await expect(openStore(`file:${file}`)).rejects.toMatchObject({ code: "DATABASE_DAMAGED" });
  expect(statSync(file).size).toBe(0);
});

test("a log without its database is not thrown away", async () => {
  const file = join(temporaryFolder(), "kept.db");
  const store = await opened(`file:${file}`);
  await store.accept([{ update_id: 1 }]);
  const log = readFileSync(`${file}-wal`);
  await store.close();
  rmSync(file);
  writeFileSync(`${file}-wal`, log);
  await expect(openStore(`file:${file}`)).rejects.toMatchObject({ code: "DATABASE_DAMAGED" });
  expect(readFileSync(`${file}-wal`).equals(log)).toBe(true);
});

test("a database of another program is refused and left as it is", async () => {
  const file = join(temporaryFolder(), "notes.db");
  const other = connect(file);
  other.exec("CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('молоко')");
  const before = readFileSync(file);
  await expect(openStore(`file:${file}`)).rejects.toMatchObject({ code: "DATABASE_FOREIGN" });
  expect(readFileSync(file).equals(before)).toBe(true);
});

test("a database of a newer version is refused and left as it is", async () => {
  const file = join(temporaryFolder(), "kept.db");
  await fill(file, 1);
  const newer = connect(file);
  newer.pragma("user_version = 999");
  newer.close();
  const before = readFileSync(file);
  await expect(openStore(`file:${file}`)).rejects.toMatchObject({ code: "DATABASE_NEWER" });
  expect(readFileSync(file).equals(before)).toBe(true);
});

test("a folder in place of the database, or a file in place of its folder, is refused", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "folder.db"));
  writeFileSync(join(folder, "file"), "");
  const code = "DATABASE_UNWRITABLE";
  await expect(openStore(`file:${folder}/folder.db`)).rejects.toMatchObject({ code });
  await expect(openStore(`file:${folder}/file/x.db`)).rejects.toMatchObject({ code });
});

test("a database that another program holds is refused after a short wait", async () => {
  const file = join(temporaryFolder(), "kept.db");
  await fill(file, 1);
  const holder = connect(file);
  holder.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
  await expect(openStore(`file:${file}`)).rejects.toMatchObject({ code: "DATABASE_LOCKED" });
});

test("a store opened for reading reads, while another one writes or when nobody does", async () => {
  const file = join(temporaryFolder(), "kept.db");
  await fill(file, 2);
  const reader = await reading(`file:${file}`);
  expect(await reader.countPosts()).toBe(2);
  await fill(file, 5);
  expect(await reader.countPosts()).toBe(5);
});

test("a store opened for reading does not make a database", async () => {
  const file = join(temporaryFolder(), "none.db");
  await expect(openReader(`file:${file}`)).rejects.toMatchObject({
    code: "DATABASE_MISSING",
  });
  expect(existsSync(file)).toBe(false);
});

test("a store opened for reading knows an empty file and a lost database from a missing one", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "empty.db"), "");
  writeFileSync(join(folder, "lost.db-wal"), "log");
  for (const name of ["empty.db", "lost.db"]) {
    await expect(openReader(`file:${join(folder, name)}`)).rejects.toMatchObject({
      code: "DATABASE_DAMAGED",
    });
  }
});

test("a store in memory cannot be opened for reading: nothing is in it", async () => {
  await expect(openReader("file::memory:")).rejects.toMatchObject({
    code: "DATABASE_MISSING",
  });
});

test("a store opened for reading neither waits for a writer nor holds one up", async () => {
  const file = join(temporaryFolder(), "kept.db");
  await fill(file, 2);
  const writer = connect(file);
  writer.exec("BEGIN IMMEDIATE; UPDATE post_sequence SET value = value + 1");
  const reader = await reading(`file:${file}`);
  expect(await reader.countPosts()).toBe(2);
  writer.exec("COMMIT");
});

test("a store opened for reading sees what a killed process left in the log", async () => {
  const folder = temporaryFolder();
  const [file, left] = [join(folder, "kept.db"), join(folder, "left.db")];
  await fill(file, 1);
  const writer = await opened(`file:${file}`);
  await writer.accept([{ update_id: 1 }]);
  await writer.savePosts(1, [aPost({ messageId: 2, text: "только в журнале" })]);
  copyFileSync(file, left);
  copyFileSync(`${file}-wal`, `${left}-wal`);
  const reader = await reading(`file:${left}`);
  expect(await reader.countPosts()).toBe(2);
});

test("a full disk is told as such, and what was kept before stays", async () => {
  const file = join(temporaryFolder(), "kept.db");
  const store = await opened(`file:${file}`);
  await store.accept([{ update_id: 1 }]);
  const db = connect(file);
  // SQLite reports reaching this limit exactly as it reports a full disk.
  db.pragma(`max_page_count = ${db.pragma("page_count", { simple: true })}`);
  const inbox = inboxIn(new Connection(db, file), () => new Date());
  const large = { update_id: 2, text: "х".repeat(100_000) };
  await expect(inbox.accept([large])).rejects.toMatchObject({
    code: "STORE_FULL",
    message: expect.stringContaining(file),
    cause: expect.objectContaining({ code: "SQLITE_FULL" }),
  });
  expect(await waitingIn(inbox)).toEqual([{ update_id: 1 }]);
});

async function opened(...args: Parameters<typeof openStore>): ReturnType<typeof openStore> {
  const store = await openStore(...args);
  onTestFinished(() => store.close());
  return store;
}

async function reading(...args: Parameters<typeof openReader>): ReturnType<typeof openReader> {
  const reader = await openReader(...args);
  onTestFinished(() => reader.close());
  return reader;
}

/** Saves posts 1…count and closes. */
async function fill(file: string, count: number): Promise<void> {
  const store = await openStore(`file:${file}`);
  const { id } = await store.openChannel(aChannel());
  const posts = Array.from({ length: count }, (_, at) =>
    aPost({ messageId: at + 1, text: `пост ${at + 1} `.repeat(60) }),
  );
  await store.savePosts(id, posts);
  await store.close();
}

function connect(file: string): Sqlite.Database {
  const db = new Sqlite(file);
  onTestFinished(() => void db.close());
  return db;
}

test("a database of some size is checked at once after a crash, which leaves its log, and later where it was closed", async () => {
  const file = join(temporaryFolder(), "some-size.db");
  await fill(file, 1);
  const db = new Sqlite(file);
  onTestFinished(() => void db.close());
  db.exec("CREATE TABLE ballast (content BLOB); INSERT INTO ballast VALUES (zeroblob(5000000))");
  const left = join(temporaryFolder(), "left-by-a-crash.db");
  for (const end of ["", "-wal"]) copyFileSync(file + end, left + end);
  db.close();
  expect((await opened(`file:${file}`, { checksLater: true })).isChecked).toBe(false);
  expect((await opened(`file:${left}`, { checksLater: true })).isChecked).toBe(true);
  expect((await opened(`file:${file}`)).isChecked).toBe(true);
});

test("a large database is opened at once and checked afterwards", async () => {
  const file = join(temporaryFolder(), "large.db");
  await fill(file, 1);
  const db = new Sqlite(file);
  db.exec("CREATE TABLE ballast (content BLOB); INSERT INTO ballast VALUES (zeroblob(70000000))");
  db.pragma("journal_mode = DELETE");
  db.close();
  expect(() => checkDatabase(file)).not.toThrow();
  // In the middle of the ballast: the chain of its pages breaks, and everything else is whole.
  const bytes = openSync(file, "r+");
  writeSync(bytes, Buffer.alloc(4096, 0xff), 0, 4096, 4096 * 10_000);
  closeSync(bytes);
  const store = await opened(`file:${file}`, { checksLater: true });
  expect(store.isChecked).toBe(false);
  expect(() => checkDatabase(file)).toThrow("is damaged");
  await expect(opened(`file:${file}`)).rejects.toThrow("is damaged");
});
