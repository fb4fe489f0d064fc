import fc from "fast-check";
import { expect, test } from "vitest";
import { bibliographyOf, bibtexOf } from "../../src/papers/bibtex.ts";
import { citationKey } from "../../src/papers/citation-key.ts";
import type { Paper } from "../../src/papers/paper.ts";
import { factsOf } from "../support/arxiv.ts";
import { aPaper } from "../support/papers.ts";

interface Entry {
  readonly kind: string;
  readonly key: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Reads entries as BibTeX does: a value ends where its braces are balanced, whatever stands before a brace. */
function readBibtex(source: string): Entry[] {
  const entries: Entry[] = [];
  let at = 0;
  const take = (pattern: RegExp): string => {
    const sticky = new RegExp(pattern, "y");
    sticky.lastIndex = at;
    const found = sticky.exec(source);
    if (found === null) throw new Error(`${pattern} expected at ${at}: ${source.slice(at, at + 40)}`);
    at = sticky.lastIndex;
    return found[1] ?? "";
  };
  const takeBraced = (): string => {
    const start = at;
    let depth = 0;
    do {
      if (at >= source.length) throw new Error("a brace is left open");
      if (source[at] === "{") depth += 1;
      if (source[at] === "}") depth -= 1;
      at += 1;
    } while (depth > 0);
    return source.slice(start + 1, at - 1);
  };
  while (at < source.length) {
    const kind = take(/@(\w+)\{/);
    const key = take(/([a-z0-9]+),\s*/);
    const fields: Record<string, string> = {};
    while (source[at] !== "}") {
      const name = take(/(\w+) = (?=\{)/);
      fields[name] = takeBraced();
      take(/,\s*/);
    }
    take(/\}\s*/);
    entries.push({ kind, key, fields });
  }
  return entries;
}

function readOne(paper: Paper): Entry {
  const [entry, ...others] = readBibtex(bibtexOf(paper));
  if (entry === undefined || others.length > 0) throw new Error("one entry expected");
  return entry;
}

const SYMBOLS: Readonly<Record<string, string>> = {
  textbackslash: "\\",
  textbraceleft: "{",
  textbraceright: "}",
  textasciitilde: "~",
  textasciicircum: "^",
};

/** What TeX would print. */
function printed(tex: string): string {
  const bare = tex.replace(/\\(text\w+)\{\}|\\([&%$#_])|([\\{}~^&%$#_])/g, (_, name, escaped, raw) => {
    if (raw === "{" || raw === "}") return ""; // a group
    if (raw !== undefined) throw new Error(`TeX would not print ${raw} in ${tex}`);
    return escaped ?? SYMBOLS[name] ?? `unknown \\${name}`;
  });
  return bare;
}

/** Splits at "and" outside braces, as BibTeX does. */
function namesIn(author: string): string[] {
  const names = [""];
  let depth = 0;
  for (const part of author.split(/(\s+and\s+|[{}])/i)) {
    if (part === "{") depth += 1;
    if (part === "}") depth -= 1;
    if (depth === 0 && /^\s+and\s+$/i.test(part)) names.push("");
    else names.push((names.pop() ?? "") + part);
  }
  return names.map(printed);
}

function asOneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, " ").trim();
}

test("a paper of arXiv is cited as arXiv does", () => {
  const { kind, key, fields } = readOne(aPaper({ doi: "10.1145/3460231.3474255" }));
  expect(kind).toBe("misc");
  expect(key).toBe("zhai2024actions");
  expect(fields).toEqual({
    title: "{Actions Speak Louder than Words: Trillion-Parameter Sequential Transducers}",
    author: "Jiaqi Zhai and Lucy Liao",
    year: "2024",
    eprint: "2402.17152",
    archivePrefix: "arXiv",
    doi: "10.1145/3460231.3474255",
    url: "https://arxiv.org/abs/2402.17152",
  });
});

test("what arXiv says completes it: title, all authors, primary class, DOI", () => {
  const paper = aPaper({ title: "actions speak louder", authors: ["J. Zhai"], hasMoreAuthors: true });
  const facts = { ...factsOf("2402.17152"), doi: "10.1145/1" };
  const [entry] = readBibtex(bibtexOf(paper, facts));
  expect(entry?.fields).toMatchObject({
    title: "{About the paper with the number 2402.17152}",
    author: "Jiaqi Zhai and Лев Толстой",
    primaryClass: "cs.IR",
    doi: "10.1145/1",
  });
});

test("a field that is not known is left out", () => {
  const bare = aPaper({ arxivId: null, year: null, authors: [] });
  expect(Object.keys(readOne(bare).fields)).toEqual(["title"]);
  expect(readOne(aPaper({ arxivId: null, doi: "10.1/x_y" })).fields).toMatchObject({
    doi: "10.1/x_y",
    url: "https://doi.org/10.1/x_y",
  });
});

test("more authors than are known are others, and a group is no person", () => {
  const { fields } = readOne(aPaper({ authors: ["Jiaqi Zhai", "ATLAS and CMS"], hasMoreAuthors: true }));
  expect(fields.author).toBe("Jiaqi Zhai and {ATLAS and CMS} and others");
  expect(readOne(aPaper({ authors: ["Gemini Team"] })).fields.author).toBe("{Gemini Team}");
});

test.each<[string, Partial<Paper>]>([
  ["zhai2024actions", {}],
  ["he2016deep", { authors: ["Kaiming He"], year: 2016, title: "The Deep & Cross of It" }],
  ["blober2020bert4rec", { authors: ["Åsa Bløber"], year: 2020, title: "BERT4Rec" }],
  ["lukasz2020a", { authors: ["Łukasz"], year: 2020, title: "A" }],
  ["king2024actions", { authors: ["Martin Luther King, Jr."] }],
  ["oconnor2024actions", { authors: ["Flannery O'Connor"] }],
  ["zhaiactions", { year: null }],
  ["actionsspeak2024", { authors: [] }],
  ["actionsspeak2024", { authors: ["Лев Толстой"] }],
  ["paper2024", { authors: ["Лев Толстой"], title: "Война и мир" }],
  ["paper", { authors: [], title: "", year: null }],
])("the key is %s", (key, parts) => {
  expect(citationKey(aPaper(parts))).toBe(key);
});

test("in a bibliography, papers of one key get letters", () => {
  const papers = [...Array.from({ length: 28 }, () => aPaper()), aPaper({ title: "Actionsb" })];
  const keys = readBibtex(bibliographyOf(papers.map((paper) => ({ paper, facts: null })))).map(
    ({ key }) => key,
  );
  expect(new Set(keys).size).toBe(29);
  expect(keys.slice(0, 3)).toEqual(["zhai2024actions", "zhai2024actionsb", "zhai2024actionsc"]);
  expect(keys[26]).toBe("zhai2024actionsaa");
});

test("an empty bibliography is empty", () => {
  expect(bibliographyOf([])).toBe("");
});

const words = fc.string({ unit: fc.oneof(fc.constantFrom(...'\\{}~^&%$#_"@,= \nяЯéø'), fc.string()) });
const somePaper = fc
  .record({
    title: words,
    authors: fc.array(words, { maxLength: 4 }),
    hasMoreAuthors: fc.boolean(),
    year: fc.option(fc.integer({ min: 1950, max: 2030 })),
    arxivId: fc.constantFrom(null, "2402.17152", "cs/0703041"),
    doi: fc.option(words.map((rest) => `10.1/${rest}`)),
  })
  .map(aPaper);

test("whatever stands in a paper, BibTeX reads it and TeX prints it", () => {
  fc.assert(
    fc.property(somePaper, (paper) => {
      const { fields } = readOne(paper);
      expect(printed(fields.title ?? "")).toBe(asOneLine(paper.title));
      const names = paper.authors.map(asOneLine).filter((name) => name !== "");
      const others = paper.hasMoreAuthors && names.length > 0 ? ["others"] : [];
      expect(fields.author === undefined ? [] : namesIn(fields.author)).toEqual([...names, ...others]);
      expect(fields.eprint).toBe(paper.arxivId ?? undefined);
      expect(fields.year).toBe(paper.year?.toString());
    }),
    { numRuns: 300, seed: 20241119 },
  );
});

test("no two entries of a bibliography have the same key", () => {
  fc.assert(
    fc.property(fc.array(somePaper, { maxLength: 8 }), (papers) => {
      const entries = readBibtex(bibliographyOf(papers.map((paper) => ({ paper, facts: null }))));
      expect(entries).toHaveLength(papers.length);
      expect(new Set(entries.map(({ key }) => key)).size).toBe(papers.length);
    }),
    { numRuns: 100, seed: 20241119 },
  );
});
