import fc from "fast-check";
import { expect, test } from "vitest";
import { tokensOf } from "../../../src/search/words/tokens.ts";

function words(text: string): string[] {
  return tokensOf(text).map(({ word }) => word);
}

test.each([
  ["Ёжик в ТУМАНЕ", ["ежик", "в", "тумане"]],
  ["LLM'ки и DCN’ов", ["llm", "и", "dcn"]],
  ["LLMки, GPTшника", ["llm", "gpt", "шника"]],
  ["model's", ["model"]],
  ["DCN-v2", ["dcn", "v2", "dcnv2"]],
  ["веб-страниц", ["веб", "страниц", "вебстраниц"]],
  ["cs.IR", ["cs", "ir", "csir"]],
  ["BERT4Rec", ["bert4rec"]],
  ["arXiv:2402.17152v3", ["arxiv", "2402", "17152v3", "2402.17152"]],
  ["C++ и C#, но не C", ["c++", "и", "c#", "но", "не", "c"]],
  ["café, за́мок, йод", ["cafe", "замок", "йод"]],
  ["рек\u00adсис\u200bтема", ["рексистема"]],
  ["ＢＥＲＴ ﬁne 𝐛𝐨𝐥𝐝", ["bert", "fine", "bold"]],
  ["в 2018-м году", ["в", "2018", "году"]],
  ["川陀大学", ["川", "陀", "川陀", "大", "陀大", "学", "大学"]],
  ["用BERT做", ["用", "bert", "做"]],
  ["🔥 … — ()", []],
])("%s is read as its words", (text, expected) => {
  expect(words(text)).toEqual(expected);
});

test("a token knows its place in the text as it was given", () => {
  const text = "🔥 Ca\u0301fe\u0301, «DCN-V2»";
  const found = tokensOf(text).map(({ word, start, end }) => [word, text.slice(start, end)]);
  expect(found).toEqual([
    ["cafe", "Ca\u0301fe\u0301"],
    ["dcn", "DCN"],
    ["v2", "V2"],
    ["dcnv2", "DCN-V2"],
  ]);
});

test("a joined form has the position of the part it ends with", () => {
  expect(tokensOf("один DCN-v2 два").map(({ position }) => position)).toEqual([0, 1, 2, 2, 3]);
});

test("tokens of any text ascend, lie inside it and are never empty", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (text) => {
      let last = 0;
      for (const { word, start, end, joined } of tokensOf(text)) {
        expect(word).not.toBe("");
        expect(end).toBeLessThanOrEqual(text.length);
        expect(start).toBeLessThan(end);
        if (!joined) {
          expect(start).toBeGreaterThanOrEqual(last);
          last = end;
        }
      }
    }),
    { seed: 11, numRuns: 300 },
  );
});
