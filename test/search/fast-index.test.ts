import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FastIndex, type FastIndexEvent } from "../../src/search/fast-index.ts";
import type { SqliteStore } from "../../src/store/open.ts";
import { aChannel, aPost } from "../support/posts.ts";
import { aSmallDisk } from "../support/small-disk.ts";
import { aStore } from "../support/sqlite-store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

async function anArchive(
  posts: number,
): Promise<{ store: SqliteStore; save: (messageId: number) => Promise<void> }> {
  const store = await aStore();
  const { id } = await store.openChannel(aChannel());
  const post = (messageId: number) => aPost({ messageId, text: `пост номер ${messageId}` });
  await store.savePosts(
    id,
    Array.from({ length: posts }, (_, n) => post(n + 1)),
  );
  return { store, save: async (messageId) => void (await store.savePosts(id, [post(messageId)])) };
}

/** What happened until the index had caught up. */
async function started(store: SqliteStore, file: string | null) {
  const events: FastIndexEvent[] = [];
  const fast = new FastIndex(store.search, {
    file,
    signal: new AbortController().signal,
    onEvent: (event) => events.push(event),
  });
  await fast.catchUp();
  return { fast, events };
}

test("the index is made of the posts once, and loaded at the next start", async () => {
  const { store } = await anArchive(20);
  const file = join(temporaryFolder(), "index");
  expect((await started(store, file)).events).toMatchObject([
    { kind: "ready", from: "posts", posts: 20 },
    { kind: "saved", posts: 20 },
  ]);
  const again = await started(store, file);
  expect(again.events).toMatchObject([{ kind: "ready", from: "snapshot", posts: 20 }]);
  expect(await again.fast.inStep()).not.toBe(null);
});

test("a loaded index takes in what came after it was kept", async () => {
  const { store, save } = await anArchive(50);
  const file = join(temporaryFolder(), "index");
  await started(store, file);
  await save(51);
  expect((await started(store, file)).events).toMatchObject([{ kind: "ready", from: "snapshot", posts: 51 }]);
});

test("an index of another numbering is not used", async () => {
  const { store } = await anArchive(20);
  const file = join(temporaryFolder(), "index");
  await started(store, file);
  await store.startIndexAnew();
  while ((await store.indexWaiting(7)) > 0);
  expect((await started(store, file)).events).toMatchObject([
    { kind: "ready", from: "posts", posts: 20 },
    {},
  ]);
});

test("an index of another database is not used", async () => {
  const [one, other] = [await anArchive(20), await anArchive(30)];
  const file = join(temporaryFolder(), "index");
  await started(one.store, file);
  expect((await started(other.store, file)).events).toMatchObject([
    { kind: "ready", from: "posts", posts: 30 },
    {},
  ]);
});

test.each([
  ["cut", (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
  ["empty", () => Buffer.alloc(0)],
  [
    "changed",
    (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 40), Buffer.from("?"), bytes.subarray(41)]),
  ],
])("a kept index that was %s is made anew", async (_, damage) => {
  const { store } = await anArchive(20);
  const file = join(temporaryFolder(), "index");
  await started(store, file);
  writeFileSync(file, damage(readFileSync(file)));
  expect((await started(store, file)).events).toMatchObject([
    { kind: "ready", from: "posts", posts: 20 },
    {},
  ]);
});

test("a kept index that cannot be read costs time, not answers", async () => {
  const { store } = await anArchive(3);
  const { fast, events } = await started(store, temporaryFolder()); // a folder is no file
  expect(events).toMatchObject([{ kind: "failed" }, { kind: "ready", posts: 3 }, { kind: "failed" }]);
  expect(await fast.inStep()).not.toBe(null);
});

test.each<[string, (body: Buffer) => Buffer]>([
  ["noise", (body) => Buffer.from(body.map((_, at) => (at * 2_654_435_761) % 251))],
  ["a promise of more posts than there is memory for", () => Buffer.alloc(40, 0xff)],
  ["nothing", () => Buffer.alloc(0)],
])("a kept index whose digest is right but whose content is %s is made anew", async (_, lie) => {
  const { store } = await anArchive(20);
  const file = join(temporaryFolder(), "index");
  await started(store, file);
  const bytes = readFileSync(file);
  const { epoch } = await store.search.position();
  // The format, the epoch with its length, and three small numbers stay right.
  const head = bytes.subarray(0, 1 + 1 + Buffer.byteLength(epoch) + 3);
  const lying = Buffer.concat([head, lie(bytes.subarray(head.length, -32))]);
  writeFileSync(file, Buffer.concat([lying, createHash("sha256").update(lying).digest()]));
  const { fast, events } = await started(store, file);
  expect(events.find(({ kind }) => kind === "ready")).toMatchObject({ from: "posts", posts: 20 });
  expect(await fast.inStep()).not.toBe(null);
});

test("where posts cannot be read, the index is not tried with every question", async () => {
  const { store } = await anArchive(3);
  let reads = 0;
  const broken = {
    ...store.search,
    readingsAfter: () => {
      reads += 1;
      return Promise.reject(new Error("damaged"));
    },
  };
  const events: FastIndexEvent[] = [];
  const { signal } = new AbortController();
  const fast = new FastIndex(broken, { file: null, signal, onEvent: (event) => events.push(event) });
  for (let question = 0; question < 3; question++) {
    expect(await fast.inStep()).toBe(null);
    await fast.catchUp();
  }
  expect(reads).toBe(1);
  expect(events).toHaveLength(1);
});

test("where there is no room for it, the index is not kept, nothing is left of it, and questions are answered", async (context) => {
  const disk = aSmallDisk(context, 1 * 1024);
  disk.fill();
  const { store } = await anArchive(20);
  const { fast, events } = await started(store, join(disk.folder, "index"));
  expect(events).toMatchObject([
    { kind: "ready" },
    { kind: "failed", reason: expect.stringContaining("ENOSPC") },
  ]);
  expect(await fast.inStep()).not.toBe(null);
  expect(readdirSync(disk.folder)).toEqual(["ballast"]);
});

test("an index that is a few posts behind catches up before it is used", async () => {
  const { store, save } = await anArchive(3);
  const { fast } = await started(store, null);
  await save(4);
  const index = await fast.inStep();
  const number = store.search.vocabulary.numberOf("4") ?? -1;
  const found = await index?.candidates({
    terms: [{ stems: new Map([[number, 1]]), worth: 1 }],
    allowed: null,
    least: 0,
    leastOfBest: 0,
  });
  expect(found).toHaveLength(1);
});

test("while posts wait to be indexed, there is no index in memory", async () => {
  const { store } = await anArchive(20);
  const { fast } = await started(store, null);
  await store.startIndexAnew();
  expect(await fast.inStep()).toBe(null);
  while ((await store.indexWaiting(7)) > 0);
  await fast.catchUp();
  await fast.catchUp();
  expect(await fast.inStep()).not.toBe(null);
});
