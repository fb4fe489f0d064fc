import type { ArxivFacts } from "./arxiv-record.ts";
import { citationKey } from "./citation-key.ts";
import { type Paper, paperLinks } from "./paper.ts";

/** A paper with what arXiv says of it, where that is known. */
export interface CitedPaper {
  readonly paper: Paper;
  readonly facts: ArxivFacts | null;
}

/**
 * The paper as a BibTeX entry, with a line break at its end; title and authors are arXiv's where it was asked.
 * It is a @misc, as arXiv itself exports: an @article needs the journal, which nobody knows here.
 */
export function bibtexOf(paper: Paper, facts?: ArxivFacts): string {
  const cited = facts === undefined ? paper : withFacts(paper, facts);
  return entry(citationKey(cited), cited, facts?.categories[0]);
}

/** Entries with an empty line between them; no two have the same key. */
export function bibliographyOf(papers: readonly CitedPaper[]): string {
  const taken = new Set<string>();
  const entries = papers.map(({ paper, facts }) => {
    const cited = facts === null ? paper : withFacts(paper, facts);
    const key = freeKey(citationKey(cited), taken);
    taken.add(key);
    return entry(key, cited, facts?.categories[0]);
  });
  return entries.join("\n");
}

function withFacts(paper: Paper, { title, authors, year, doi }: ArxivFacts): Paper {
  return {
    ...paper,
    title,
    authors,
    hasMoreAuthors: false,
    year: paper.year ?? year,
    doi: paper.doi ?? doi,
  };
}

function entry(key: string, paper: Paper, primaryClass: string | undefined): string {
  const { page } = paperLinks(paper);
  const fields = [
    // Doubled braces keep a style from writing its capitals small.
    ["title", `{${asText(paper.title)}}`],
    ["author", authorsOf(paper)],
    ["year", paper.year === null ? null : String(paper.year)],
    ["eprint", paper.arxivId],
    ["archivePrefix", paper.arxivId === null ? null : "arXiv"],
    ["primaryClass", (paper.arxivId === null ? null : primaryClass) ?? null],
    ["doi", paper.doi === null ? null : asAddress(paper.doi)],
    ["url", page === null ? null : asAddress(page)],
  ].flatMap(([name, value]) => (value === null ? [] : [`  ${name} = {${value}},\n`]));
  return `@misc{${key},\n${fields.join("")}}\n`;
}

function authorsOf({ authors, hasMoreAuthors }: Paper): string | null {
  const names = authors.filter((name) => name.trim() !== "").map(asName);
  if (names.length === 0) return null;
  return [...names, ...(hasMoreAuthors ? ["others"] : [])].join(" and ");
}

// Gemini Team; ATLAS and CMS; Martin Luther King, Jr.
const NO_PERSON = /,|(?:^|\s)(?:and|others|team|collaboration|consortium|group)(?:\s|$)/i;

/** BibTeX takes a name apart into first and last ones, and at "and", unless it stands in braces. */
function asName(name: string): string {
  return NO_PERSON.test(name) ? `{${asText(name)}}` : asText(name);
}

const IN_TEXT: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  // BibTeX counts braces without looking for a backslash before them.
  "{": "\\textbraceleft{}",
  "}": "\\textbraceright{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "&": "\\&",
  "%": "\\%",
  $: "\\$",
  "#": "\\#",
  _: "\\_",
};

function asText(text: string): string {
  const escaped = text.replace(/[\\{}~^&%$#_]/g, (character) => IN_TEXT[character] ?? character);
  return escaped.replace(/[\s\p{Cc}]+/gu, " ").trim();
}

/** Styles and biblatex take an address as it stands; only what would end the field or the word must not stand in it. */
function asAddress(address: string): string {
  return address.replace(/[\\{}\s]/g, encodeURIComponent);
}

/** zhai2024actions, zhai2024actionsb, zhai2024actionsc */
function freeKey(key: string, taken: ReadonlySet<string>): string {
  let free = key;
  for (let nth = 2; taken.has(free); nth += 1) free = `${key}${letters(nth)}`;
  return free;
}

/** 2 → b, 26 → z, 27 → aa */
function letters(nth: number): string {
  const last = String.fromCharCode(97 + ((nth - 1) % 26));
  return nth > 26 ? `${letters(Math.floor((nth - 1) / 26))}${last}` : last;
}
