import type { EndReason } from "./subscription.ts";

/** Posts that became known between two digests, by our keys: after the first, up to and with the second. */
export interface PostSpan {
  readonly after: number;
  readonly upTo: number;
  /** Older posts are no news, however late they became known. */
  readonly publishedSince: Date;
  /** Without those of then and later: what a digest of the past would have been. Absent = up to now. */
  readonly publishedUntil?: Date;
}

/** What a delivery is about. */
export type Subject =
  /** One new post: it matches an alert, or the place gets every post. */
  | { readonly kind: "post"; readonly postId: number }
  /** The digest of a local date. */
  | { readonly kind: "digest"; readonly date: string; readonly posts: PostSpan };

/**
 * Where a delivery that is begun goes on: its messages are fixed when the first one is sent, so that a digest of several
 * is not made anew halfway.
 */
export interface BegunDelivery {
  /** JSON of the messages; whoever made it reads it. */
  readonly messages: string;
  /** How many of them have arrived. */
  readonly sent: number;
}

/** One thing owed to one place; the place and its manners are the subscriber's. */
export interface Delivery {
  readonly id: number;
  readonly subscriberId: number;
  readonly subject: Subject;
  /** Not before. */
  readonly dueAt: Date;
  /** Times that it was sent, and nobody knows whether it arrived. */
  readonly unsureAttempts: number;
  /** Null = no message was sent yet. */
  readonly begun: BegunDelivery | null;
}

/** Why a delivery will not be sent. */
export type DeadReason =
  | EndReason
  /** Nothing to tell: no new post, or the post was hidden or changed before it was sent. */
  | "nothing-new"
  /** The place does not want it any more. */
  | "unwanted"
  /** Telegram takes no message like that. */
  | "refused"
  /** It was sent again and again, and nobody knows whether it arrived. */
  | "no-answer";
