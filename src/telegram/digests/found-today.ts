import type { SearchResult } from "../../search/hit.ts";
import { parseQuery } from "../../search/query-language.ts";
import type { AlertWish } from "./alert-wish.ts";
import type { SubscriptionDeps } from "./digest-deps.ts";

/** Of what a search finds, so many are looked at whether a new post like that would be told of. */
const LOOKED_AT = 20;

/** What is wanted, by what it finds today. */
export interface FoundToday {
  /** Posts that would have been told of; of many, those that a search finds. */
  readonly total: number;
  /** Posts that a search shows, which guesses and is content with less. */
  readonly shown: number;
  /** Null for papers. */
  readonly remarks: Pick<SearchResult, "suggestions" | "notices"> | null;
  /** What a search takes the query for; null where it takes it as it is. */
  readonly meant: string | null;
  /** Whether it asks for nothing and only refuses some: no search finds that. */
  readonly isAllBut: boolean;
}

export async function foundToday(
  { query, paperKey }: Pick<AlertWish, "query" | "paperKey">,
  { papers, finder, composer }: Pick<SubscriptionDeps, "papers" | "finder" | "composer">,
): Promise<FoundToday> {
  if (paperKey !== null) {
    const { isExact, total } = await papers.findPaper({ name: paperKey, offset: 0, limit: 1 });
    const found = isExact ? total : 0;
    return { total: found, shown: found, remarks: null, meant: null, isAllBut: false };
  }
  const result = await finder.search({ query, order: "relevance", offset: 0, limit: LOOKED_AT });
  const { total: shown, hits } = result;
  const matching = await composer.matchingPosts({ query, postIds: hits.map(({ post }) => post.id) });
  const total = shown > hits.length && matching.length > 0 ? shown : matching.length;
  return { total, shown, remarks: result, meant: meantBy(result), isAllBut: asksForNothing(query) };
}

function asksForNothing(query: string): boolean {
  const { words, filter } = parseQuery(query);
  return filter === null && words.every(({ kind }) => kind === "not");
}

function meantBy({ query, retyped, guesses, total }: SearchResult): string | null {
  if (total === 0) return null;
  if (retyped !== null) return retyped;
  const meant = guesses.reduce((text, { word, searched }) => withWord(text, word, searched), query);
  return meant === query ? null : meant;
}

/** In whatever case it was typed. */
function withWord(text: string, word: string, other: string): string {
  const at = text.toLowerCase().indexOf(word.toLowerCase());
  return at < 0 ? text : text.slice(0, at) + other + text.slice(at + word.length);
}
