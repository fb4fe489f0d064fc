import { expect, test } from "vitest";
import { createFinder } from "../../src/search/post-finder.ts";
import { aChannel, aPost } from "../support/posts.ts";
import { aStore } from "../support/sqlite-store.ts";

const TEXTS = [
  "Калибровка ранкера #калибровка",
  "Холодный старт новых слушателей",
  "Негативы в обучении двухбашенных",
];

async function suggested(query: string) {
  const store = await aStore();
  const { id } = await store.openChannel(aChannel());
  await store.savePosts(
    id,
    TEXTS.map((text, n) => aPost({ messageId: n + 1, text })),
  );
  const finder = createFinder({ store: store.search, timezone: "UTC" });
  const found = await finder.search({ query, order: "relevance", offset: 0, limit: 5 });
  for (const { query: other, total } of found.suggestions) {
    const again = await finder.search({ query: other, order: "relevance", offset: 0, limit: 5 });
    expect(again.total, other).toBe(total);
    expect(total).toBeGreaterThan(0);
  }
  return { total: found.total, queries: found.suggestions.map((suggestion) => suggestion.query) };
}

test("the same without the filter that lets nothing pass", async () => {
  expect(await suggested("калибровка has:poll")).toEqual({
    total: 0,
    queries: expect.arrayContaining(["калибровка"]),
  });
});

test("the same without all filters, where leaving out one is no help", async () => {
  expect(await suggested("холодный has:poll before:2001")).toEqual({ total: 0, queries: ["холодный"] });
});

test("the same without the word that a phrase lacks", async () => {
  const { queries } = await suggested('"холодный старт" -слушателей');
  expect(queries).toContain('"холодный старт"');
});

test("a tag that begins like a word of the query", async () => {
  const { queries } = await suggested("калибровка before:2001");
  expect(queries).toContain("#калибровка");
});

test("what finds something needs no suggestions", async () => {
  expect(await suggested("калибровка")).toEqual({ total: 1, queries: [] });
});

test("where nothing helps, nothing is suggested", async () => {
  expect(await suggested("биткоин")).toEqual({ total: 0, queries: [] });
});
