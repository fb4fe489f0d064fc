import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import Sqlite from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { backUp } from "../../src/store/backup.ts";
import { backUpInto, newestBackup } from "../../src/store/backup-folder.ts";
import { openStore } from "../../src/store/open.ts";
import { restoreBackup } from "../../src/store/restore.ts";
import { aDatabase, countIn, lookAt } from "../support/databases.ts";
import { aSmallDisk } from "../support/small-disk.ts";
import { ANNA, anAlert, toSave } from "../support/subscriptions.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const NOW = new Date("2026-01-15T12:00:00Z");

test("a backup made while another process writes restores to all that was acknowledged before, and nothing by halves", async () => {
  const database = await aDatabase({ posts: 700 });
  const writer = await aWriter(database);
  const watcher = new Sqlite(database, { readonly: true });
  onTestFinished(() => void watcher.close());
  const newest = watcher.prepare<[], number>("SELECT max(update_id) FROM updates").pluck();
  const acknowledged = writer.acknowledged();
  let written = 0;
  let steps = 0;
  const { file } = await backUp(database, join(temporaryFolder(), "copy.db"), {
    onProgress: () => {
      written = waitForNewer(written, () => newest.get() ?? 0);
      steps += 1;
    },
  });
  await writer.end();

  const restored = join(temporaryFolder(), "restored.db");
  const { contents } = await restoreBackup(`file:${restored}`, file, { isForced: false, now: NOW });
  expect(steps).toBeGreaterThan(3);
  expect(contents).toMatchObject({ posts: 700, updates: expect.any(Number) });
  expect(contents.updates).toBeGreaterThanOrEqual(acknowledged);
  expect(contents.updates).toBeLessThan(written);
  const numbers = Array.from({ length: contents.updates }, (_, at) => at + 1);
  const numbersIn = (table: string, column: string) =>
    lookAt(restored, (db) => db.prepare(`SELECT ${column} FROM ${table} ORDER BY 1`).pluck().all());
  expect(numbersIn("updates", "update_id")).toEqual(numbers);
  expect(numbersIn("chats", "chat_id")).toEqual(numbers);
  const [before, after] = [database, restored].map((kept) =>
    lookAt(kept, (db) => db.prepare("SELECT * FROM posts ORDER BY id").all()),
  );
  expect(after).toEqual(before);
});

test("a backup is one file that its owner alone may read, and says what is in it", async () => {
  const database = await aDatabase({
    posts: 4,
    fill: async (store) => {
      await store.accept([{ update_id: 1 }, { update_id: 2 }]);
      await store.saveDigest(ANNA, toSave());
      await store.addAlert(ANNA, anAlert("рексис"));
    },
  });
  const file = join(temporaryFolder(), "new", "copy.db");
  const backup = await backUp(database, file);
  expect(backup).toMatchObject({ file, bytes: statSync(file).size });
  expect(backup.contents).toMatchObject({ posts: 4, updates: 2, subscriptions: 2 });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
  expect(countIn(file, "posts")).toBe(4);
  expect(readdirSync(dirname(file))).toEqual(["copy.db"]);
});

test("the newest backups of a database are left in a folder, and whatever else is there", async () => {
  const database = await aDatabase();
  const folder = temporaryFolder();
  const others = [
    "kept-20260101T000000Z.db.old",
    "other-20250101T000000Z.db",
    "kept.db",
    "kept-20261301T000000Z.db",
  ];
  for (const name of others) writeFileSync(join(folder, name), "somebody's");
  const removed: (readonly string[])[] = [];
  for (const day of [10, 11, 12, 13]) {
    const now = new Date(Date.UTC(2026, 0, day, 3, 30));
    removed.push((await backUpInto({ database, folder, keep: 2, now })).removed);
  }
  expect(removed).toEqual([[], [], ["kept-20260110T033000Z.db"], ["kept-20260111T033000Z.db"]]);
  const left = ["kept-20260112T033000Z.db", "kept-20260113T033000Z.db"];
  expect(readdirSync(folder).sort()).toEqual([...others, ...left].sort());
  expect(newestBackup(database, folder)).toEqual(new Date("2026-01-13T03:30:00Z"));
});

test("a backup of a clock that was ahead does not cost the one that was just made", async () => {
  const database = await aDatabase();
  const folder = temporaryFolder();
  await backUpInto({ database, folder, keep: 1, now: new Date("2036-01-01T00:00:00Z") });
  const { removed } = await backUpInto({ database, folder, keep: 1, now: NOW });
  expect(removed).toEqual(["kept-20360101T000000Z.db"]);
  expect(readdirSync(folder)).toEqual(["kept-20260115T120000Z.db"]);
});

