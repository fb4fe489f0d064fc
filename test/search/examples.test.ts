import { expect, test } from "vitest";
import { exampleQueries } from "../../src/search/examples.ts";

const posts = (...texts: string[]) => texts.map((text) => ({ text }));

test("examples are coined names, most shared first, but none that nearly all posts share", () => {
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

test("ordinary words, links, mentions and hashtags are no examples", () => {
  const archive = posts(
    "Recommendation https://Example.org/SASRec @SASRecbot #SASRec",
    "Recommendation",
    "x",
  );
  expect(exampleQueries(archive, 3)).toEqual([]);
});
