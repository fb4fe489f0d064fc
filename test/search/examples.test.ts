import { expect, test } from "vitest";
import { exampleQueries } from "../../src/search/examples.ts";

const posts = (...texts: string[]) => texts.map((text) => ({ text }));

test("examples are terms that several posts share and not all", () => {
  const archive = posts(
    "SASRec против BERT4Rec",
    "Снова SASRec и лосс",
    "Про HNSW",
    "Ещё раз SASRec, BERT4Rec",
    "RecSys, день первый",
    "ничего",
    "ничего",
    "пусто",
    "пусто",
    "пусто",
  );
  expect(exampleQueries(archive, 2)).toEqual(["SASRec", "BERT4Rec"]);
});

test("links, mentions and hashtags are no examples", () => {
  const archive = posts(
    "https://Example.org/SASRec @SASRecbot #SASRec",
    "https://Example.org/SASRec @SASRecbot",
    "x",
  );
  expect(exampleQueries(archive, 3)).toEqual([]);
});

test("an archive without shared terms has no examples", () => {
  expect(exampleQueries(posts("привет"), 3)).toEqual([]);
});
