import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { backUp } from "../../src/store/backup.ts";
import { holdDatabase } from "../../src/store/database-hold.ts";
import { openStore } from "../../src/store/open.ts";
import { openReader } from "../../src/store/open-reader.ts";
import { restoreBackup } from "../../src/store/restore.ts";
import { aDatabase, countIn } from "../support/databases.ts";
import { anOlderDatabase } from "../support/older-database.ts";
import { aChannel, aPost } from "../support/posts.ts";
import { aSmallDisk } from "../support/small-disk.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const NOW = new Date("2026-01-15T12:00:00Z");
const POSTS_IN_BACKUP = 3;

async function aBackup(): Promise<string> {
  const file = join(temporaryFolder(), "backup.db");
  await backUp(await aDatabase({ posts: POSTS_IN_BACKUP }), file);
  return file;
}

/** A database whose newest post is in its log only, as a bot leaves it that was killed. */
async function aKilledDatabase(): Promise<string> {
  const living = await aDatabase({ posts: 8 });
  const store = await openStore(`file:${living}`);
  onTestFinished(() => store.close());
  const { id } = await store.openChannel(aChannel());
  await store.savePosts(id, [aPost({ messageId: 100, text: "этот пост только в журнале" })]);
  const killed = join(temporaryFolder(), "kept.db");
  for (const ending of ["", "-wal"]) copyFileSync(living + ending, killed + ending);
  return killed;
}

function restore(database: string, backup: string, isForced = false) {
  return restoreBackup(`file:${database}`, backup, { isForced, now: NOW });
}

test("a backup is restored to where no database is", async () => {
  const database = join(temporaryFolder(), "new", "kept.db");
  const restored = await restore(database, await aBackup());
  expect(restored).toMatchObject({ database, putAside: null, contents: { posts: POSTS_IN_BACKUP } });
  const store = await openStore(`file:${database}`);
  onTestFinished(() => store.close());
  expect(await store.countPosts()).toBe(POSTS_IN_BACKUP);
});

test("a database that is there stays as it is without --force", async () => {
  const backup = await aBackup();
  const database = await aKilledDatabase();
  const before = readdirSync(dirname(database)).map((name) => readFileSync(join(dirname(database), name)));
  await expect(restore(database, backup)).rejects.toMatchObject({
    code: "DATABASE_EXISTS",
    hint: expect.stringContaining("--force"),
  });
  for (const [at, name] of ["kept.db", "kept.db-wal"].entries())
    expect(readFileSync(join(dirname(database), name)).equals(before[at] ?? Buffer.alloc(0))).toBe(true);
});

test("with --force the old database has another name, with what only its log had, and the log is gone", async () => {
  const backup = await aBackup();
  const database = await aKilledDatabase();
  const { putAside } = await restore(database, backup, true);
  expect(putAside).toBe(`${database}.before-20260115T120000Z`);
  expect(readdirSync(dirname(database)).sort()).toEqual(
    ["kept.db", "kept.db.before-20260115T120000Z", "kept.db.lock"].sort(),
  );
  expect(countIn(database, "posts")).toBe(POSTS_IN_BACKUP);
  expect(countIn(putAside ?? "", "posts")).toBe(9);
});

test("what was put aside can be restored, and then the other one is put aside", async () => {
  const database = await aKilledDatabase();
  const first = await restore(database, await aBackup(), true);
  const second = await restore(database, first.putAside ?? "", true);
  expect(countIn(database, "posts")).toBe(9);
  expect(second.putAside).toBe(`${first.putAside}-2`);
  expect(countIn(second.putAside ?? "", "posts")).toBe(POSTS_IN_BACKUP);
});

test("a damaged database is put aside with its log, which never gets into the new one", async () => {
  const database = await aKilledDatabase();
  const bytes = readFileSync(database).fill(0xa5, 0, 4096);
  writeFileSync(database, bytes);
  // Without the first page in its log nobody can read it.
  const log = readFileSync(`${database}-wal`).fill(0xa5, 0, 32);
  writeFileSync(`${database}-wal`, log);
  const { putAside } = await restore(database, await aBackup(), true);
  expect(readFileSync(putAside ?? "").equals(bytes)).toBe(true);
  expect(readFileSync(`${putAside}-wal`).equals(log)).toBe(true);
  expect(existsSync(`${database}-wal`)).toBe(false);
  expect(countIn(database, "posts")).toBe(POSTS_IN_BACKUP);
});

test("a log without its database is put aside, too", async () => {
  const killed = await aKilledDatabase();
  const database = join(temporaryFolder(), "kept.db");
  copyFileSync(`${killed}-wal`, `${database}-wal`);
  const backup = await aBackup();
  await expect(restore(database, backup)).rejects.toMatchObject({ code: "DATABASE_EXISTS" });
  const { putAside } = await restore(database, backup, true);
  expect(existsSync(`${putAside}-wal`)).toBe(true);
  expect(countIn(database, "posts")).toBe(POSTS_IN_BACKUP);
});

test("a backup of an older version is brought up to date", async () => {
  const url = await anOlderDatabase(4, async (store) => {
    const { id } = await store.openChannel(aChannel());
    await store.savePosts(id, [aPost()]);
  });
  const database = join(temporaryFolder(), "kept.db");
  const restored = await restore(database, url.replace("file:", ""));
  expect(restored.contents.version).toBe(4);
  expect(restored.version).toBeGreaterThan(4);
  const reader = await openReader(`file:${database}`);
  onTestFinished(() => reader.close());
  expect(await reader.countPosts()).toBe(1);
});

