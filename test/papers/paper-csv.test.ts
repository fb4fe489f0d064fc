import fc from "fast-check";
import { expect, test } from "vitest";
import { csvOf, type PaperRow } from "../../src/papers/paper-csv.ts";
import { aPaper } from "../support/papers.ts";

/** Reads a table as RFC 4180 says. */
function readCsv(source: string): string[][] {
  const rows: string[][] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  let row: string[] = [];
  for (let at = 0; at < source.length; at = cell.lastIndex) {
    cell.lastIndex = at;
    const found = cell.exec(source);
    if (found === null) throw new Error(`no cell at ${at}: ${source.slice(at, at + 40)}`);
    row.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? "");
    if (found[3] === ",") continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

/** By the names of the columns. */
function readRow(row: PaperRow): Record<string, string> {
  const [names = [], cells = [], ...others] = readCsv(csvOf([row]).slice(1));
  expect(others).toEqual([]);
  expect(cells).toHaveLength(names.length);
  return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ""]));
}

function aRow(parts: Partial<PaperRow> = {}): PaperRow {
  return {
    paper: aPaper(),
    posts: 2,
    firstMention: "2024-05-17",
    lastMention: "2025-01-03",
    postLinks: ["https://t.me/inforetriever/7", "https://t.me/inforetriever/91"],
    ...parts,
  };
}

test("a paper is a line with everything that is known of it", () => {
  const paper = aPaper({ aliases: ["HSTU", "GR"], hasMoreAuthors: true, doi: "10.1145/1" });
  expect(readRow(aRow({ paper }))).toEqual({
    title: paper.title,
    aliases: "HSTU; GR",
    authors: "Jiaqi Zhai; Lucy Liao; et al.",
    year: "2024",
    arxiv: "arXiv:2402.17152",
    doi: "10.1145/1",
    url: "https://arxiv.org/abs/2402.17152",
    posts: "2",
    first_mention: "2024-05-17",
    last_mention: "2025-01-03",
    links: "https://t.me/inforetriever/7 https://t.me/inforetriever/91",
  });
});

test("what is not known is an empty cell", () => {
  const paper = aPaper({ arxivId: null, year: null, authors: [], aliases: [] });
  expect(readRow(aRow({ paper, firstMention: null, lastMention: null, postLinks: [] }))).toMatchObject({
    authors: "",
    year: "",
    arxiv: "",
    doi: "",
    url: "",
    first_mention: "",
    links: "",
  });
});

test("the table begins with a byte order mark and ends with a line break, also when it is empty", () => {
  expect(csvOf([])).toMatch(/^\ufefftitle,aliases,[a-z_,]+\r\n$/);
});

test.each(["=1+1", "+7", "-1", "@SUM(A1)", "\t=1", " =1", "\r\n@x", '=HYPERLINK("http://x","y")'])(
  "a title %j is not run by a spreadsheet",
  (title) => expect(readRow(aRow({ paper: aPaper({ title }) })).title).toBe(`'${title}`),
);

const text = fc.string({ unit: fc.oneof(fc.constantFrom(..."\",;'\r\n\t=+-@ яé"), fc.string()) });

test("whatever stands in a cell, a reader gets it back, and no cell is a formula", () => {
  fc.assert(
    fc.property(text, fc.array(text), fc.option(text), (title, aliases, doi) => {
      const row = readRow(aRow({ paper: aPaper({ title, aliases, doi }) }));
      for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
      expect([title, `'${title}`]).toContain(row.title);
      expect([aliases.join("; "), `'${aliases.join("; ")}`]).toContain(row.aliases);
      expect([doi ?? "", `'${doi}`]).toContain(row.doi);
      if (/^[\p{L}\d]/u.test(title)) expect(row.title).toBe(title);
    }),
    { numRuns: 300, seed: 20241119 },
  );
});
