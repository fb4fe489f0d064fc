import { nameKey, titleKey } from "./keys.ts";

/** A paper of the list of well-known ones (`data/papers.json`). */
export interface KnownPaper {
  readonly title: string;
  readonly aliases: readonly string[];
  readonly arxivId: string | null;
  readonly doi: string | null;
  readonly year: number | null;
  readonly authors: readonly string[];
  readonly hasMoreAuthors: boolean;
}

/** What is wrong in a list, in words for whoever edits it. */
export class KnownPapersProblem extends Error {}

const ARXIV_ID = /^(?:\d{4}\.\d{4,5}|[a-z-]+\/\d{7})$/;
const FIELDS: ReadonlySet<string> = new Set([
  "title",
  "aliases",
  "arxiv",
  "doi",
  "year",
  "authors",
  "moreAuthors",
]);

/** Reads the list as it stands in its file. Throws KnownPapersProblem that names the paper and the mistake. */
export function parseKnownPapers(json: unknown): KnownPaper[] {
  const read = readKnownPapers(json);
  refuseTwice(read, ({ title }) => [titleKey(title)]);
  refuseTwice(read, ({ aliases }) => aliases.map(nameKey));
  refuseTwice(read, ({ arxivId }) => (arxivId === null ? [] : [arxivId]));
  return read;
}

/** As above, of a list in which no two papers are known to share anything: looking for that takes most of the time. */
export function readKnownPapers(json: unknown): KnownPaper[] {
  const papers = isRecord(json) ? json.papers : null;
  if (!Array.isArray(papers)) throw new KnownPapersProblem('it needs a list "papers"');
  return papers.map((paper, at) => readPaper(paper, at + 1));
}

function readPaper(json: unknown, number: number): KnownPaper {
  if (!isRecord(json) || typeof json.title !== "string" || json.title.trim() === "")
    throw new KnownPapersProblem(`paper ${number} has no title`);
  const { title, arxiv = null, doi = null, year = null, moreAuthors = false } = json;
  const wrong = (what: string) => new KnownPapersProblem(`paper ${number}, "${title}": ${what}`);
  const unknown = Object.keys(json).find((field) => !FIELDS.has(field));
  if (unknown !== undefined) throw wrong(`"${unknown}" is no field; there are ${[...FIELDS].join(", ")}`);
  if (arxiv !== null && (typeof arxiv !== "string" || !ARXIV_ID.test(arxiv)))
    throw wrong('"arxiv" is an id without a version, such as "2402.17152"');
  if (doi !== null && (typeof doi !== "string" || !/^10\.\d{4,9}\/\S+$/.test(doi)))
    throw wrong('"doi" looks like "10.1145/3460231.3474255"');
  if (year !== null && (typeof year !== "number" || !Number.isInteger(year) || year < 1900 || year > 2100))
    throw wrong('"year" is a number such as 2024');
  if (typeof moreAuthors !== "boolean") throw wrong('"moreAuthors" is true or false');
  return {
    title: title.trim(),
    aliases: strings(json.aliases) ?? fail(wrong('"aliases" is a list of short names')),
    arxivId: arxiv,
    doi: doi === null ? null : doi.toLowerCase(),
    year,
    authors: strings(json.authors) ?? fail(wrong('"authors" is a list of names')),
    hasMoreAuthors: moreAuthors,
  };
}

function strings(json: unknown): string[] | null {
  if (json === undefined) return [];
  const isList = Array.isArray(json) && json.every((item) => typeof item === "string" && item.trim() !== "");
  return isList ? json : null;
}

/** One title, name or id names one paper; a paper may spell a name in several ways. */
function refuseTwice(papers: readonly KnownPaper[], keysOf: (paper: KnownPaper) => readonly string[]): void {
  const owners = new Map<string, KnownPaper>();
  for (const paper of papers)
    for (const key of keysOf(paper)) {
      const other = owners.get(key) ?? paper;
      if (other !== paper) throw new KnownPapersProblem(`"${paper.title}" and "${other.title}" share ${key}`);
      owners.set(key, paper);
    }
}

function fail(error: Error): never {
  throw error;
}

function isRecord(json: unknown): json is Record<string, unknown> {
  return typeof json === "object" && json !== null;
}