test("what a killed backup has left goes a day later", async () => {
  const database = await aDatabase();
  const folder = temporaryFolder();
  const [old, fresh] = ["kept-20260110T033000Z.db.partial", "kept-20260115T113000Z.db.partial"];
  for (const name of [old, fresh, "notes.partial"]) writeFileSync(join(folder, name), "half");
  utimesSync(join(folder, old), new Date("2026-01-10"), new Date("2026-01-10"));
  utimesSync(join(folder, fresh), NOW, NOW);
  const { removed } = await backUpInto({ database, folder, keep: 7, now: NOW });
  expect(removed).toEqual([old]);
  expect(readdirSync(folder).sort()).toEqual(["kept-20260115T120000Z.db", fresh, "notes.partial"].sort());
});

test("a backup never replaces a file", async () => {
  const database = await aDatabase();
  const file = join(temporaryFolder(), "letter.txt");
  writeFileSync(file, "a letter");
  await expect(backUp(database, file)).rejects.toMatchObject({ code: "BACKUP_EXISTS" });
  expect(readFileSync(file, "utf8")).toBe("a letter");
});

test("a database that is not there is not backed up, and not made", async () => {
  const folder = temporaryFolder();
  const failed = backUp(join(folder, "none.db"), join(folder, "copy.db"));
  await expect(failed).rejects.toMatchObject({ code: "DATABASE_MISSING" });
  expect(readdirSync(folder)).toEqual([]);
});

test("a folder that cannot be written is told", async () => {
  const database = await aDatabase();
  const inTheWay = join(temporaryFolder(), "file");
  writeFileSync(inTheWay, "");
  const failed = backUp(database, join(inTheWay, "copy.db"));
  await expect(failed).rejects.toMatchObject({
    code: "BACKUP_UNWRITABLE",
    message: expect.stringContaining(inTheWay),
  });
});

test("a full disk leaves nothing of a backup, and all older ones", async (context) => {
  const disk = aSmallDisk(context, 2048);
  const database = await aDatabase({ posts: 200 });
  const plan = { database, folder: disk.folder, keep: 1 };
  const { file } = await backUpInto({ ...plan, now: new Date("2026-01-14T12:00:00Z") });
  disk.fill();
  const names = readdirSync(disk.folder);
  await expect(backUpInto({ ...plan, now: NOW })).rejects.toMatchObject({
    code: "BACKUP_UNWRITABLE",
    message: expect.stringContaining("disk is full"),
  });
  expect(readdirSync(disk.folder)).toEqual(names);
  expect(countIn(file, "posts")).toBe(200);
});

test("a copy of a damaged database is thrown away, and older ones stay", async () => {
  const database = await aDatabase({ posts: 300 });
  const folder = temporaryFolder();
  await backUpInto({ database, folder, keep: 1, now: new Date("2026-01-14T12:00:00Z") });
  const bytes = readFileSync(database);
  bytes.fill(0xa5, 40 * 4096, 60 * 4096);
  writeFileSync(database, bytes);
  const failed = backUpInto({ database, folder, keep: 1, now: NOW });
  await expect(failed).rejects.toMatchObject({
    code: expect.stringMatching(/^(?:BACKUP|DATABASE)_DAMAGED$/),
  });
  expect(readdirSync(folder)).toEqual(["kept-20260114T120000Z.db"]);
});

test("nothing is left of a backup that is told to stop", async () => {
  const database = await aDatabase({ posts: 300 });
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  const stopping = new AbortController();
  const stopped = backUp(database, join(folder, "copy.db"), {
    signal: stopping.signal,
    onProgress: () => stopping.abort(),
  });
  await expect(stopped).rejects.toMatchObject({ code: "BACKUP_INTERRUPTED" });
  expect(readdirSync(folder)).toEqual([]);
});

test("a backup has what only the log of a running bot has", async () => {
  const database = await aDatabase();
  const store = await openStore(`file:${database}`);
  onTestFinished(() => store.close());
  await store.accept([{ update_id: 7 }]);
  const { contents } = await backUp(database, join(temporaryFolder(), "copy.db"));
  expect(contents.updates).toBe(1);
});

const WRITER = fileURLToPath(new URL("../support/writer.mjs", import.meta.url));

/** A process that writes the database, and has begun to. */
async function aWriter(database: string) {
  const child: ChildProcess = spawn(process.execPath, [WRITER, database], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let acknowledged = 0;
  createInterface({ input: child.stdout ?? process.stdin }).on("line", (line) => {
    acknowledged = Number(line);
  });
  await expect.poll(() => acknowledged).toBeGreaterThan(20);
  return {
    acknowledged: () => acknowledged,
    end: async () => {
      child.stdin?.end();
      await once(child, "exit");
    },
  };
}

/** So somebody else commits between any two steps. */
function waitForNewer(than: number, newest: () => number): number {
  const nobody = new Int32Array(new SharedArrayBuffer(4));
  for (let found = newest(); ; found = newest()) {
    if (found > than) return found;
    Atomics.wait(nobody, 0, 0, 1);
  }
}
