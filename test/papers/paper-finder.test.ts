import { expect, test } from "vitest";
import type { Post } from "../../src/channel/post.ts";
import { createPaperReader } from "../../src/papers/recognition/paper-reader.ts";
import { aKnownPaper, paperFinderOver } from "../support/papers.ts";
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
  const papers = paperFinderOver(store);
  const find = async (name: string, limit = 5) => {
    const { isExact, total, hits } = await papers.findPaper({ name, offset: 0, limit });
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

const KNOWN = [
  aKnownPaper({
    title: "PinnerFormer: Sequence Modeling for User Representation at Pinterest",
    aliases: ["PinnerFormer"],
    arxivId: "2205.04507",
  }),
  aKnownPaper({
    title:
      "Actions Speak Louder than Words: Trillion-Parameter Sequential Transducers for Generative Recommendations",
    aliases: ["HSTU"],
    arxivId: "2402.17152",
  }),
  aKnownPaper({
    title: "Self-Attentive Sequential Recommendation",
    aliases: ["SASRec"],
    arxivId: "1808.09781",
  }),
];

async function aLibrary() {
  const store = await aStore({ papers: createPaperReader(KNOWN) });
  const { id } = await store.openChannel(aChannel());
  const texts = [
    "Сегодня про pinnerformer и его обучение",
    "* Actions Speak Louder than Words: Trillion-Parameter Sequential Transducers for Generative Recommendations",
    "HSTU в проде: первые цифры",
    "* Contrastive Session Ranking for Music Feeds\n* Contrastive Session Ranking for News Feeds",
  ];
  await store.savePosts(
    id,
    texts.map((text, n) => aPost({ messageId: n + 1, date: `2024-1${n % 2}-0${n + 1}T10:00:00Z`, text })),
  );
  const papers = paperFinderOver(store, { known: KNOWN });
  const find = (name: string) => papers.findPaper({ name, offset: 0, limit: 10 });
  return { store, papers, find };
}

test.each([
  ["пинерформер", "2205.04507"],
  ["ПиннерФормер", "2205.04507"],
  ["PinnerFormer", "2205.04507"],
  ["pinerformer", "2205.04507"],
  ["зшттукащкьук", "2205.04507"],
  ["actions speak lauder", "2402.17152"],
  ["Actions Speak Louder than Words", "2402.17152"],
  ["экшнс спик лаудер", "2402.17152"],
  ["hstu", "2402.17152"],
  ["https://arxiv.org/pdf/2402.17152v2", "2402.17152"],
  ["arXiv:2402.17152", "2402.17152"],
])("%s means arXiv %s", async (name, arxivId) => {
  const { paper, isExact, total } = await (await aLibrary()).find(name);
  expect({ arxivId: paper?.arxivId, isExact }).toEqual({ arxivId, isExact: true });
  expect(total).toBe(paper?.posts);
});

test("a paper's posts come newest first, each with the place", async () => {
  const { find } = await aLibrary();
  const { hits } = await find("HSTU");
  expect(hits.map(({ post, rule }) => [post.messageId, rule])).toEqual([
    [2, "known-title"],
    [3, "name"],
  ]);
  expect(
    hits.map(({ snippet: { text, marks } }) => marks.map(({ start, end }) => text.slice(start, end))),
  ).toEqual([[KNOWN[1]?.title], ["HSTU"]]);
});

test("words that fit several papers ask which", async () => {
  const { find } = await aLibrary();
  const { paper, alternatives, isExact, total } = await find("Contrastive Session Ranking feeds");
  expect({ paper, isExact, total }).toEqual({ paper: null, isExact: true, total: 0 });
  expect(alternatives.map(({ title }) => title)).toEqual([
    "Contrastive Session Ranking for Music Feeds",
    "Contrastive Session Ranking for News Feeds",
  ]);
});

test("a well-known paper that no post names is known all the same", async () => {
  const { paper, isExact, total } = await (await aLibrary()).find("SASRec");
  expect({ title: paper?.title, posts: paper?.posts, isExact, total }).toEqual({
    title: "Self-Attentive Sequential Recommendation",
    posts: 0,
    isExact: false,
    total: 0,
  });
});

test("what nobody knows finds the nearest papers, or nothing", async () => {
  const { find } = await aLibrary();
  const near = await find("Generative Transducers of Marsupials");
  expect(near.paper).toBeNull();
  expect(near.alternatives.map(({ arxivId }) => arxivId)).toContain("2402.17152");
  expect(await find("рецепт борща")).toMatchObject({
    paper: null,
    alternatives: [],
    total: 0,
    isExact: false,
  });
});

test("papers are listed by words, by time and by how often they are named", async () => {
  const { papers } = await aLibrary();
  const list = async (query: string, order: "mentions" | "newest" = "mentions") => {
    const asked = { kind: "query", query } as const;
    const page = await papers.listPapers({ asked, order, offset: 0, limit: 2 });
    return [page.total, ...page.papers.map(({ title, posts }) => `${posts} ${title.split(/[: ]/)[0]}`)];
  };
  expect(await list("")).toEqual([4, "2 Actions", "1 Contrastive"]);
  expect(await list("", "newest")).toEqual([4, "1 Contrastive", "1 Contrastive"]);
  expect(await list("2024-10")).toEqual([2, "1 Actions", "1 PinnerFormer"]);
  expect(await list("2023")).toEqual([0]);
  expect(await list("контрастив music")).toEqual([1, "1 Contrastive"]);
});

test("papers like one are those named with it, or of like titles", async () => {
  const { papers, find } = await aLibrary();
  const { alternatives } = await find("Contrastive Session Ranking feeds");
  const key = alternatives[0]?.key ?? "";
  const page = await papers.listPapers({
    asked: { kind: "similar", key },
    order: "mentions",
    offset: 0,
    limit: 5,
  });
  expect(page.source?.key).toBe(key);
  expect(page.papers[0]?.title).toBe("Contrastive Session Ranking for News Feeds");
});

test("a post's papers stand in the order of its text", async () => {
  const { papers, store } = await aLibrary();
  const { posts } = await store.latestPosts({ offset: 0, limit: 1 });
  const named = await papers.papersOfPost(posts[0]?.id ?? 0);
  expect(named.map(({ title }) => title.split(" ").at(-2))).toEqual(["Music", "News"]);
});

test("a hidden paper is known by whatever names it, and by its key when no post names it any more", async () => {
  const { store, papers } = await aLibrary();
  await store.hidePaper("arxiv:2402.17152", new Date());
  await store.hidePaper("title:nobodypaper", new Date());
  for (const name of ["HSTU", "hstu", "2402.17152", "https://arxiv.org/pdf/2402.17152v2", "arxiv:2402.17152"])
    expect(await papers.hiddenKeys(name)).toEqual(["arxiv:2402.17152"]);
  expect(await papers.hiddenKeys("Nobody's Papers")).toEqual(["title:nobodypaper"]);
  expect(await papers.hiddenKeys("Contrastive Session Ranking for News Feeds")).toEqual([]);
  expect(await papers.hiddenKeys(" ")).toEqual([]);
});

test("an edit, hiding and a word of the administrator change what is known at once", async () => {
  const { store, find } = await aLibrary();
  const third = await store.postByMessage({ channel: { username: "inforetriever" }, messageId: 3 });
  await store.hidePost(third?.id ?? 0, new Date());
  expect((await find("HSTU")).total).toBe(1);
  await store.hidePaper("arxiv:2402.17152", new Date());
  expect((await find("HSTU")).paper).toBeNull();
  await store.unhidePaper("arxiv:2402.17152");
  await store.unhidePost(third?.id ?? 0);
  expect((await find("HSTU")).total).toBe(2);
  const channel = (await store.channels())[0];
  await store.savePosts(channel?.id ?? 0, [
    aPost({
      messageId: 3,
      text: "ничего такого",
      editedAt: "2024-12-01T00:00:00Z",
      date: "2024-10-03T10:00:00Z",
    }),
  ]);
  expect((await find("HSTU")).total).toBe(1);
});
