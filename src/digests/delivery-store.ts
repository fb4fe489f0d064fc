import type { DeadReason, Delivery } from "./delivery.ts";
import type { Occurrence } from "./schedule.ts";
import type { DigestChoices, Manners } from "./subscription.ts";

/** A post that nobody has been told of yet. */
export interface NewPost {
  readonly postId: number;
  /** Where no zone is known, as if it were UTC. */
  readonly publishedAt: Date;
}

export interface DueDigest {
  readonly subscriberId: number;
  readonly choices: DigestChoices;
  readonly manners: Manners;
  /** The one that is due. */
  readonly due: Occurrence;
  /** When the digest before it was made, or the digest began. */
  readonly since: Date;
  /** The key of the last post that it told of, or that was there before. */
  readonly after: number;
}

export interface DigestPlan {
  readonly subscriberId: number;
  /** What `dueDigests` gave: one that was planned, or changed, meanwhile is left as it is. */
  readonly due: Occurrence;
  /** Null folds it into the next one. */
  readonly send: Occurrence | null;
  readonly publishedSince: Date;
  readonly next: Occurrence;
}

/** What is owed, counted. */
export interface DeliveryFigures {
  readonly pending: number;
  /** Being sent, or were when the process died. */
  readonly sending: number;
  /** When the oldest of those that are due became so; null where nothing is due. */
  readonly oldestDueAt: Date | null;
  /** In the last 24 hours. */
  readonly sentLastDay: number;
  /** In the last 24 hours, by reason, without those that had nothing to tell. */
  readonly deadLastDay: Readonly<Partial<Record<DeadReason, number>>>;
  /** Places that are sent something. */
  readonly subscribers: number;
  readonly alerts: number;
}

/**
 * The outbox: what is owed to whom. A place is owed one delivery a post, and one digest a local date, whatever happens.
 * Every method is one transaction, and is on the disk when it resolves.
 */
export interface DeliveryStore {
  /** The first post, by our keys, that nobody was told of yet; hidden ones are passed over. */
  nextNewPost(): Promise<NewPost | null>;
  /**
   * Owes the post to those who get every post of its channel, and to those whose saved queries it matches, in steps of
   * about `limit` places. True = all of them; then the post is no new one any more. A crash between steps owes nothing
   * twice.
   */
  planPost(
    postId: number,
    matched: readonly number[],
    step: { readonly dueAt: Date; readonly limit: number },
  ): Promise<boolean>;
  /** Nobody is told of the next posts, up to `limit`, as long as they were published before: they are no news. */
  passOver(publishedBefore: Date, limit: number): Promise<void>;
  /** Digests whose hour has come, the longest due first. */
  dueDigests(now: Date, limit: number): Promise<DueDigest[]>;
  planDigests(plans: readonly DigestPlan[], now: Date): Promise<void>;
  /** When the next digest's hour comes; null where none does. */
  nextDigestAt(): Promise<Date | null>;

  /** Pending and due, the longest due first, but those with these keys. */
  dueDeliveries(now: Date, limit: number, except: readonly number[]): Promise<Delivery[]>;
  /** When the next pending delivery is due; null where none is. */
  nextDeliveryAt(): Promise<Date | null>;
  /**
   * Pending → sending, before the request leaves. False where it is not pending any more. Of several messages `messages`
   * keeps all; null where there is one.
   */
  claim(id: number, messages: string | null): Promise<boolean>;
  /** One of several messages has arrived; the delivery is still being sent. */
  markPart(id: number, messageId: number): Promise<void>;
  /** Sending → sent. */
  markSent(id: number, messageId: number, now: Date): Promise<void>;
  /** Back to pending; `isUnsure` = it may have arrived. */
  postpone(id: number, until: Date, isUnsure: boolean): Promise<void>;
  /** For good. */
  bury(id: number, reason: DeadReason, now: Date): Promise<void>;
  /** What was being sent when the process died is pending again. Returns how many. */
  takeUpAgain(): Promise<number>;
  deliveryFigures(now: Date): Promise<DeliveryFigures>;
  /** Forgets finished deliveries of before; the key of a digest's last date stays. Returns how many. */
  pruneDeliveries(before: Date): Promise<number>;
}
