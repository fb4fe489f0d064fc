import type { StoredPost } from "../channel/post.ts";
import type { QueryNotice } from "./query-language.ts";

/** A range of a text, in UTF-16 units: from `start` up to and without `end`. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A piece of a post's text worth showing, with the words that matched. */
export interface Snippet {
  /** Begins or ends with "…" where the post goes on; never cuts a word or a surrogate pair. */
  readonly text: string;
  /** Ranges in `text`, ascending, not overlapping. */
  readonly marks: readonly TextRange[];
}

/** A post found. */
export interface Hit {
  readonly post: StoredPost;
  /** The author's heading or the first line, at most 100 characters. */
  readonly title: string;
  readonly snippet: Snippet;
  /** Higher is better; comparable within one search only. */
  readonly score: number;
  /** Why it stands where it does, where that was asked. */
  readonly why?: HitExplanation;
}

/** What a score is made of: each figure as it was added up. */
export interface HitExplanation {
  readonly bm25: number;
  readonly coverage: number;
  /** Null where the post was too far down to be looked at. */
  readonly proximity: number | null;
  readonly inOrder: number | null;
  readonly title: number | null;
  readonly recency: number | null;
  readonly words: readonly WordExplanation[];
}

export interface WordExplanation {
  /** As it was asked. */
  readonly word: string;
  /** How much finding it says. */
  readonly idf: number;
  /** The best that the post has for it: 1 = the word itself, 0 = nothing. */
  readonly found: number;
  /** Stems of the post that count for it, best first. */
  readonly as: readonly string[];
}

export type HitOrder = "relevance" | "newest";

export interface SearchRequest {
  readonly query: string;
  readonly order: HitOrder;
  readonly offset: number;
  readonly limit: number;
  /** One channel only; absent = all. */
  readonly channelId?: number;
  /** Tells why each hit stands where it does. */
  readonly explain?: boolean;
}

export interface SearchResult {
  /** The query as it was searched: trimmed, cut to the longest length allowed. */
  readonly query: string;
  /** The query in the keyboard layout that was meant, where it was typed in the other one. */
  readonly retyped: string | null;
  /** Words that no post has, with the known word that was searched instead where that is a mere guess. */
  readonly guesses: readonly Guess[];
  /** What of the query was not understood, and searched as words. */
  readonly notices: readonly QueryNotice[];
  /** How many posts match in all. */
  readonly total: number;
  readonly hits: readonly Hit[];
  /** Where nothing matches: what to ask instead. Each finds something. */
  readonly suggestions: readonly Suggestion[];
  /** False while some posts cannot be found yet, because another version of the program has to read them anew. */
  readonly isComplete: boolean;
}

export interface Guess {
  readonly word: string;
  readonly searched: string;
}

/** A query to ask instead of one that found nothing. */
export interface Suggestion {
  readonly kind: "spelling" | "without" | "tag";
  readonly query: string;
  /** How many posts it finds. */
  readonly total: number;
}

/** Finds posts by what people type. */
export interface Finder {
  /** A query with nothing to look for (spaces, emoji) finds nothing; it is not an error. */
  search(request: SearchRequest): Promise<SearchResult>;
}
