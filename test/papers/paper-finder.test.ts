import { expect, test } from "vitest";
import type { Post } from "../../src/channel/post.ts";
import { createPaperFinder } from "../../src/papers/paper-finder.ts";
import { createPhraseFinder } from "../../src/search/phrase-finder.ts";
import { createFinder } from "../../src/search/post-finder.ts";
import { aChannel, aPost } from "../support/posts.ts";
import { aStore } from "../support/sqlite-store.ts";

async function aPaperFinder(posts: readonly Partial<Post>[]) {
  const store = await aStore();
  const { id } = await store.openChannel(aChannel());
  const save = (more: readonly Partial<Post>[], first: number) =>
    store.savePosts(
      id,
      more.map((post, n) => aPost({ messageId: first + n, ...post })),
    );
  await save(posts, 1);
  const { search } = store;
  const finder = createFinder({ store: search, timezone: "UTC" });
  const papers = createPaperFinder({ finder, phrases: createPhraseFinder(search), store: search });
  const find = async (name: string, limit = 5) => {
    const { isExact, total, hits } = await papers.find({ name, offset: 0, limit });
    return { isExact, total, ids: hits.map(({ post }) => post.messageId) };
  };
  return { find, save };
}

const LINKED: Partial<Post> = {
  text: "Статья хорошая",
  entities: [{ type: "text_link", offset: 0, length: 6, url: "https://openreview.net/forum?id=AbC12" }],
};

test("a paper is found by a link that is written out, or stands behind words", async () => {
  const { find } = await aPaperFinder([
    { text: "Смотрите https://openreview.net/forum?id=AbC12." },
    LINKED,
    { text: "Другая: https://openreview.net/forum?id=Other" },
  ]);
  const found = await find("openreview.net/forum?id=AbC12");
  expect({ ...found, ids: found.ids.sort() }).toEqual({ isExact: true, total: 2, ids: [1, 2] });
});

test("an arXiv id is found in any spelling of it", async () => {
  const { find } = await aPaperFinder([
    { text: "arXiv:2402.17152v3" },
    { text: "см. arxiv.org/pdf/2402.17152.pdf" },
    { text: "2402.17153" },
  ]);
  expect((await find("https://arxiv.org/abs/2402.17152v1")).total).toBe(2);
});

test("the total counts all posts that name a paper, however many", async () => {
  const { find, save } = await aPaperFinder([]);
  await save(
    Array.from({ length: 700 }, () => ({ text: "Опять про DCN-v2" })),
    1,
  );
  expect(await find("DCN-v2", 3)).toMatchObject({ isExact: true, total: 700, ids: { length: 3 } });
});

test("what is published between two questions counts", async () => {
  const { find, save } = await aPaperFinder([{ text: "Про SASRec" }]);
  expect((await find("SASRec")).total).toBe(1);
  await save([{ text: "И снова SASRec" }], 50);
  expect((await find("SASRec")).total).toBe(2);
});

test("a name as long as a message is cut, and finds what is near or nothing", async () => {
  const { find } = await aPaperFinder([{ text: "Actions Speak Louder than Words" }]);
  expect((await find("Actions Speak Louder ".repeat(190))).isExact).toBe(false);
  expect((await find("   ")).total).toBe(0);
});
