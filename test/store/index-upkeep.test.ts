import { expect, onTestFinished, test } from "vitest";
import { createFinder } from "../../src/search/post-finder.ts";
import { openStore, type SqliteStore } from "../../src/store/open.ts";
import { anOlderDatabase } from "../support/older-database.ts";
import { aChannel, aPost } from "../support/posts.ts";
import { aStore } from "../support/sqlite-store.ts";

const TEXTS = ["Калибровка ранкера", "Холодный старт", "Семантические айдишники"];

async function fill(store: SqliteStore, texts = TEXTS): Promise<number> {
  const { id } = await store.openChannel(aChannel());
  await store.savePosts(
    id,
    texts.map((text, n) => aPost({ messageId: n + 1, text })),
  );
  return id;
}

async function find(store: SqliteStore, query: string) {
  const finder = createFinder({ store: store.search, timezone: "UTC" });
  const { hits, isComplete } = await finder.search({ query, order: "relevance", offset: 0, limit: 5 });
  return { texts: hits.map(({ post }) => post.text), isComplete };
}

/** A database with posts, as the first version of the program left it. */
function aFirstDatabase(): Promise<string> {
  return anOlderDatabase(1, fill);
}

test("posts of an older database are indexed a few at a time, and said to be missing until then", async () => {
  const store = await openStore(await aFirstDatabase());
  onTestFinished(() => store.close());
  expect(await find(store, "калибровка")).toEqual({ texts: [], isComplete: false });
  expect(await store.indexWaiting(2)).toBe(2);
  expect(await find(store, "калибровка")).toEqual({ texts: [TEXTS[0]], isComplete: false });
  expect(await store.indexWaiting(2)).toBe(1);
  expect(await store.indexWaiting(2)).toBe(0);
  expect(await find(store, "айдишник")).toEqual({ texts: [TEXTS[2]], isComplete: true });
});

test("what is published while posts wait is found at once", async () => {
  const store = await openStore(await aFirstDatabase());
  onTestFinished(() => store.close());
  const { id } = await store.openChannel(aChannel());
  await store.savePosts(id, [aPost({ messageId: 9, text: "Квокка" })]);
  expect((await find(store, "квокка")).texts).toEqual(["Квокка"]);
  while ((await store.indexWaiting(2)) > 0);
  expect((await find(store, "калибровка")).texts).toEqual([TEXTS[0]]);
  expect((await store.search.state()).indexed).toBe(4);
});

test("indexing anew finds the same, in a numbering of its own", async () => {
  const store = await aStore();
  await fill(store);
  const before = await store.search.state();
  await store.startIndexAnew();
  while ((await store.indexWaiting(2)) > 0);
  const after = await store.search.state();
  expect(after).toMatchObject({ indexed: before.indexed, sequence: before.sequence, isComplete: true });
  expect(after.epoch).not.toBe(before.epoch);
  for (const text of TEXTS) expect((await find(store, text)).texts).toEqual([text]);
});

test("a save that fails leaves no word behind, and the next one counts right", async () => {
  const store = await aStore();
  const id = await fill(store);
  const broken = { ...aPost({ messageId: 5, text: "битый" }), date: "никогда" };
  await expect(store.savePosts(id, [aPost({ messageId: 4, text: "новое слово" }), broken])).rejects.toThrow();
  expect((await find(store, "новое слово")).texts).toEqual([]);
  await store.savePosts(id, [aPost({ messageId: 4, text: "новое слово" })]);
  expect((await find(store, "новое слово")).texts).toEqual(["новое слово"]);
  expect((await store.search.state()).indexed).toBe(4);
  expect(store.search.vocabulary.frequency("слов")).toBe(1);
});
