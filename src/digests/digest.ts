import type { StoredPost } from "../channel/post.ts";
import type { ListedPaper } from "../papers/paper.ts";
import type { Snippet } from "../search/hit.ts";
import type { PostSpan } from "./delivery.ts";

/** A post as a digest tells of it. */
export interface DigestItem {
  readonly post: StoredPost;
  /** The author's heading or the first line, at most 100 characters. */
  readonly title: string;
  /** The sentences that say most, as the post has them and in its order, without the title; may be empty. */
  readonly summary: string;
  /** What it names, in the order of its text. */
  readonly papers: readonly ListedPaper[];
}

export interface DigestSection {
  /** Posts about papers, other posts, and those of a line or two. */
  readonly kind: "papers" | "posts" | "news";
  /** Most important first. */
  readonly items: readonly DigestItem[];
}

/** New posts, worth reading. */
export interface Digest {
  /** Only those that have items, in the order in which they are read. */
  readonly sections: readonly DigestSection[];
  /** Papers of the period, most named first. */
  readonly papers: readonly ListedPaper[];
  /** How many posts it tells of. */
  readonly total: number;
}

export interface DigestRequest {
  readonly posts: PostSpan;
  /** Only posts that match all of it; "" = every post. */
  readonly query: string;
  /** Our keys; empty = all. */
  readonly channelIds: readonly number[];
}

/** Why a place is told of one post. */
export interface Notice {
  readonly item: DigestItem;
  /** Of alerts that it matches, each with the passage that does; empty where the place gets every post. */
  readonly matches: readonly QueryMatch[];
}

export interface QueryMatch {
  readonly query: string;
  /** The key of the paper that is meant; null where words are. */
  readonly paperKey: string | null;
  readonly snippet: Snippet;
}

export interface NoticeRequest {
  readonly postId: number;
  /** Alerts of the place. */
  readonly alerts: readonly { readonly query: string; readonly paperKey: string | null }[];
  /** What every post is wanted by: null where the place has alerts only. */
  readonly digest: { readonly query: string; readonly channelIds: readonly number[] } | null;
}

/** Makes what is sent, of posts as they are now. */
export interface DigestComposer {
  composeDigest(request: DigestRequest): Promise<Digest>;
  /** Null where the post is gone or hidden, or matches none of it (any more). */
  composeNotice(request: NoticeRequest): Promise<Notice | null>;
  /** Keys of the saved queries that the post matches. */
  savedQueriesOf(postId: number): Promise<readonly number[]>;
}

/** What a query will find once it is saved: a search guesses more than that. */
export interface QueryProbe {
  /** Those of the posts that match all of it, in their order. */
  matchingPosts(request: {
    readonly query: string;
    readonly postIds: readonly number[];
  }): Promise<readonly number[]>;
}
