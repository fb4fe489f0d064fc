import { expect, test } from "vitest";
import { stemOf } from "../../../src/search/words/stems.ts";

test.each([
  ["рексистем", "рексистемы"],
  ["систем", "системами"],
  ["семантические", "семантическими"],
  ["эмбеды", "эмбедов"],
  ["rankings", "ranking"],
  ["embeddings", "embedding"],
])("%s and %s have one stem", (one, other) => {
  expect(stemOf(one)).toBe(stemOf(other));
});

test("a word of one letter repeated is no form of the letter", () => {
  expect(stemOf("ииии")).not.toBe(stemOf("и"));
});

test("a word with digits is its own stem", () => {
  expect(stemOf("bert4rec")).toBe("bert4rec");
});

test("a stem stays the same however many others were asked for in between", () => {
  const before = stemOf("дистилляция");
  for (let n = 0; n < 120_000; n++) stemOf(`слово${n}`);
  expect(stemOf("дистилляция")).toBe(before);
});
