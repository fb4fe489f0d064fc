import { expect, test } from "vitest";
import { leadsTo, readPaperName } from "../../src/papers/paper-name.ts";

test.each([
  "2402.17152",
  "arXiv:2402.17152",
  "arxiv: 2402.17152v2",
  "https://arxiv.org/abs/2402.17152",
  "arxiv.org/pdf/2402.17152v1.pdf",
])("%s is an arXiv id", (text) => {
  expect(readPaperName(text)).toMatchObject({
    kind: "arxiv",
    phrase: "2402.17152",
    address: "arxiv:2402.17152",
  });
});

test.each(["DCN-v2", "Actions Speak Louder than Words", "GPT-4 0613.1234 and more", "12.2024", "TF/IDF"])(
  "%s is words",
  (text) => {
    expect(readPaperName(text)).toMatchObject({ kind: "words", phrase: text });
  },
);

test("any other address is looked for as it is, however it is spelt", () => {
  const { kind, address } = readPaperName("https://openreview.net/forum?id=AbC12");
  expect(kind).toBe("link");
  expect(leadsTo("http://www.openreview.net/forum?id=AbC12/", address ?? "")).toBe(true);
  expect(leadsTo("https://openreview.net/forum?id=other", address ?? "")).toBe(false);
});

test("a link leads to a paper in any version, a longer id does not", () => {
  expect(leadsTo("https://arxiv.org/abs/2402.17152v3", "arxiv:2402.17152")).toBe(true);
  expect(leadsTo("https://arxiv.org/abs/2402.171525", "arxiv:2402.17152")).toBe(false);
  expect(leadsTo("https://example.org/2402.17152", "arxiv:2402.17152")).toBe(false);
});

test("a name is cut to 256 characters, between two of them", () => {
  const { query } = readPaperName(`${"a".repeat(255)}🔥${"b".repeat(4000)}`);
  expect(query).toBe("a".repeat(255));
});
