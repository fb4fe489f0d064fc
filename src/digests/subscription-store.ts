import type { Occurrence } from "./schedule.ts";
import type { Alert, DigestChoices, EndReason, Manners, Place, Subscriber } from "./subscription.ts";

export interface DigestToSave extends Manners {
  /** Null ends the digest; alerts stay. */
  readonly digest: DigestChoices | null;
  /** When the next digest is due; null where none is (off, paused, or post by post). */
  readonly next: Occurrence | null;
}

export interface AlertToAdd extends Manners {
  readonly query: string;
  readonly paperKey: string | null;
  /** How many a place may have. */
  readonly limit: number;
}

export type AddedAlert =
  | { readonly kind: "added" | "known"; readonly alert: Alert }
  /** It has as many as it may. */
  | { readonly kind: "too-many" };

/** A query that somebody saved, as an alert or as what a digest is made of; saved once, whoever wants it. */
export interface SavedQuery {
  readonly id: number;
  readonly query: string;
  readonly paperKey: string | null;
}

/** How it is kept who is sent what. */
export interface SubscriptionStore {
  /** Null where the place never asked for anything, or nothing of it is left. */
  subscriberAt(place: Place): Promise<Subscriber | null>;
  subscriber(id: number): Promise<Subscriber | null>;
  /**
   * A digest that begins, or goes on after a pause, is of posts that come from now on. A place that had ended is sent
   * to again. Manners count for its alerts, too.
   */
  saveDigest(place: Place, wanted: DigestToSave): Promise<Subscriber | null>;
  /** Saves the manners only of a place that had none yet. Tells of posts that come from now on. */
  addAlert(place: Place, wanted: AlertToAdd): Promise<AddedAlert>;
  /** False where the place has no such alert. */
  removeAlert(place: Place, alertId: number): Promise<boolean>;
  /** Of every topic of a chat. Keeps what was asked for, and buries what is still owed. Returns how many ended. */
  endChat(chatId: number, reason: EndReason): Promise<number>;
  /** The same of one place: the other topics of its chat go on. */
  endPlace(place: Place, reason: EndReason): Promise<number>;
  /** Takes up again what had ended, with posts that come from now on. Returns how many places. */
  reviveChat(chatId: number): Promise<number>;
  /** The saved queries with a higher key, in the order of keys. */
  savedQueriesAfter(id: number, limit: number): Promise<SavedQuery[]>;
  /** The last local date that the place has a digest of, sent or owed: `2026-11-30`; null where there is none. */
  lastDigestDate(subscriberId: number): Promise<string | null>;
}
