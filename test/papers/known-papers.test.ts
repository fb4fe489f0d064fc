import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { packageFile } from "../../src/package-files.ts";
import { KnownPapersProblem, parseKnownPapers } from "../../src/papers/known-papers.ts";

const HSTU = {
  title: "Actions Speak",
  aliases: ["HSTU"],
  arxiv: "2402.17152",
  year: 2024,
  authors: ["Jiaqi Zhai"],
};

test("the shipped list has the papers that every channel on recommenders names", () => {
  const papers = parseKnownPapers(JSON.parse(readFileSync(packageFile("data", "papers.json"), "utf8")));
  expect(papers.length).toBeGreaterThanOrEqual(120);
  expect(papers.find(({ aliases }) => aliases.includes("HSTU"))).toMatchObject({
    arxivId: "2402.17152",
    year: 2024,
  });
});

test("only a title is needed", () => {
  expect(parseKnownPapers({ papers: [{ title: " Learning to Dig " }] })).toEqual([
    {
      title: "Learning to Dig",
      aliases: [],
      arxivId: null,
      doi: null,
      year: null,
      authors: [],
      hasMoreAuthors: false,
    },
  ]);
});

test.each([
  [null, 'a list "papers"'],
  [{ papers: {} }, 'a list "papers"'],
  [{ papers: [{}] }, "paper 1 has no title"],
  [
    { papers: [HSTU, { title: "X", arxiv: "2402.17152v2" }] },
    'paper 2, "X": "arxiv" is an id without a version',
  ],
  [{ papers: [{ ...HSTU, doi: "https://doi.org/10.1/2" }] }, '"doi" looks like'],
  [{ papers: [{ ...HSTU, year: "2024" }] }, '"year" is a number'],
  [{ papers: [{ ...HSTU, aliases: "HSTU" }] }, '"aliases" is a list'],
  [{ papers: [{ ...HSTU, authors: [1] }] }, '"authors" is a list'],
  [{ papers: [{ ...HSTU, moreAuthors: "yes" }] }, '"moreAuthors" is true or false'],
  [{ papers: [{ ...HSTU, alias: [] }] }, '"alias" is no field'],
  [{ papers: [HSTU, { title: "Other", aliases: ["HSTU"] }] }, '"Other" and "Actions Speak" share HSTU'],
  [{ papers: [HSTU, { title: "actions speak" }] }, "share actionspeak"],
  [{ papers: [HSTU, { title: "Other", arxiv: "2402.17152" }] }, "share 2402.17152"],
])("%j is refused: %s", (json, message) => {
  expect(() => parseKnownPapers(json)).toThrow(KnownPapersProblem);
  expect(() => parseKnownPapers(json)).toThrow(message);
});
