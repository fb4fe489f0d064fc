import type { Channel, StoredPost } from "../channel/post.ts";
import type { PostFilter } from "./post-filter.ts";
import type { SearchIndex } from "./search-index.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** How far the store has come. */
export interface Position {
  /** Changes whenever all posts were indexed anew; stems keep their numbers within one. */
  readonly epoch: string;
  /** Number of the last change to any post. */
  readonly sequence: number;
  /** False while posts wait to be indexed, after another version of the program has taken over the database. */
  readonly isComplete: boolean;
}

export interface SearchState extends Position {
  /** Version of the rules that made words and stems: see ANALYSER. */
  readonly analyser: number;
  /** How many posts can be found. */
  readonly indexed: number;
}

export interface ReadingChanges {
  /** Packed readings of posts that changed after the asked sequence number. */
  readonly readings: ReadonlyMap<number, Uint8Array>;
  readonly removedIds: readonly number[];
  /** Ask with this number next; equal to the asked one when nothing changed. */
  readonly sequence: number;
}

/** A page of posts by our keys. */
export interface IdPage {
  readonly ids: readonly number[];
  readonly total: number;
}

/** What searching reads of the kept posts. It is written in the transaction that keeps a post, so it is never behind. */
export interface SearchStore {
  readonly vocabulary: Vocabulary;
  /** Never behind the posts; see Position.isComplete for the one exception. */
  readonly index: SearchIndex;
  state(): Promise<SearchState>;
  /** How far the store has come: cheap enough to ask before every query. */
  position(): Promise<Position>;
  /** Packed words of the posts; one that is not indexed is left out. */
  readings(postIds: readonly number[]): Promise<ReadonlyMap<number, Uint8Array>>;
  /** At most `limit` changes. */
  readingsAfter(sequence: number, limit: number): Promise<ReadingChanges>;
  channels(): Promise<Channel[]>;
  postsByIds(ids: readonly number[]): Promise<StoredPost[]>;
  /** Those of the posts that pass the filter, newest first, each with its date in seconds since 1970. */
  newestFirst(ids: readonly number[], filter: PostFilter | null): Promise<ReadonlyMap<number, number>>;
  /** All posts that pass the filter, newest first. */
  select(filter: PostFilter, page: { readonly offset: number; readonly limit: number }): Promise<IdPage>;
  /** Tags that begin with the text (as `comparableTag` makes it), most frequent first. */
  tagsLike(beginning: string, limit: number): Promise<readonly TagCount[]>;
}

export interface TagCount {
  readonly tag: string;
  readonly posts: number;
}
