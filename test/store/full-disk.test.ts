import { chmodSync, copyFileSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, onTestFinished, type TestContext, test } from "vitest";
import { importArchives } from "../../src/channel/import.ts";
import { openStore } from "../../src/store/open.ts";
import { openReader } from "../../src/store/open-reader.ts";
import { archiveFile, desktopJson, jsonMessage } from "../support/archives.ts";
import { anOlderDatabase } from "../support/older-database.ts";
import { aChannel, aPost } from "../support/posts.ts";
import { aSmallDisk, type SmallDisk } from "../support/small-disk.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { waitingIn } from "../support/waiting-updates.ts";

/** A database with one update on a small disk, closed in good order: no log stands beside it. */
async function aKeptDatabase(context: TestContext): Promise<{ disk: SmallDisk; file: string }> {
  const disk = aSmallDisk(context, 8 * 1024);
  const file = join(disk.folder, "kept.db");
  const store = await openStore(`file:${file}`);
  await store.accept([{ update_id: 1 }]);
  await store.close();
  return { disk, file };
}

test("a full disk at the start is told as such, and harms nothing", async (context) => {
  const { disk, file } = await aKeptDatabase(context);
  disk.fill();
  const before = readFileSync(file);
  await expect(openStore(`file:${file}`)).rejects.toMatchObject({ code: "STORE_FULL" });
  await expect(openReader(`file:${file}`)).rejects.toMatchObject({ code: "STORE_FULL" });
  await expect(openStore(`file:${disk.folder}/new.db`)).rejects.toMatchObject({ code: "STORE_FULL" });
  expect(readFileSync(file).equals(before)).toBe(true);
  disk.makeRoom();
  const store = await openStore(`file:${file}`);
  expect(await waitingIn(store)).toEqual([{ update_id: 1 }]);
  await store.close();
});

test("a full disk in the middle of an upgrade leaves the database as it was, to be upgraded later", async (context) => {
  const disk = aSmallDisk(context, 8 * 1024);
  const file = join(disk.folder, "older.db");
  const older = await anOlderDatabase(1, async (store) => {
    const { id } = await store.openChannel(aChannel());
    const posts = Array.from({ length: 200 }, (_, at) => aPost({ messageId: at + 1, text: `пост ${at}` }));
    await store.savePosts(id, posts);
  });
  copyFileSync(older.replace(/^file:/, ""), file);
  // What the log is read by, and the first pages of the log, find room.
  disk.fill(file, 120 * 1024);
  await expect(openStore(`file:${file}`)).rejects.toMatchObject({ code: "STORE_FULL" });
  disk.makeRoom();
  const store = await openStore(`file:${file}`);
  expect(await store.countPosts()).toBe(200);
  await store.close();
});

test("an import that fills the disk says so, keeps what was saved, and goes on where it stopped", async (context) => {
  const disk = aSmallDisk(context, 16 * 1024);
  const file = join(disk.folder, "kept.db");
  const store = await openStore(`file:${file}`);
  onTestFinished(() => store.close());
  disk.fill(file, 640 * 1024);
  const messages = Array.from({ length: 600 }, (_, at) => {
    const text = `Запись ${at} о рекомендациях, разных и длинных. ${"слово ".repeat(20)}${at}`;
    return jsonMessage(at + 1, { text, text_entities: [{ type: "plain", text }] });
  });
  const archive = await archiveFile(desktopJson(messages));
  const options = { now: new Date(), fetch, signal: new AbortController().signal };
  const [first] = await importArchives([archive], { store, options });
  expect(first?.failure).toMatchObject({ code: "STORE_FULL", hint: expect.stringContaining("Make room") });
  const saved = first?.channels[0]?.read ?? 0;
  expect(saved).toBeGreaterThan(0);
  expect(await store.countPosts()).toBe(saved);
  disk.makeRoom();
  await store.untilWritable(AbortSignal.timeout(5_000));
  const [second] = await importArchives([archive], { store, options });
  expect(second?.failure).toBeNull();
  expect(second?.channels[0]?.outcomes).toMatchObject({ unchanged: saved, new: messages.length - saved });
});

test("a disk that can only be read is told at the start", async (context) => {
  const { disk, file } = await aKeptDatabase(context);
  disk.makeReadonly();
  await expect(openStore(`file:${file}`)).rejects.toMatchObject({ code: "DATABASE_UNWRITABLE" });
  await expect(openStore(`file:${disk.folder}/new.db`)).rejects.toMatchObject({
    code: "DATABASE_UNWRITABLE",
  });
});

test.each([
  ["the file", (file: string) => chmodSync(file, 0o400)],
  ["its folder", (file: string) => chmodSync(dirname(file), 0o500)],
])(
  "without leave to write %s nobody starts",
  {
    skip: isRoot(), // whom nobody forbids anything
  },
  async (_, forbid) => {
    const file = join(temporaryFolder(), "kept", "kept.db");
    await (await openStore(`file:${file}`)).close();
    forbid(file);
    onTestFinished(() => chmodSync(dirname(file), 0o700));
    await expect(openStore(`file:${file}`)).rejects.toMatchObject({ code: "DATABASE_UNWRITABLE" });
  },
);

function isRoot(): boolean {
  return process.getuid?.() === 0;
}
