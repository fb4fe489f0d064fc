import { resolve } from "node:path";
import { expect, test } from "vitest";
import { exampleQueries } from "../../src/search/examples.ts";
import { createFinder } from "../../src/search/post-finder.ts";
import { readArchive } from "../support/archives.ts";
import { aChannel } from "../support/posts.ts";
import { aStore } from "../support/sqlite-store.ts";

const SAMPLE = resolve(import.meta.dirname, "../../data/sample-channel/result.json");

const posts = (...texts: string[]) => texts.map((text) => ({ text }));

test("coined names that most posts share come first, but none that nearly all share", () => {
  const archive = posts(
    "SASRec против BERT4Rec на RecSys",
    "Снова SASRec и лосс, RecSys",
    "Про HNSW, RecSys",
    "Ещё раз SASRec, BERT4Rec",
    "RecSys, день первый",
    "ничего",
    "пусто",
    "пусто",
    "пусто",
    "пусто",
  );
  expect(exampleQueries(archive, 3)).toEqual(["SASRec", "BERT4Rec", "HNSW"]);
});

test("one name in several spellings is one example", () => {
  expect(exampleQueries(posts("DCN-v2", "DCN-V2", "x", "y", "z", "w", "v"), 2)).toHaveLength(1);
});

test("ordinary words, links, mentions, hashtags and shouted words are no examples", () => {
  const archive = posts(
    "Recommendation https://Example.org/SASRec?q=HNSW @SASRecbot #SASRec",
    "Recommendation, but NOT now",
    "x",
  );
  expect(exampleQueries(archive, 3)).toEqual([]);
});

test("a name at the end of a sentence or with a case ending is a name", () => {
  expect(exampleQueries(posts("Читаем про HNSW.", "x", "y"), 1)).toEqual(["HNSW"]);
  expect(exampleQueries(posts("Разные LLM'ки: обзор", "x", "y"), 1)).toEqual(["LLM"]);
});

test("a phrase that several posts share stands beside the name, in its shortest form", () => {
  const archive = posts(
    "SASRec помогает при холодном старте.",
    "Проблема холодного старта: айтемы",
    "Холодный старт и SASRec",
    "Хороший старт года",
  );
  expect(exampleQueries(archive, 2)).toEqual(["SASRec", "холодный старт"]);
});

test("fixed phrases, names of people, and words of two sentences are no phrases", () => {
  const archive = posts(
    "На самом деле так. Иван Петров пришёл. Новый старт",
    "Но на самом деле иначе, Иван Петров ушёл. Новый старт",
    "Любят друг друга, модель. Старт",
    "Видят друг друга, модель. Старт",
  );
  expect(exampleQueries(archive, 2)).toEqual(["новый старт"]);
});

test("English titles in a Russian archive do not become its phrase", () => {
  const archive = posts(
    "Разбор статьи deep retrieval, двухбашенная модель",
    "Ещё раз статья deep retrieval, двухбашенные модели",
    "Остальные посты пишут совсем о другом",
  );
  expect(exampleQueries(archive, 1)).toEqual(["двухбашенная модель"]);
});

test("an English archive has phrases, articles or not", () => {
  const archive = posts("The cold start is hard", "A cold start, again", "Nothing here");
  expect(exampleQueries(archive, 1)).toEqual(["cold start"]);
});

test("in a language without spaces a phrase is what stands between two marks", () => {
  const archive = posts(
    "F-Droid 是一个适用于 Android 的平台。开源项目：潜力项目观察",
    "Firefox 是一个适用于 Linux 的平台。介绍：潜力项目观察。",
    "不相关的内容",
  );
  expect(exampleQueries(archive, 2)).toEqual(["F-Droid", "潜力项目观察"]);
});

test("the sample channel's examples are a name and plain Russian words, and both find posts", async () => {
  const { posts: archive } = await readArchive(SAMPLE);
  const examples = exampleQueries(archive, 2);
  expect(examples).toEqual(["LLM", "скалярное произведение"]);
  expect(exampleQueries(archive, 2)).toEqual(examples);
  const store = await aStore();
  await store.savePosts((await store.openChannel(aChannel())).id, archive);
  const finder = createFinder({ store: store.search, timezone: "UTC" });
  for (const query of examples) {
    const found = await finder.search({ query, order: "relevance", offset: 0, limit: 1 });
    expect(found.total).toBeGreaterThan(1);
  }
});

test.each([
  ["one name that never ends", "A"],
  ["a name of hyphens", "A-"],
  ["marks", ".:?"],
  ["names without spaces", "Aa1_"],
  ["an address", "https://"],
  ["Han", "川"],
  ["words", "старт модель "],
])("%s takes time in proportion to its length", (_kind, piece) => {
  const ofLength = (chars: number) => posts(`${piece.repeat(chars / piece.length)}@`);
  const short = fastestMs(() => exampleQueries(ofLength(4_000), 2));
  const long = fastestMs(() => exampleQueries(ofLength(64_000), 2));
  // 16 times the text is 16 times the work, or 256 times where every place looks at all the others.
  expect(long / Math.max(short, 0.02)).toBeLessThan(90);
});

function fastestMs(work: () => void): number {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...times);
}
