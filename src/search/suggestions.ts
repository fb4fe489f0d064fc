import { comparableTag } from "./facts.ts";
import type { Suggestion } from "./hit.ts";
import type { Plan } from "./plan.ts";
import { type Query, textWithout, textWithoutFilters } from "./query-language.ts";
import type { SearchStore } from "./search-store.ts";

export interface SuggestionDeps {
  readonly store: Pick<SearchStore, "vocabulary" | "tagsLike">;
  /** How many posts a query finds. */
  readonly count: (query: string) => Promise<number>;
}

/** Each part costs a search, and nobody reads a long list. */
const MAX_PARTS = 6;
const MAX_WITHOUT = 3;
const MAX_TAGS = 2;
/** A weaker guess is no word that somebody may have meant. */
const LIKELY = 0.44;
const SHORTEST_TAG_WORD = 3;

/** What to ask instead of a query that found nothing: each suggestion finds something. */
export async function suggestionsFor(query: Query, plan: Plan, deps: SuggestionDeps): Promise<Suggestion[]> {
  const found = [
    ...(await spelling(query, plan, deps)),
    ...(await withoutOnePart(query, deps)),
    ...(await withoutFilters(query, deps)),
    ...(await relatedTags(plan, deps)),
  ];
  return found.filter(({ query: text }, at) => found.findIndex((other) => other.query === text) === at);
}

/** Unknown words as the archive may write them. */
async function spelling(query: Query, plan: Plan, { store, count }: SuggestionDeps): Promise<Suggestion[]> {
  let text = plan.retyped ?? query.text;
  for (const { word, alternatives } of plan.terms) {
    const [own, ...others] = [...alternatives].sort(([, a], [, b]) => b - a).map(([stem]) => stem);
    if (own === undefined || store.vocabulary.has(own)) continue;
    const likely = others.find(
      (stem) => (alternatives.get(stem) ?? 0) >= LIKELY && store.vocabulary.has(stem),
    );
    if (likely !== undefined) text = replaceWord(text, word, store.vocabulary.wordFor(likely));
  }
  return text === query.text ? [] : counted("spelling", text, count);
}

async function withoutOnePart(query: Query, { count }: SuggestionDeps): Promise<Suggestion[]> {
  if (query.parts.length < 2) return [];
  const isMisread = (text: string) =>
    query.notices.some((notice) => notice.kind === "not-understood" && notice.part === text);
  const parts = query.parts.slice(0, MAX_PARTS);
  const found = await Promise.all(parts.map((_, at) => counted("without", textWithout(query, at), count)));
  const ranked = found.flatMap((suggestions, at) =>
    suggestions.map((suggestion) => ({ suggestion, isBest: isMisread(parts[at]?.text ?? "") })),
  );
  // A filter that was not understood is missed least; else what finds least has kept most of what was meant.
  ranked.sort((a, b) => Number(b.isBest) - Number(a.isBest) || a.suggestion.total - b.suggestion.total);
  return ranked.slice(0, MAX_WITHOUT).map(({ suggestion }) => suggestion);
}

/** Where each of several filters lets nothing pass, leaving out one of them is no help. */
async function withoutFilters(query: Query, { count }: SuggestionDeps): Promise<Suggestion[]> {
  const filters = query.parts.filter(({ kind }) => kind === "filter");
  return filters.length < 2 ? [] : counted("without", textWithoutFilters(query), count);
}

async function relatedTags({ terms }: Plan, { store, count }: SuggestionDeps): Promise<Suggestion[]> {
  const tags: Suggestion[] = [];
  for (const { word } of terms) {
    if (word.length < SHORTEST_TAG_WORD) continue;
    const like = await store.tagsLike(comparableTag(word), MAX_TAGS);
    for (const { tag } of like) tags.push(...(await counted("tag", `#${tag}`, count)));
  }
  return tags.slice(0, MAX_TAGS);
}

async function counted(
  kind: Suggestion["kind"],
  query: string,
  count: SuggestionDeps["count"],
): Promise<Suggestion[]> {
  const total = query.trim() === "" ? 0 : await count(query);
  return total === 0 ? [] : [{ kind, query, total }];
}

/** The word where it stands by itself, whatever its case. */
function replaceWord(text: string, word: string, other: string): string {
  const at = text.toLowerCase().replaceAll("ё", "е").indexOf(word);
  return at < 0 ? text : text.slice(0, at) + other + text.slice(at + word.length);
}