test("a restored database is of another history than its index, whatever numbers it comes to", async () => {
  const database = await aDatabase();
  const epochOf = async () => {
    const reader = await openReader(`file:${database}`);
    const { epoch } = await reader.search.state();
    await reader.close();
    return epoch;
  };
  const before = await epochOf();
  const backup = join(temporaryFolder(), "backup.db");
  await backUp(database, backup);
  await restore(database, backup, true);
  expect(await epochOf()).not.toBe(before);
});

test.each<[string, string, (backup: string) => void]>([
  ["cut off", "BACKUP_UNUSABLE", (backup) => cut(backup)],
  ["of noise in the middle", "BACKUP_UNUSABLE", (backup) => spoil(backup)],
  ["no database", "BACKUP_UNUSABLE", (backup) => writeFileSync(backup, "Это письмо. ".repeat(500))],
  ["empty", "BACKUP_UNUSABLE", (backup) => writeFileSync(backup, "")],
  ["another program's", "BACKUP_UNUSABLE", (backup) => change(backup, "PRAGMA application_id = 7")],
  ["of a newer version", "DATABASE_NEWER", (backup) => change(backup, "PRAGMA user_version = 999")],
])("a backup that is %s is refused, and the database is as it was", async (_what, code, change) => {
  const backup = await aBackup();
  change(backup);
  const database = await aDatabase({ posts: 5 });
  await expect(restore(database, backup, true)).rejects.toMatchObject({
    code,
    message: expect.stringContaining(basename(backup)),
  });
  expect(readdirSync(dirname(database)).filter((name) => /before|restoring/.test(name))).toEqual([]);
  expect(countIn(database, "posts")).toBe(5);
});

test("a backup that is not there, or is a folder, is refused", async () => {
  const folder = temporaryFolder();
  const code = "BACKUP_MISSING";
  await expect(restore(join(folder, "kept.db"), join(folder, "none.db"))).rejects.toMatchObject({ code });
  await expect(restore(join(folder, "kept.db"), folder)).rejects.toMatchObject({ code });
});

test("the database itself is no backup", async () => {
  const database = await aDatabase();
  await expect(restore(database, database, true)).rejects.toMatchObject({ code: "SAME_FILE" });
});

test("a file of another program is not put aside", async () => {
  const database = await aDatabase();
  change(database, "PRAGMA application_id = 7");
  await expect(restore(database, await aBackup(), true)).rejects.toMatchObject({ code: "DATABASE_FOREIGN" });
});

test("nothing is restored under a bot that is running", async () => {
  const database = await aDatabase({ posts: 5 });
  const hold = holdDatabase(`file:${database}`);
  onTestFinished(() => hold.release());
  await expect(restore(database, await aBackup(), true)).rejects.toMatchObject({ code: "DATABASE_IN_USE" });
  expect(countIn(database, "posts")).toBe(5);
});

test("nothing is restored under any other process that has the database open", async () => {
  const database = await aDatabase({ posts: 5 });
  const store = await openStore(`file:${database}`);
  onTestFinished(() => store.close());
  await expect(restore(database, await aBackup(), true)).rejects.toMatchObject({ code: "DATABASE_LOCKED" });
  expect(await store.countPosts()).toBe(5);
});

test("a full disk leaves the database as it was, and nothing half restored", async (context) => {
  const disk = aSmallDisk(context, 4096);
  const backup = await aBackup();
  const database = await aDatabase({ posts: 5, file: join(disk.folder, "kept.db") });
  disk.fill();
  await expect(restore(database, backup, true)).rejects.toMatchObject({ code: "STORE_FULL" });
  expect(existsSync(`${database}.restoring`)).toBe(false);
  disk.makeRoom();
  expect(countIn(database, "posts")).toBe(5);
});

test("a restore that is told to stop leaves the database as it was", async () => {
  const database = await aDatabase({ posts: 5 });
  const stopping = new AbortController();
  const stopped = restoreBackup(`file:${database}`, await aBackup(), {
    isForced: true,
    now: NOW,
    signal: stopping.signal,
    onProgress: () => stopping.abort(),
  });
  await expect(stopped).rejects.toMatchObject({ code: "RESTORE_INTERRUPTED" });
  expect(readdirSync(dirname(database)).filter((name) => /restoring/.test(name))).toEqual([]);
});

test("what a killed restore has left is no start from nothing, and the next restore does it", async () => {
  const backup = await aBackup();
  const database = join(temporaryFolder(), "kept.db");
  writeFileSync(`${database}.restoring`, "half");
  await expect(openStore(`file:${database}`)).rejects.toMatchObject({ code: "RESTORE_UNFINISHED" });
  await restore(database, backup);
  expect(countIn(database, "posts")).toBe(POSTS_IN_BACKUP);
});

test("a restored database may be read by whom the old one could be read by", async () => {
  const database = await aDatabase();
  const { mode } = statSync(database);
  await restore(database, await aBackup(), true);
  expect(statSync(database).mode).toBe(mode);
});

function cut(file: string): void {
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.subarray(0, Math.floor(bytes.length / 2 / 4096) * 4096));
}

function spoil(file: string): void {
  writeFileSync(file, readFileSync(file).fill(0xa5, 8 * 4096, 30 * 4096));
}

function change(file: string, sql: string): void {
  const db = new Sqlite(file);
  db.exec(sql);
  db.close();
}
