import { expect, test } from "vitest";
import type { TextEntity } from "../../../src/channel/post.ts";
import { createPaperReader } from "../../../src/papers/recognition/paper-reader.ts";
import { aKnownPaper } from "../../support/papers.ts";

const reader = createPaperReader([]);

function read(text: string, entities: readonly TextEntity[] = [], by = reader) {
  return by.read({ text, entities, poll: null, media: [] });
}

function titles(text: string): (readonly [string, string | null])[] {
  return read(text).sightings.map(({ rule, title }) => [rule, title] as const);
}

test.each([
  [
    "Scaling Cold Start with Ranking Transformers от Google.",
    "heading",
    "Scaling Cold Start with Ranking Transformers",
  ],
  [
    "* Neural Ranking for Feeds: A Practical Study: учат модель на кликах",
    "list-item",
    "Neural Ranking for Feeds: A Practical Study",
  ],
  [
    "⚪️ Contrastive Embeddings for Sparse Retrieval",
    "list-item",
    "Contrastive Embeddings for Sparse Retrieval",
  ],
  ["Вчера разбирали статью The Short Tail.", "after-word", "The Short Tail"],
  [
    "В докладе упомянули «Ranking with Sparse Feedback Signals», стоит прочесть.",
    "quoted",
    "Ranking with Sparse Feedback Signals",
  ],
  [
    "После Learning Item Embeddings with Contrastive Rewards всё изменилось",
    "foreign-title",
    "Learning Item Embeddings with Contrastive Rewards",
  ],
  [
    "Советую learning-запуск Ranking users from noisy preferences and clicks для начала",
    "foreign-title",
    "Ranking users from noisy preferences and clicks",
  ],
])("%s: %s", (text, rule, title) => {
  expect(titles(text)).toEqual([[rule, title]]);
});

test("titles that are joined by a word are each found", () => {
  const text =
    "Пересказал две статьи: Ranking Items using Graph Networks и Embedding-Aligned Ranking Models.";
  expect(titles(text).map(([, title]) => title)).toEqual([
    "Ranking Items using Graph Networks",
    "Embedding-Aligned Ranking Models",
  ]);
});

test("a title that was wrapped is one title", () => {
  expect(
    titles("Analyzing User Preferences and Ranking Quality of\nWeb Recommendation with Language Models"),
  ).toEqual([
    ["heading", "Analyzing User Preferences and Ranking Quality of Web Recommendation with Language Models"],
  ]);
});

test.each([
  "ACM Conference on Recommender Systems (RecSys) прошла в Бари",
  "Google Shopping.",
  "В блогпосте Google Shopping’s getting a big transformation всё есть",
  'он спросил "but what about Saint Petersburg?"',
  "Ищем Senior Machine Learning Engineer, Recommendations",
  'open -a "Google Chrome" --args --ignore-certificate-errors',
  "повышение до VP of Research в Дипмайнде",
  "слушаю Never Gonna Give You Up на повторе",
  "🌐 Structured Logging for the Standard Library / Jonathan Amsterdam",
  "метрики Mean Average Precision и Normalized Discounted Gain",
  "",
  "🦊".repeat(200),
])("no title: %s", (text) => {
  expect(titles(text)).toEqual([]);
});

test("the address beside a title is the paper's", () => {
  const texts = [
    "Ranking Items using Graph Networks\nhttps://arxiv.org/abs/2402.17152",
    "Ranking Items using Graph Networks от Google (arXiv:2402.17152)",
    "[2402.17152] Ranking Items using Graph Networks",
    "Ranking Items using Graph Networks\nРассказывают, как учили граф на кликах.\nhttps://arxiv.org/abs/2402.17152",
    "Ranking Items using Graph Networks\n\nДлинный разбор.\n\nСтатья: https://arxiv.org/abs/2402.17152",
  ];
  for (const text of texts)
    expect(read(text).sightings, text).toMatchObject([
      { title: "Ranking Items using Graph Networks", arxivId: "2402.17152" },
    ]);
});

test("of two titles the address belongs to its neighbour", () => {
  const text =
    "Ranking Items using Graph Networks\nhttps://arxiv.org/abs/2402.17152\n\nNeural Ranking for Sparse Feeds\nhttps://arxiv.org/abs/1706.03762";
  expect(read(text).sightings).toMatchObject([
    { title: "Ranking Items using Graph Networks", arxivId: "2402.17152" },
    { title: "Neural Ranking for Sparse Feeds", arxivId: "1706.03762" },
  ]);
});

test("words behind which a paper stands are its title where they look so", () => {
  const link = (offset: number, length: number): TextEntity[] => [
    { type: "text_link", offset, length, url: "https://arxiv.org/abs/2402.17152" },
  ];
  expect(read("Graph Networks for Ranking тут", link(0, 26)).sightings).toMatchObject([
    { rule: "link", title: "Graph Networks for Ranking", arxivId: "2402.17152" },
  ]);
  expect(read("статья тут", link(7, 3)).sightings).toMatchObject([{ rule: "link", title: null }]);
});

test("what leads to a video or stands in code is no paper", () => {
  const text = "Neural Ranking for Sparse Feeds";
  const video = { type: "text_link", offset: 0, length: text.length, url: "https://youtu.be/x" } as const;
  expect(read(text, [video]).sightings).toEqual([]);
  expect(read(text, [{ type: "code", offset: 0, length: text.length }]).sightings).toEqual([]);
});

test("names beside a title are its own, names elsewhere are noted", () => {
  const { sightings, names } = read(
    "Graph Networks for Item Ranking (QuokkaNet)\n\nСравнили с BERT4Rec, DCN'ами и HSTU-based моделями.",
  );
  expect(sightings).toMatchObject([{ names: ["QuokkaNet"] }]);
  expect(names.map(({ name }) => name)).toEqual(["bert4rec", "DCN", "HSTU"]);
});

test("a title may name what it brings", () => {
  expect(read("QuokkaNet: Graph Representations for Item Ranking").sightings).toMatchObject([
    { names: ["QuokkaNet"] },
  ]);
});

test("general abbreviations are no names", () => {
  expect(read("LLM и GPU в проде, NDCG вырос, KDD близко").names).toEqual([]);
});

test("a well-known title counts wherever it stands, in any case", () => {
  const known = createPaperReader([
    aKnownPaper({ title: "Wombats Dig Deeper than Anyone Needs", aliases: ["digging wombats"] }),
  ]);
  expect(read("потом, после wombats dig deeper than anyone needs, всё", [], known).sightings).toMatchObject([
    { rule: "known-title", title: "wombats dig deeper than anyone needs" },
  ]);
  expect(read("про Digging-Wombats", [], known).names).toMatchObject([
    { name: "diggingwombat", start: 4, end: 19 },
  ]);
});

test("what only looks like a title is noted under it", () => {
  expect(read("Про создателей Wombats Dig Deeper than Anyone").names).toMatchObject([
    { name: "title:wombatdigdeeperthananyone" },
  ]);
});

test("the stamp changes with the list", () => {
  expect(createPaperReader([aKnownPaper()]).stamp).not.toBe(reader.stamp);
  expect(createPaperReader([]).stamp).toBe(reader.stamp);
});
