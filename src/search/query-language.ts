import { searchedText } from "./query/cleaning.ts";
import { lexemesOf } from "./query/lexemes.ts";
import { meaningOf } from "./query/meaning.ts";
import { noticesOf } from "./query/notices.ts";
import { cutOut, partsOf } from "./query/parts.ts";
import { wellFormed } from "./query/shape.ts";
import { treeOf } from "./query/tree.ts";

export type HasKind = "link" | "paper" | "photo" | "video" | "poll" | "code";

/** Words of the query as a tree. */
export type Clause =
  /** A chunk without spaces, not yet tokenised: "DCN-v2". Exact iff typed as =слово. */
  | { readonly kind: "word"; readonly text: string; readonly isExact: boolean }
  | { readonly kind: "phrase"; readonly text: string }
  /** a | b */
  | { readonly kind: "any"; readonly of: readonly All[] }
  /** -слово, -"two words", -(a b): not all of these at once. */
  | { readonly kind: "not"; readonly of: All };

/** All of these are wanted, in the order of the query. Nested groups without | are flattened. */
export type All = readonly Clause[];

export type Filter =
  /** A username without @, an id, or a title. */
  | { readonly kind: "channel"; readonly name: string }
  | { readonly kind: "author"; readonly name: string }
  /** Without # */
  | { readonly kind: "tag"; readonly name: string }
  | { readonly kind: "has"; readonly what: HasKind }
  /** Local days YYYY-MM-DD; the first is included, the last is not. */
  | { readonly kind: "dates"; readonly from: string | null; readonly until: string | null }
  | { readonly kind: "all"; readonly of: readonly Filter[] }
  | { readonly kind: "any"; readonly of: readonly Filter[] }
  | { readonly kind: "not"; readonly of: Filter };

/** Something the reader is told. */
export type QueryNotice =
  /** No syntax after all, so it is searched as words: before:вчера, has:кот, a quote that is never closed. */
  { readonly kind: "not-understood"; readonly part: string } | { readonly kind: "shortened" };

/** A piece of the query that can be left out without changing what the others mean. */
export interface QueryPart {
  /** As it was typed, signs included: `-слово`, `a | b`, `channel:@name`. */
  readonly text: string;
  readonly kind: "word" | "filter" | "excluded";
  /** Where it stands in the query's text, in UTF-16 units. */
  readonly start: number;
}

export interface Query {
  /** As it is searched: trimmed, spaces collapsed, at most 256 UTF-16 units. */
  readonly text: string;
  readonly words: All;
  readonly filter: Filter | null;
  /** In the order of the text. */
  readonly notices: readonly QueryNotice[];
  readonly parts: readonly QueryPart[];
}

/**
 * Reads a query: words, "a phrase", -without, =exact, a | b, ( ), channel: author: before: after: on: has: #tag.
 * The neighbours of | belong to it, so "a b | c" is a and one of b, c, as in web search.
 * Nothing a person types is an error: whatever is no syntax is words. Linear in the length of the input.
 */
export function parseQuery(input: string): Query {
  const { text, isShortened } = searchedText(input);
  const { lexemes, misreads } = lexemesOf(text);
  const shape = wellFormed(lexemes);
  const { words, filter, units, misplaced } = meaningOf(treeOf(shape.lexemes));
  const notices = noticesOf(text, [...misreads, ...shape.strays, ...misplaced]);
  return {
    text,
    words,
    filter,
    notices: isShortened ? [...notices, { kind: "shortened" }] : notices,
    parts: partsOf(text, units, misreads),
  };
}

/** The text of the same query without one of its parts; without a part of that number the text as it is. */
export function textWithout(query: Query, at: number): string {
  const part = query.parts[at];
  return part === undefined ? query.text : cutOut(query.text, part);
}

/** The text of the same query with its words only. */
export function textWithoutFilters(query: Query): string {
  // From the end, so that the ranges of the others still hold.
  const filters = query.parts.filter(({ kind }) => kind === "filter").toReversed();
  return filters.reduce(cutOut, query.text);
}
