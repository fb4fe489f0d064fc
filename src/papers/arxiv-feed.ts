import { AppError } from "../errors.ts";
import type { ArxivFacts } from "./arxiv-record.ts";
import { type AtomEntry, NoAtomFeed, readAtomEntries } from "./atom.ts";

/** What arXiv's API says to a question for papers by their ids. */
export type ArxivFeed = ArxivAnswer | ArxivRefusal;

export interface ArxivAnswer {
  readonly kind: "answer";
  /** By the id as it was asked. */
  readonly found: ReadonlyMap<string, ArxivFacts>;
  /** Asked ids of which arXiv has no paper. */
  readonly unknown: readonly string[];
  /** Entries that cannot be used, each with the reason. */
  readonly refused: readonly string[];
}

export interface ArxivRefusal {
  readonly kind: "refusal";
  /** In arXiv's words. */
  readonly message: string;
  /** The asked id at which it took offence; null where it was something else. */
  readonly badId: string | null;
}

// 2402.17152, 0704.0001, cs/0703041, math.GT/0309136
const ARXIV_ID = /^(?:\d\d(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z][a-z-]*(?:\.[A-Z]{2})?\/\d{7})$/;
// http://arxiv.org/abs/2402.17152v2
const ENTRY_ADDRESS = /^https?:\/\/(?:[a-z]+\.)?arxiv\.org\/abs\/(.+?)(?:v\d+)?$/;
const ERROR_ADDRESS = /^https?:\/\/(?:[a-z]+\.)?arxiv\.org\/api\/errors\b/;
// "incorrect id format for 2402.1715a"
const BAD_ID = /\bid format for (\S+)/;
// cs.IR, hep-th, cond-mat.mtrl-sci; the same field holds classes of other bodies, such as 68T05 and H.3.3
const CATEGORY = /^[a-z][a-z-]+(?:\.[A-Za-z-]{2,})?$/;
const DOI = /^10\.\d{4,9}\/\S+/; // a field may hold several, with spaces between

/** Whether arXiv can have a paper of this id. It refuses a whole question for one id that is none. */
export function isArxivId(text: string): boolean {
  return ARXIV_ID.test(text);
}

/** Reads an answer to a question for the asked ids. Throws AppError ARXIV_ANSWER_DAMAGED for what is no feed. */
export function readArxivFeed(xml: string, asked: readonly string[]): ArxivFeed {
  const entries = atomEntries(xml);
  const error = entries.find((entry) => ERROR_ADDRESS.test(idOf(entry) ?? ""));
  return error === undefined ? answer(entries, asked) : refusal(error, asked);
}

function atomEntries(xml: string): AtomEntry[] {
  try {
    return readAtomEntries(xml);
  } catch (error) {
    if (!(error instanceof NoAtomFeed)) throw error;
    throw new AppError("ARXIV_ANSWER_DAMAGED", `What arXiv answered ${error.message}`, {
      hint: "What was fetched before is kept. Try again later; if it stays so, check ARXIV_API_URL.",
      cause: error,
    });
  }
}

function answer(entries: readonly AtomEntry[], asked: readonly string[]): ArxivAnswer {
  const askedIds = new Map(asked.map((id) => [comparable(id), id]));
  const found = new Map<string, ArxivFacts>();
  const refused = new Map<string | null, string>();
  for (const entry of entries.filter(isOfPaper)) {
    const named = entryArxivId(entry);
    const arxivId = named === null ? null : askedIds.get(comparable(named));
    if (arxivId === undefined || (arxivId !== null && found.has(arxivId))) continue;
    const facts = readFacts(entry);
    if (arxivId === null) refused.set(null, "an entry has no id of a paper");
    else if (typeof facts === "string") refused.set(arxivId, `${arxivId} has ${facts}`);
    else found.set(arxivId, facts);
  }
  // An entry that does not say whose it is may be any of them.
  const unknown = refused.has(null) ? [] : asked.filter((id) => !found.has(id) && !refused.has(id));
  return { kind: "answer", found, unknown, refused: [...refused.values()] };
}

/** For an id that it does not know, arXiv has no entry, or one in which nearly everything is missing. */
function isOfPaper(entry: AtomEntry): boolean {
  return entry.texts("title").length > 0;
}

function refusal(entry: AtomEntry, asked: readonly string[]): ArxivRefusal {
  const message = entry.texts("summary")[0] ?? "an error without words";
  const named = BAD_ID.exec(message)?.[1];
  return { kind: "refusal", message, badId: asked.find((id) => id === named) ?? null };
}

/** The facts, or what is missing. */
function readFacts(entry: AtomEntry): ArxivFacts | string {
  const [title] = entry.texts("title");
  const authors = entry.texts("author/name");
  const year = Number(/^(\d{4})-\d\d-\d\d/.exec(entry.texts("published")[0] ?? "")?.[1]);
  if (title === undefined) return "no title";
  if (authors.length === 0) return "no author";
  if (Number.isNaN(year)) return "no date of publication";
  return {
    title,
    authors,
    abstract: entry.texts("summary")[0] ?? "",
    categories: categoriesOf(entry),
    year,
    doi: DOI.exec(entry.texts("arxiv:doi")[0] ?? "")?.[0].toLowerCase() ?? null,
  };
}

function categoriesOf(entry: AtomEntry): string[] {
  const terms = [...entry.terms("arxiv:primary_category"), ...entry.terms("category")];
  return [...new Set(terms)].filter((term) => CATEGORY.test(term));
}

function entryArxivId(entry: AtomEntry): string | null {
  const id = ENTRY_ADDRESS.exec(idOf(entry) ?? "")?.[1];
  return id !== undefined && isArxivId(id) ? id : null;
}

function idOf(entry: AtomEntry): string | undefined {
  return entry.texts("id")[0];
}

/** math.GT/0309136 and math/0309136 are the same paper: the number counts within the archive. */
function comparable(arxivId: string): string {
  return arxivId.replace(/\.[A-Z]{2}\//, "/");
}
