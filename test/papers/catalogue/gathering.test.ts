import fc from "fast-check";
import { expect, test } from "vitest";
import type { ArxivRecord } from "../../../src/papers/arxiv-record.ts";
import { type Gathered, gatherPapers } from "../../../src/papers/catalogue/gathering.ts";
import { TitleForms } from "../../../src/papers/catalogue/title-groups.ts";
import type { NamedPost, NotedPost } from "../../../src/papers/paper-store.ts";
import { createPaperReader } from "../../../src/papers/recognition/paper-reader.ts";
import { aKnownPaper } from "../../support/papers.ts";

const TITLE = "Quokka Networks: Marsupial Representations for Ranking";

/** What a store would keep of posts with these texts, a day apart. */
function notesOn(texts: readonly string[], known: Gathered["known"] = []) {
  const reader = createPaperReader(known);
  const posts: NotedPost[] = [];
  const named: NamedPost[] = [];
  for (const [at, text] of texts.entries()) {
    const place = {
      postId: at + 1,
      channelId: 1,
      dateSort: at * 86_400,
      date: new Date(at * 86_400_000).toISOString(),
    };
    const { sightings, names } = reader.read({ text, entities: [], poll: null, media: [] });
    if (sightings.length > 0) posts.push({ ...place, sightings });
    named.push(...names.map((name) => ({ ...place, ...name })));
  }
  return { posts, named };
}

async function gather(texts: readonly string[], parts: Partial<Gathered> = {}) {
  const { posts, named } = notesOn(texts, parts.known);
  return gatherPapers({
    posts,
    known: [],
    records: [],
    hidden: new Set(),
    forms: new TitleForms(),
    postsNaming: async (names) => named.filter(({ name }) => names.includes(name)),
    ...parts,
  });
}

async function shown(texts: readonly string[], parts: Partial<Gathered> = {}) {
  const { all } = await gather(texts, parts);
  const mentioned = all.filter(({ mentions }) => mentions.length > 0);
  return mentioned.map(({ title, arxivId, aliases, mentions }) => ({
    title,
    arxivId,
    aliases,
    posts: mentions.map(({ postId }) => postId),
  }));
}

test("case, hyphens, plurals and a missing subtitle make no other paper", async () => {
  const texts = [
    `${TITLE} от Google.`,
    "статья Quokka Network: marsupial representation for ranking хороша",
    "Обсуждали статью Quokka Networks for Ranking. Нет, другую.",
    "* Taming the Two-Epoch Embedding Phenomenon in Online Ranking",
    "Читал статью Taming the Two Epoch Embedding Phenomenon, советую",
  ];
  expect(await shown(texts)).toMatchObject([
    { title: TITLE, posts: [2, 1] },
    { title: "Quokka Networks for Ranking", posts: [3] },
    { title: "Taming the Two-Epoch Embedding Phenomenon in Online Ranking", posts: [5, 4] },
  ]);
});

test("a main title that two papers share names neither", async () => {
  const texts = [
    "* Bridging the Gap: Graph Distillation for Ranking",
    "* Bridging the Gap: Dense Retrieval for Cold Items",
    "Читали статью Bridging the Gap, понравилось",
  ];
  expect((await shown(texts)).map(({ posts }) => posts)).toEqual([[1], [2], [3]]);
});

test("an address ties titles, and two arXiv ids are never one paper", async () => {
  const texts = [
    "* Graph Networks for Ranking Items\nhttps://arxiv.org/abs/2402.17152",
    "https://arxiv.org/abs/2402.17152v3",
    "* Graph Networks for Ranking Items\nhttps://arxiv.org/abs/1706.03762",
  ];
  expect(await shown(texts)).toMatchObject([
    { arxivId: "2402.17152", posts: [2, 1] },
    { arxivId: "1706.03762", posts: [3] },
  ]);
});

test("a name that a post gives a paper finds it in posts before and after", async () => {
  const texts = ["HSTUX в проде", `${TITLE} (HSTUX)`, "опять HSTUX'ы", "hstux тут не имя"];
  expect(await shown(texts)).toMatchObject([{ title: TITLE, aliases: ["HSTUX"], posts: [3, 2, 1] }]);
});

