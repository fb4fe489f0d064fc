import { expect, test } from "vitest";
import { corrections } from "../../src/search/spelling.ts";
import { stemOf } from "../../src/search/words/stems.ts";
import { aChannel, aPost } from "../support/posts.ts";
import { aStore } from "../support/sqlite-store.ts";
import { aVocabulary } from "../support/vocabulary.ts";

test("a stem is counted once a passage, whatever its forms there", async () => {
  const vocabulary = await aVocabulary("айдишники айдишников айдишник", "айдишнику");
  expect(vocabulary.frequency(stemOf("айдишники"))).toBe(2);
  expect(vocabulary.passages).toBe(2);
});

test("words that an edit took away leave nothing that could be found or suggested", async () => {
  const store = await aStore();
  const { id } = await store.openChannel(aChannel());
  await store.savePosts(id, [aPost({ messageId: 1, text: "калибровка deepmind" })]);
  await store.savePosts(id, [aPost({ messageId: 1, text: "поиск", editedAt: "2024-12-01T00:00:00Z" })]);
  const { vocabulary } = store.search;
  expect(vocabulary.passages).toBe(1);
  expect(vocabulary.has(stemOf("калибровка"))).toBe(false);
  expect(vocabulary.numberOf(stemOf("калибровка"))).toBe(null);
  expect(vocabulary.completions("кали", 10)).toEqual([]);
  expect(vocabulary.neighbours("калибровко", 1)).toEqual([]);
  expect(vocabulary.soundingLike("dpmnd", "latin")).toEqual([]);
  expect(vocabulary.has(stemOf("поиск"))).toBe(true);
});

test("completions are the most frequent stems that begin so", async () => {
  const vocabulary = await aVocabulary(
    "трансформер",
    "трансформер трансляция",
    "транспорт трансформеры",
    "трансляции",
  );
  expect(vocabulary.completions("транс", 2)).toEqual([stemOf("трансформер"), stemOf("трансляция")]);
});

test("words one edit away may differ in the first letter, two edits away they may not", async () => {
  const vocabulary = await aVocabulary("torchrec calibration");
  expect(vocabulary.neighbours("porchrec", 1)).toEqual(["torchrec"]);
  expect(vocabulary.neighbours("kalibratoin", 2)).toEqual([]);
  expect(vocabulary.neighbours("calibratoin", 2)).toEqual([stemOf("calibration")]);
});

test.each([
  ["дипмай", "a letter less"],
  ["дипмайна", "a letter more"],
  ["дипмайс", "another letter at the end"],
  ["типмайн", "another letter at the start"],
  ["дирмайн", "another letter in the middle"],
])("%s is one edit from дипмайн: %s", async (typed) => {
  const vocabulary = await aVocabulary("дипмайн кот");
  expect(vocabulary.neighbours(typed, 1)).toEqual([stemOf("дипмайн")]);
});

test("a short word may be one letter or digit away from a name", async () => {
  const vocabulary = await aVocabulary("gpt4 dcnv2");
  expect(vocabulary.neighbours("gpt5", 1)).toEqual(["gpt4"]);
  expect(vocabulary.neighbours("dcv2", 1)).toEqual(["dcnv2"]);
});

test.each([
  ["torhcrec", "torchrec"],
  ["калибрвка", "калибровка"],
  ["колибравка", "калибровка"],
  ["пинтрестом", "пинтереста"],
])("%s is corrected to %s", async (typed, meant) => {
  const vocabulary = await aVocabulary("torchrec калибровка пинтереста");
  expect(corrections(typed, vocabulary).map(({ stem }) => stem)).toEqual([stemOf(meant)]);
});

test("three letters are never corrected", async () => {
  expect(corrections("лом", await aVocabulary("дом ком"))).toEqual([]);
});

test("a stem that stands in the archive as a word of another stem is counted for itself", async () => {
  const vocabulary = await aVocabulary("рексистемами", "рексист");
  expect(vocabulary.frequency(stemOf("рексистемами"))).toBeGreaterThan(0);
  expect(vocabulary.frequency(stemOf("рексист"))).toBeGreaterThan(0);
});
