/** Where something is sent: a chat, or one topic of a forum. */
export interface Place {
  readonly chatId: number;
  /** Null = the chat itself. */
  readonly topicId: number | null;
}

/** As ISO 8601 counts: Monday is 1, Sunday 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** How often new posts are sent: one by one as they come, or together. */
export type Rhythm =
  | { readonly kind: "each" }
  | { readonly kind: "daily" }
  | { readonly kind: "weekly"; readonly weekday: Weekday };

/** Local hours in which nothing is sent: `from` up to and without `until`, over midnight where `from` is the later. */
export interface QuietHours {
  readonly from: number;
  readonly until: number;
}

/** How anything is sent to a place, be it a digest or an alert. */
export interface Manners {
  /** IANA name. */
  readonly timezone: string;
  readonly quietHours: QuietHours | null;
  /** Without a sound. */
  readonly isSilent: boolean;
  /** Of whoever set it up last; the name of a file of texts. */
  readonly language: string;
}

/** What a place wants to be sent of new posts. */
export interface DigestChoices {
  readonly rhythm: Rhythm;
  /** Local hour of a daily or weekly digest, 0–23. */
  readonly hour: number;
  /** Only posts that match all of it, in the query language of the search; "" = every post. */
  readonly query: string;
  /** Our keys; empty = all channels, also those to come. */
  readonly channelIds: readonly number[];
  /** Of weekly digests: one short line when nothing is new. */
  readonly saysNothingNew: boolean;
  /** What happens to a digest whose hour passed while the bot was down, on the same local day still. */
  readonly whenLate: "send" | "fold";
  readonly isPaused: boolean;
}

/** A query that a place wants to be told of when a new post matches. */
export interface Alert {
  readonly id: number;
  /** As it was typed, in the query language of the search. */
  readonly query: string;
  /** The key of the paper that is meant; null where words are. */
  readonly paperKey: string | null;
}

/**
 * Why a place is sent nothing any more.
 * - blocked: the person blocked the bot, or is no more
 * - removed: the bot was put out of the group, or may not write there
 * - gone: there is no such chat or topic (any more)
 */
export type EndReason = "blocked" | "removed" | "gone";

/** All that a place asked for. */
export interface Subscriber extends Manners {
  readonly id: number;
  readonly place: Place;
  /** Null = no digest. */
  readonly digest: DigestChoices | null;
  /** Oldest first. */
  readonly alerts: readonly Alert[];
  /** Null = it is sent what it asked for. */
  readonly endedBecause: EndReason | null;
}
