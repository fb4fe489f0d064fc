import { expect, test } from "vitest";
import { FastIndex } from "../../src/search/fast-index.ts";
import { createFinder } from "../../src/search/post-finder.ts";
import { createSimilarFinder } from "../../src/search/similar.ts";
import type { SqliteStore } from "../../src/store/open.ts";
import { paperFinderOver } from "../support/papers.ts";
import { aChannel, aPost } from "../support/posts.ts";
import { aStore } from "../support/sqlite-store.ts";

const NOW = new Date("2025-03-01T12:00:00Z");
const FIRST = { offset: 0, limit: 50 };
/** What an administrator may notice. */
const AT_ONCE_MS = 100;

/** Two posts about the same, and enough others that their words are rare. */
async function anArchive(index: "in memory" | "on disk") {
  const store = await aStore();
  const { id } = await store.openChannel(aChannel());
  const about = "Калибровка квокки: разбор статьи QuokkaNet про температуру и пороги #квокка";
  const others = Array.from({ length: 40 }, (_, n) => aPost({ messageId: n + 10, text: `Пост номер ${n}` }));
  const saved = await store.savePosts(id, [
    aPost({ messageId: 1, text: about }),
    aPost({ messageId: 2, text: `${about}, вторая часть` }),
    ...others,
  ]);
  const [first = 0, second = 0] = saved.map(({ postId }) => postId);
  const fast = new FastIndex(store.search, {
    file: null,
    signal: new AbortController().signal,
    onEvent: () => undefined,
  });
  await fast.catchUp();
  const finder = createFinder({
    store: store.search,
    timezone: "UTC",
    ...(index === "in memory" ? { fastIndex: () => fast.inStep() } : {}),
  });
  return { store, first, second, channelId: id, finder, fast };
}

type Archive = Awaited<ReturnType<typeof anArchive>>;

async function found({ finder }: Archive, query: string): Promise<number[]> {
  const { hits, total } = await finder.search({ query, order: "relevance", ...FIRST });
  expect(total).toBe(hits.length);
  return hits.map(({ post }) => post.id).sort((a, b) => a - b);
}

async function indexAnew(store: SqliteStore): Promise<void> {
  await store.startIndexAnew();
  while ((await store.indexWaiting(7)) > 0);
}

test.each(["in memory", "on disk"] as const)(
  "with the index %s, a hidden post is out of every search at once, and back at once",
  async (index) => {
    const archive = await anArchive(index);
    const { store, first, second } = archive;
    expect(await found(archive, "квокка калибровка")).toEqual([first, second]);
    const started = performance.now();
    await store.hidePost(first, NOW);
    expect(await found(archive, "квокка калибровка")).toEqual([second]);
    expect(performance.now() - started).toBeLessThan(AT_ONCE_MS);
    for (const query of ["#квокка", "-вторая after:2024", '"пороги"', "=квокки"])
      expect(await found(archive, query)).not.toContain(first);
    await store.unhidePost(first);
    expect(await found(archive, "квокка калибровка")).toEqual([first, second]);
    if (index === "in memory") expect(await archive.fast.inStep()).not.toBe(null);
  },
);

test("a hidden post is not similar, mentions no paper and counts for no tag", async () => {
  const archive = await anArchive("on disk");
  const { store, first, second, finder } = archive;
  const papers = paperFinderOver(store, { finder });
  const similar = createSimilarFinder(store.search);
  expect((await similar.similar({ to: { postId: second }, ...FIRST })).total).toBe(1);
  expect((await papers.findPaper({ name: "QuokkaNet", ...FIRST })).total).toBe(2);
  await store.hidePost(first, NOW);
  expect((await similar.similar({ to: { postId: second }, ...FIRST })).total).toBe(0);
  expect((await similar.similar({ to: { postId: first }, ...FIRST })).source).toBeNull();
  expect((await papers.findPaper({ name: "QuokkaNet", ...FIRST })).total).toBe(1);
  expect(await store.search.tagsLike("квокка", 5)).toEqual([{ tag: "квокка", posts: 1 }]);
});

test("words that only hidden posts have are no suggestion", async () => {
  const archive = await anArchive("on disk");
  const { store, first, second, finder } = archive;
  await store.hidePost(first, NOW);
  await store.hidePost(second, NOW);
  const { total, suggestions, guesses } = await finder.search({
    query: "квока",
    order: "relevance",
    ...FIRST,
  });
  expect({ total, suggestions, guesses }).toEqual({ total: 0, suggestions: [], guesses: [] });
  expect(store.search.vocabulary.has("квокк")).toBe(false);
});

test.each(["in memory", "on disk"] as const)(
  "with the index %s, a post stays hidden when it is saved again, edited or indexed anew",
  async (index) => {
    const archive = await anArchive(index);
    const { store, first, second, channelId } = archive;
    await store.hidePost(first, NOW);
    await store.savePosts(channelId, [aPost({ messageId: 1, text: "Квокка, калибровка: исправлено" })]);
    expect(await found(archive, "квокка калибровка")).toEqual([second]);
    await indexAnew(store);
    await archive.fast.catchUp();
    expect(await found(archive, "квокка калибровка")).toEqual([second]);
    expect((await store.search.state()).indexed).toBe(41);
    await store.unhidePost(first);
    expect(await found(archive, "исправлено")).toEqual([first]);
  },
);

test("a post that is shown again while others wait to be indexed is indexed once", async () => {
  const { store, first } = await anArchive("on disk");
  await store.hidePost(first, NOW);
  await store.startIndexAnew();
  await store.indexWaiting(5);
  await store.unhidePost(first);
  while ((await store.indexWaiting(5)) > 0);
  expect(await store.search.state()).toMatchObject({ indexed: 42, isComplete: true });
});
