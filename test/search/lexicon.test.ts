import { expect, test } from "vitest";
import { Lexicon } from "../../src/search/lexicon.ts";
import { corrections } from "../../src/search/spelling.ts";
import { stemOf } from "../../src/search/words/stems.ts";

/** A lexicon that counts the given passages, and a way to take one back. */
function aLexicon(...passages: string[]): { lexicon: Lexicon; remove(passage: string): void } {
  const lexicon = new Lexicon();
  const numbers = (passage: string) => passage.split(" ").map((word) => lexicon.intern(word));
  for (const passage of passages) lexicon.addPassage(numbers(passage));
  return { lexicon, remove: (passage) => lexicon.removePassage(numbers(passage)) };
}

test("a stem is counted once a passage, whatever its forms there", () => {
  const { lexicon } = aLexicon("айдишники айдишников айдишник", "айдишнику");
  expect(lexicon.frequency(stemOf("айдишники"))).toBe(2);
  expect(lexicon.passages).toBe(2);
});

test("a passage that was taken back leaves nothing that could be found or suggested", () => {
  const { lexicon, remove } = aLexicon("калибровка deepmind", "поиск");
  remove("калибровка deepmind");
  expect(lexicon.passages).toBe(1);
  expect(lexicon.has(stemOf("калибровка"))).toBe(false);
  expect(lexicon.completions("кали", 10)).toEqual([]);
  expect(lexicon.neighbours("калибровко", 1)).toEqual([]);
  expect(lexicon.soundingLike("dpmnd", "latin")).toEqual([]);
});

test("completions are the most frequent stems that begin so", () => {
  const { lexicon } = aLexicon("трансформер", "трансформер трансляция", "транспорт трансформеры");
  expect(lexicon.completions("транс", 2)).toEqual([stemOf("трансформер"), stemOf("трансляция")]);
});

test("words one edit away may differ in the first letter, two edits away they may not", () => {
  const { lexicon } = aLexicon("torchrec calibration");
  expect(lexicon.neighbours("porchrec", 1)).toEqual(["torchrec"]);
  expect(lexicon.neighbours("kalibratoin", 2)).toEqual([]);
  expect(lexicon.neighbours("calibratoin", 2)).toEqual([stemOf("calibration")]);
});

test.each([
  ["torhcrec", "torchrec"],
  ["калибрвка", "калибровка"],
  ["колибравка", "калибровка"],
  ["пинтрестом", "пинтереста"],
])("%s is corrected to %s", (typed, meant) => {
  const { lexicon } = aLexicon("torchrec калибровка пинтереста");
  expect(corrections(typed, lexicon).map(({ stem }) => stem)).toEqual([stemOf(meant)]);
});

test("three letters are never corrected", () => {
  const { lexicon } = aLexicon("дом ком");
  expect(corrections("лом", lexicon)).toEqual([]);
});
