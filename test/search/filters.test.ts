import { expect, test } from "vitest";
import type { Post } from "../../src/channel/post.ts";
import { createFinder } from "../../src/search/post-finder.ts";
import { aChannel, aPost, photo } from "../support/posts.ts";
import { aStore } from "../support/sqlite-store.ts";

const POSTS: readonly Partial<Post>[] = [
  { text: "Поиск и #рексис", date: "2023-12-31T20:59:59Z", author: "Никита Семёнов" },
  { text: "Поиск с картинкой", date: "2023-12-31T21:00:00Z", media: [photo()] },
  { text: "Поиск по статье arXiv:2402.17152", date: "2024-05-17T12:00:00Z" },
  {
    text: "Поиск: опрос",
    date: "2024-06-01T00:00:00",
    poll: { question: "Как?", options: ["так", "эдак"] },
  },
];

/** Finds over two channels; Moscow's days. */
async function aFinder() {
  const store = await aStore();
  const own = await store.openChannel(aChannel());
  await store.savePosts(
    own.id,
    POSTS.map((post, n) => aPost({ messageId: n + 1, ...post })),
  );
  const other = await store.openChannel({
    telegramId: 2_000_000_001,
    username: "drugoy",
    title: "Другой канал",
  });
  await store.savePosts(other.id, [
    aPost({ messageId: 1, text: "Поиск в другом месте", date: "2025-01-01T00:00:00Z" }),
  ]);
  const finder = createFinder({ store: store.search, timezone: "Europe/Moscow" });
  return async (query: string) => {
    const found = await finder.search({ query, order: "newest", offset: 0, limit: 10 });
    expect(found.total).toBe(found.hits.length);
    return found.hits.map(({ post }) => post.text);
  };
}

const [TAGGED, PICTURED, PAPER, POLL] = POSTS.map(({ text }) => text);
const OTHER = "Поиск в другом месте";

test.each([
  ["поиск #рексис", [TAGGED]],
  ["#РЕКСИС", [TAGGED]],
  ["поиск -#рексис", [OTHER, POLL, PAPER, PICTURED]],
  ["поиск has:photo", [PICTURED]],
  ["has:paper", [PAPER]],
  ["has:poll | has:photo", [POLL, PICTURED]],
  ["поиск author:семенов", [TAGGED]],
  ["поиск channel:drugoy", [OTHER]],
  ["поиск channel:@inforetriever has:photo", [PICTURED]],
  ['channel:"другой канал"', [OTHER]],
  ["поиск channel:nobody", []],
  ["-картинкой has:photo", []],
  ["-опрос channel:inforetriever", [PAPER, PICTURED, TAGGED]],
])("%s", async (query, texts) => {
  const find = await aFinder();
  expect(await find(query)).toEqual(texts);
});

test("a day begins at midnight of the operator's zone", async () => {
  const find = await aFinder();
  expect(await find("поиск before:2024")).toEqual([TAGGED]);
  expect(await find("поиск after:2024 before:2025 channel:inforetriever")).toEqual([POLL, PAPER, PICTURED]);
});

test("a date without a zone is compared as it is shown", async () => {
  const find = await aFinder();
  expect(await find("поиск on:2024-06-01")).toEqual([POLL]);
  expect(await find("поиск on:2024-05-31")).toEqual([]);
});
