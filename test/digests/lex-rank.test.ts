import { expect, test } from "vitest";
import { centralities } from "../../src/digests/lex-rank.ts";
import { wordWeightsOf } from "../../src/digests/word-weights.ts";
import { TextVocabulary } from "../../src/search/text-vocabulary.ts";

const weighed = (...texts: string[]) => texts.map((text) => wordWeightsOf(text, new TextVocabulary(texts)));

test("what is like the others is most central, what is like none least", () => {
  const [one = 0, bridge = 0, other = 0, alone = 0] = centralities(
    weighed("красный код", "код и айтем", "айтем холодный", "погода"),
  );
  expect(bridge).toBe(1);
  expect(one).toBeLessThan(bridge);
  expect(other).toBeCloseTo(one, 5);
  expect(alone).toBeLessThan(bridge);
});

test("texts without words, one text and none are no trouble", () => {
  expect(centralities(weighed("…", "!"))).toEqual([1, 1]);
  expect(centralities(weighed("код"))).toEqual([1]);
  expect(centralities([])).toEqual([]);
});

test("addresses and stop words weigh nothing", () => {
  expect(wordWeightsOf("и это на https://example.org/code", new TextVocabulary([])).size).toBe(0);
});
