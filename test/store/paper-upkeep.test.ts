import { join } from "node:path";
import { Writable } from "node:stream";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { indexWaiting } from "../../src/engine/index-upkeep.ts";
import type { PaperReader } from "../../src/papers/paper-notes.ts";
import { openStore, type SqliteStore } from "../../src/store/open.ts";
import { openReader } from "../../src/store/open-reader.ts";
import { anOlderDatabase } from "../support/older-database.ts";
import { bracketReader } from "../support/paper-reader.ts";
import { aChannel, aPost } from "../support/posts.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const NOW = new Date("2025-03-01T12:00:00Z");
const TEXTS = ["[HSTU] от XX", "<TIGER> и [SASRec]", "ничего", "<BERT4Rec> и GR"];
const SQUARE = bracketReader();
const POINTED = bracketReader({ stamp: "pointed", titles: /<([^>]+)>/g });

async function fill(store: SqliteStore, texts = TEXTS): Promise<void> {
  const { id } = await store.openChannel(aChannel());
  await store.savePosts(
    id,
    texts.map((text, at) => aPost({ messageId: at + 1, text })),
  );
}

async function edit(store: SqliteStore, messageId: number, text: string): Promise<void> {
  const { id } = await store.openChannel(aChannel());
  await store.savePosts(id, [aPost({ messageId, text, editedAt: "2025-03-02T09:00:00Z" })]);
}

test("posts of an older database wait, are read a few at a time, and are said to be missing until then", async () => {
  const store = await opened(await anOlderDatabase(4, fill), SQUARE);
  const before = await store.papers.paperPosition();
  expect(before).toMatchObject({ isComplete: false });
  expect(await contents(store)).toEqual({ titles: [], names: [] });
  expect(await store.readWaitingForPapers(3)).toBe(3);
  expect(await contents(store)).toMatchObject({ titles: ["HSTU", "SASRec"] });
  expect(await store.readWaitingForPapers(3)).toBe(1);
  expect(await store.papers.paperPosition()).toMatchObject({ isComplete: false });
  expect(await store.readWaitingForPapers(3)).toBe(0);
  const after = await store.papers.paperPosition();
  expect(after).toMatchObject({ isComplete: true, sequence: before.sequence });
  expect(after.epoch).not.toBe(before.epoch);
  expect(await contents(store)).toEqual(await fromScratch(SQUARE));
});

test("under another stamp all posts wait, with their old notes, and end as they would from scratch", async () => {
  const url = aDatabase();
  await closed(url, SQUARE, fill);
  const store = await opened(url, POINTED);
  expect(await store.papers.paperPosition()).toMatchObject({ isComplete: false });
  expect(await contents(store)).toEqual(await fromScratch(SQUARE));
  await readAll(store);
  expect(await contents(store)).toEqual(await fromScratch(POINTED));
});

test("the same stamp makes nobody wait", async () => {
  const url = aDatabase();
  await closed(url, SQUARE, fill);
  const store = await opened(url, SQUARE);
  expect(await store.papers.paperPosition()).toMatchObject({ isComplete: true });
  expect(await store.readWaitingForPapers(10)).toBe(0);
});

test("what is saved, edited or hidden while posts wait is noted as it is", async () => {
  const store = await opened(await anOlderDatabase(4, fill), SQUARE);
  await edit(store, 4, "[NARM]");
  expect(await contents(store)).toMatchObject({ titles: ["NARM"] });
  await store.hidePost(1, NOW);
  await readAll(store);
  expect(await contents(store)).toMatchObject({ titles: ["SASRec", "NARM"] });
  await store.unhidePost(1);
  expect(await contents(store)).toMatchObject({ titles: ["HSTU", "SASRec", "NARM"] });
});

test("reading anew keeps the notes, has an end, and gives the same", async () => {
  const store = await opened(aDatabase(), SQUARE);
  await fill(store);
  const [before, notes] = [await store.papers.paperPosition(), await contents(store)];
  await store.readPapersAnew();
  expect(await store.papers.paperPosition()).toMatchObject({ isComplete: false });
  expect(await contents(store)).toEqual(notes);
  await readAll(store);
  const after = await store.papers.paperPosition();
  expect(after).toMatchObject({ isComplete: true, sequence: before.sequence });
  expect(after.epoch).not.toBe(before.epoch);
  expect(await contents(store)).toEqual(notes);
});

