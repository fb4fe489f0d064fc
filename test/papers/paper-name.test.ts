import { expect, test } from "vitest";
import { leadsToArxiv, readPaperName } from "../../src/papers/paper-name.ts";

test.each([
  "2402.17152",
  "arXiv:2402.17152",
  "arxiv: 2402.17152v2",
  "https://arxiv.org/abs/2402.17152",
  "arxiv.org/pdf/2402.17152v1.pdf",
])("%s is an arXiv id", (text) => {
  expect(readPaperName(text)).toEqual({ kind: "arxiv", id: "2402.17152" });
});

test.each(["DCN-v2", "Actions Speak Louder than Words", "GPT-4 0613.1234 and more", "12.2024"])(
  "%s is words",
  (text) => {
    expect(readPaperName(text)).toEqual({ kind: "words", words: text });
  },
);

test("a link leads to a paper in any version, a longer id does not", () => {
  expect(leadsToArxiv("https://arxiv.org/abs/2402.17152v3", "2402.17152")).toBe(true);
  expect(leadsToArxiv("https://arxiv.org/abs/2402.171525", "2402.17152")).toBe(false);
  expect(leadsToArxiv("https://example.org/2402.17152", "2402.17152")).toBe(false);
});
