import { keyWords, titleKey } from "../../papers/keys.ts";
import type { ListedPaper } from "../../papers/paper.ts";
import type { PaperFinder } from "../../papers/paper-finder.ts";
import { keyIn } from "../../papers/typed-key.ts";
import { parseQuery } from "../../search/query-language.ts";

/** What somebody wants to be told of. */
export interface AlertWish {
  readonly query: string;
  /** Null where words are meant. */
  readonly paperKey: string | null;
  /** A paper that goes by these words, too; null where none does. */
  readonly paper: ListedPaper | null;
}

const LONGEST_TITLE_CHARS = 256;
const LEAST_TITLE_WORDS = 3;

/**
 * The paper where an id or a link is typed, known or not yet; else the query, with the paper that it names. Null where
 * there is nothing to look for.
 */
export async function alertWished(typed: string, papers: PaperFinder): Promise<AlertWish | null> {
  const key = keyIn(typed);
  if (key !== null) return ofPaper(key, typed, papers);
  const { text: query, words, filter } = parseQuery(typed);
  if (words.length === 0 && filter === null) return null;
  const { paper, isExact } = await papers.findPaper({ name: query, offset: 0, limit: 1 });
  if (paper !== null && isWholeTitle(query, paper)) return wishFor(paper);
  return { query, paperKey: null, paper: isExact ? paper : null };
}

function wishFor({ title, key }: Pick<ListedPaper, "title" | "key">): AlertWish {
  return { query: title, paperKey: key, paper: null };
}

/** Whoever types all of a title means the paper, by whatever name posts call it; in quotes, the words. */
function isWholeTitle(query: string, { title }: ListedPaper): boolean {
  const words = keyWords(title);
  return words.length >= LEAST_TITLE_WORDS && words.join("") === titleKey(query) && !/["«“„]/.test(query);
}

async function ofPaper(key: string, typed: string, papers: PaperFinder): Promise<AlertWish> {
  const { paper } = await papers.findPaper({ name: key, offset: 0, limit: 1 });
  const title = (paper?.title ?? typed.replace(/\s+/g, " ").trim()).slice(0, LONGEST_TITLE_CHARS);
  return wishFor({ title: title.toWellFormed(), key: paper?.key ?? key });
}