test("a program without a reader leaves other notes alone, and what it saves waits for one that has it", async () => {
  const url = aDatabase();
  await closed(url, SQUARE, fill);
  const before = await looked(url);
  await closed(url, undefined, async (store) => {
    expect(await store.papers.paperPosition()).toEqual(before.position);
    await edit(store, 2, "[NARM]");
    expect(await store.papers.paperPosition()).toMatchObject({ isComplete: false });
    expect(await contents(store)).toMatchObject({ titles: ["HSTU"] });
    expect(await store.readWaitingForPapers(10)).toBe(0);
  });
  const store = await opened(url, SQUARE);
  // The edited post and the two after it; the first one does not wait.
  expect(await store.readWaitingForPapers(10)).toBe(3);
  await readAll(store);
  expect(await store.papers.paperPosition()).toMatchObject({ isComplete: true });
  expect(await contents(store)).toMatchObject({ titles: ["HSTU", "NARM"] });
});

test("a new database that was filled without a reader waits for the first one", async () => {
  const url = aDatabase();
  await closed(url, undefined, fill);
  const store = await opened(url, SQUARE);
  await readAll(store);
  expect(await contents(store)).toEqual(await fromScratch(SQUARE));
});

test("a program that was started before another list came writes no notes of the old one", async () => {
  const url = aDatabase();
  const old = await opened(url, SQUARE);
  await fill(old);
  const current = await opened(url, POINTED);
  await readAll(current);
  await edit(old, 1, "[HSTU] и <NARM>");
  expect(await old.readWaitingForPapers(10)).toBe(0);
  expect(await current.papers.paperPosition()).toMatchObject({ isComplete: false });
  expect(await contents(current)).toMatchObject({ titles: ["TIGER", "BERT4Rec"] });
  await readAll(current);
  expect(await contents(current)).toMatchObject({ titles: ["NARM", "TIGER", "BERT4Rec"] });
});

test("a slice that fails leaves the notes as they were, and is read the next time", async () => {
  const url = aDatabase();
  await closed(url, SQUARE, fill);
  let isBroken = true;
  const read: PaperReader["read"] = (post) => {
    if (isBroken && post.text === TEXTS[1]) throw new Error("no words");
    return POINTED.read(post);
  };
  const store = await opened(url, { stamp: POINTED.stamp, read });
  await expect(store.readWaitingForPapers(10)).rejects.toThrow("no words");
  expect(await contents(store)).toEqual(await fromScratch(SQUARE));
  isBroken = false;
  await readAll(store);
  expect(await contents(store)).toEqual(await fromScratch(POINTED));
});

test("the bot reads what waits once it runs, and logs it once", async () => {
  const store = await opened(await anOlderDatabase(4, fill), SQUARE);
  const lines: string[] = [];
  const stream = new Writable({
    write: (line, _, next) => {
      lines.push(JSON.parse(String(line)).msg);
      next();
    },
  });
  for (let start = 0; start < 2; start++)
    await indexWaiting(store, new AbortController().signal, pino(stream));
  expect(lines).toEqual(["posts were indexed anew", "posts were read anew for papers"]);
  expect(await contents(store)).toEqual(await fromScratch(SQUARE));
});

test("who only looks sees the notes", async () => {
  const url = aDatabase();
  await closed(url, SQUARE, fill);
  expect((await looked(url)).contents).toEqual(await fromScratch(SQUARE));
});

function aDatabase(): string {
  return `file:${join(temporaryFolder(), "test.db")}`;
}

async function opened(url: string, papers?: PaperReader): Promise<SqliteStore> {
  const store = await openStore(url, papers === undefined ? {} : { papers });
  onTestFinished(() => store.close());
  return store;
}

async function closed(
  url: string,
  papers: PaperReader | undefined,
  work: (store: SqliteStore) => Promise<void>,
): Promise<void> {
  const store = await openStore(url, papers === undefined ? {} : { papers });
  await work(store).finally(() => store.close());
}

async function readAll(store: SqliteStore): Promise<void> {
  while ((await store.readWaitingForPapers(2)) > 0);
}

async function looked(url: string) {
  const reader = await openReader(url);
  onTestFinished(() => reader.close());
  return { position: await reader.papers.paperPosition(), contents: await contents(reader) };
}

/** All that is noted, by post and place. */
async function contents({ papers }: Pick<SqliteStore, "papers">) {
  const { posts } = await papers.notesAfter(0, 100);
  const byPost = [...posts].sort((a, b) => a.postId - b.postId);
  return {
    titles: byPost.flatMap(({ sightings }) => sightings.map(({ title }) => title)),
    names: await papers.postsNaming(["xx", "gr"]),
  };
}

async function fromScratch(reader: PaperReader) {
  const store = await opened(aDatabase(), reader);
  await fill(store);
  return contents(store);
}