test("the list's word on a name outweighs what posts call so", async () => {
  const known = [
    aKnownPaper({ title: "Wombats Dig Deeper than Anyone", aliases: ["DIGGER"], arxivId: null }),
  ];
  const texts = ["* Graph Networks for Ranking Items (DIGGER)", "и снова DIGGER"];
  expect(await shown(texts, { known })).toMatchObject([
    { title: "Wombats Dig Deeper than Anyone", posts: [2] },
    { title: "Graph Networks for Ranking Items", aliases: [], posts: [1] },
  ]);
});

test("a title counts wherever it merely looks like one, once a post makes it sure", async () => {
  const texts = [
    "Про создателей Actions Bark Louder than Words",
    "* Actions Bark Louder than Words: Generative Recommenders in Practice",
  ];
  expect(await shown(texts)).toMatchObject([{ posts: [2, 1] }]);
  expect(await shown(texts.slice(0, 1))).toEqual([]);
});

test("a post counts once, at its title rather than at a name", async () => {
  const [paper] = (await gather([`QuokkaNet хорош.\n\n${TITLE} (QuokkaNet)`])).all;
  expect(paper?.mentions).toMatchObject([{ rule: "heading", start: 18 }]);
});

test("what is hidden under one of its keys is gone, with its names", async () => {
  const texts = [`${TITLE} (QuokkaNet)\nhttps://arxiv.org/abs/2401.00001`, "QuokkaNet опять"];
  expect(await shown(texts)).toHaveLength(1);
  expect(await shown(texts, { hidden: new Set(["arxiv:2401.00001"]) })).toEqual([]);
});

test("the list and arXiv say what posts do not", async () => {
  const record: ArxivRecord = {
    arxivId: "2402.17152",
    fetchedAt: "2024-11-19T00:00:00Z",
    found: {
      title: "Graph Networks",
      authors: ["Ada Q."],
      abstract: "",
      categories: ["cs.IR"],
      year: 2023,
      doi: "10.1145/1.2",
    },
  };
  const { byKey } = await gather(["https://arxiv.org/abs/2402.17152", "doi:10.1145/1.2"], {
    records: [record],
  });
  expect(byKey.get("doi:10.1145/1.2")).toBe(byKey.get("arxiv:2402.17152"));
  expect(byKey.get("arxiv:2402.17152")).toMatchObject({
    title: "Graph Networks",
    year: 2023,
    authors: ["Ada Q."],
  });
  const known = [aKnownPaper()];
  const { all } = await gather(["arXiv:2401.00001"], { known });
  expect(all).toMatchObject([
    { title: TITLE, aliases: ["QuokkaNet"], authors: ["Ada Quokka", "Bob Wombat"] },
  ]);
});

test("an arXiv id gives the year", async () => {
  const years = async (text: string) => (await gather([text])).all.map(({ year }) => year);
  expect(await years("arXiv:1706.03762")).toEqual([2017]);
  expect(await years("arXiv:cs/9605103")).toEqual([1996]);
});

const TEXTS = [
  `${TITLE} от Google.`,
  "* Quokka Networks: Marsupial Representations for Ranking (QuokkaNet)\nhttps://arxiv.org/abs/2401.00001",
  "QuokkaNet и DIGGER",
  "статья Quokka Networks for Ranking",
  "* Bridging the Gap: Graph Distillation for Ranking",
  "* Bridging the Gap: Dense Retrieval for Cold Items (DIGGER)",
  "статья Bridging the Gap",
  "https://arxiv.org/abs/2401.00001",
];

test("the order in which posts come in makes no difference", async () => {
  const { posts, named } = notesOn(TEXTS);
  const parts = { known: [], records: [], hidden: new Set<string>(), forms: new TitleForms() };
  const first = await gatherPapers({ ...parts, posts, postsNaming: async () => named });
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(posts, { minLength: posts.length }), async (shuffled) => {
      const again = await gatherPapers({
        ...parts,
        posts: shuffled,
        postsNaming: async () => [...named].reverse(),
      });
      expect(again.all).toEqual(first.all);
    }),
    { numRuns: 50 },
  );
});
