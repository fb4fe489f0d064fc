import type { StoredPost } from "../channel/post.ts";

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
}

export type HitOrder = "relevance" | "newest";

export interface SearchRequest {
  readonly query: string;
  readonly order: HitOrder;
  readonly offset: number;
  readonly limit: number;
  /** One channel only; absent = all. */
  readonly channelId?: number;
}

export interface SearchResult {
  /** The query as it was searched: trimmed, cut to the longest length allowed. */
  readonly query: string;
  /** How many posts match in all. */
  readonly total: number;
  readonly hits: readonly Hit[];
}

/** Finds posts by what people type. */
export interface Finder {
  /** A query with nothing to look for (spaces, emoji) finds nothing; it is not an error. */
  search(request: SearchRequest): Promise<SearchResult>;
}
