import type { PostSpan } from "./delivery.ts";

/** Posts of a span by our keys. */
export interface SpanPage {
  /** Newest first. */
  readonly ids: readonly number[];
  /** How many there are in all. */
  readonly total: number;
}

/** How posts are found that a digest may tell of. */
export interface DigestPosts {
  /** The newest of those in the span that readers may see; of these channels only, of all where none is named. */
  postsBetween(span: PostSpan, channelIds: readonly number[], limit: number): Promise<SpanPage>;
  /** Another one whenever the post has changed, was hidden or shown again; 0 where it is gone. */
  versionOf(postId: number): Promise<number>;
}
