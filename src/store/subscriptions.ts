import type { Occurrence } from "../digests/schedule.ts";
import type { Alert, DigestChoices, EndReason, Manners, Place, Subscriber } from "../digests/subscription.ts";
import type {
  AddedAlert,
  AlertToAdd,
  DigestToSave,
  SubscriptionStore,
} from "../digests/subscription-store.ts";
import type { Connection } from "./connection.ts";
import type { Beginning, NewDigestRow } from "./digest-rows.ts";
import {
  alertFrom,
  choicesFrom,
  type DigestRow,
  digestColumns,
  mannersFrom,
  nextColumns,
  type SubscriberRow,
} from "./subscription-rows.ts";
import type { SubscriptionTables } from "./subscription-tables.ts";

export function subscriptionsIn(
  connection: Connection,
  tables: SubscriptionTables,
  now: () => Date,
): SubscriptionStore {
  const all = new Subscriptions(tables);
  return {
    subscriberAt: (place) => connection.read(() => all.at(place)),
    subscriber: (id) => connection.read(() => all.get(id)),
    saveDigest: (place, wanted) => connection.writeJointly(() => all.saveDigest(place, wanted, now())),
    addAlert: (place, wanted) => connection.writeJointly(() => all.addAlert(place, wanted, now())),
    removeAlert: (place, id) => connection.writeJointly(() => all.removeAlert(place, id, now())),
    endChat: (chatId, reason) => connection.writeJointly(() => all.endChat(chatId, reason, now())),
    endPlace: (place, reason) => connection.writeJointly(() => all.endPlace(place, reason, now())),
    reviveChat: (chatId) => connection.writeJointly(() => all.revive(chatId, now())),
    savedQueriesAfter: (id, limit) => connection.read(() => tables.queries.after(id, limit)),
    lastDigestDate: (id) => connection.read(() => all.lastDigestDate(id)),
  };
}

/** What places asked for, inside somebody's transaction. */
class Subscriptions {
  readonly #tables: SubscriptionTables;

  constructor(tables: SubscriptionTables) {
    this.#tables = tables;
  }

  at(place: Place): Subscriber | null {
    return this.#subscriberFrom(this.#tables.places.at(place));
  }

  get(id: number): Subscriber | null {
    return this.#subscriberFrom(this.#tables.places.get(id));
  }

  lastDigestDate(id: number): string | null {
    return this.#tables.places.get(id)?.last_date ?? null;
  }

  saveDigest(place: Place, wanted: DigestToSave, now: Date): Subscriber | null {
    if (wanted.digest === null && this.#tables.places.at(place) === null) return null;
    const id = this.#openPlace(place, wanted, now);
    const before = this.#tables.digests.get(id);
    if (wanted.digest === null) this.#tables.digests.delete(id);
    else this.#tables.digests.save(this.#digestRow(id, wanted.digest, wanted.next, { before, now }));
    this.#tables.queries.forgetUnused([before?.query_id ?? null]);
    this.#tidy(id, now);
    return this.get(id);
  }

  addAlert(place: Place, wanted: AlertToAdd, now: Date): AddedAlert {
    const known = this.#tables.places.at(place);
    const alerts = known === null ? [] : this.#tables.alerts.of(known.id);
    const same = alerts.find(
      ({ query, paper_key }) => query === wanted.query && paper_key === wanted.paperKey,
    );
    if (same === undefined && alerts.length >= wanted.limit) return { kind: "too-many" };
    const hasManners = known !== null && known.left_at === null;
    const id = this.#openPlace(place, hasManners ? mannersFrom(known) : wanted, now);
    if (same !== undefined) return { kind: "known", alert: alertFrom(same) };
    return { kind: "added", alert: this.#insertAlert(id, wanted) };
  }

  removeAlert(place: Place, alertId: number, now: Date): boolean {
    const id = this.#tables.places.at(place)?.id;
    const queryId = id === undefined ? null : this.#tables.alerts.delete(id, alertId);
    if (id === undefined || queryId === null) return false;
    this.#tables.queries.forgetUnused([queryId]);
    this.#tidy(id, now);
    return true;
  }

  endChat(chatId: number, reason: EndReason, now: Date): number {
    return this.#stop(this.#tables.places.endChat(chatId, reason), reason, now);
  }

  endPlace(place: Place, reason: EndReason, now: Date): number {
    return this.#stop(this.#tables.places.endPlace(place, reason), reason, now);
  }

  #stop(ended: readonly number[], reason: EndReason, now: Date): number {
    for (const id of ended) {
      this.#tables.digests.stop(id);
      this.#tables.deliveries.buryPending(id, reason, now);
    }
    return ended.length;
  }

  revive(chatId: number, now: Date): number {
    const revived = this.#tables.places.goOn(chatId);
    for (const id of revived) this.#startAnew(id, now);
    return revived.length;
  }

  /** The key of a place that is sent something from now on. */
  #openPlace(place: Place, manners: Manners, now: Date): number {
    const known = this.#tables.places.at(place);
    if (known !== null && known.ended_because !== null) this.#startAnew(known.id, now);
    return this.#tables.places.save(place, manners);
  }

  #startAnew(id: number, now: Date): void {
    const beginning = this.#begin(now);
    this.#tables.digests.goOn(id, beginning);
    this.#tables.alerts.startAfter(id, beginning.afterPost);
  }

  #begin(now: Date): Beginning {
    return { afterPost: this.#tables.newestPost(), since: now };
  }

  /** A digest that goes on keeps the posts that wait for it. */
  #digestRow(
    id: number,
    digest: DigestChoices,
    next: Occurrence | null,
    { before, now }: { before: DigestRow | null; now: Date },
  ): NewDigestRow {
    const { afterPost, since } = this.#begin(now);
    const isGoingOn = before !== null && goesOn(before, digest);
    return {
      ...digestColumns(digest),
      ...nextColumns(next),
      subscriber_id: id,
      query_id: digest.query === "" ? null : this.#tables.queries.keyOf(digest.query, null),
      after_post: isGoingOn ? before.after_post : afterPost,
      since: isGoingOn ? before.since : since.getTime(),
    };
  }

  #insertAlert(id: number, { query, paperKey }: AlertToAdd): Alert {
    const queryId = this.#tables.queries.keyOf(query, paperKey);
    return { id: this.#tables.alerts.insert(id, queryId, this.#tables.newestPost()), query, paperKey };
  }

  /** Buries what the place is owed and does not want any more. */
  #tidy(id: number, now: Date): void {
    const digest = this.#tables.digests.get(id);
    const hasAlerts = this.#tables.alerts.of(id).length > 0;
    if (digest === null && !hasAlerts) this.#tables.places.leave(id, now);
    if (digest !== null && digest.is_paused === 0) return;
    if (hasAlerts) this.#tables.deliveries.buryPendingDigests(id, "unwanted", now);
    else this.#tables.deliveries.buryPending(id, "unwanted", now);
  }

  #subscriberFrom(row: SubscriberRow | null): Subscriber | null {
    if (row === null || row.left_at !== null) return null;
    const digest = this.#tables.digests.get(row.id);
    return {
      id: row.id,
      place: { chatId: row.chat_id, topicId: row.topic_id === 0 ? null : row.topic_id },
      ...mannersFrom(row),
      digest: digest === null ? null : choicesFrom(digest),
      alerts: this.#tables.alerts.of(row.id).map(alertFrom),
      endedBecause: row.ended_because,
    };
  }
}

/** Sent one by one or together: what was sent one way is no news the other way. */
function goesOn(before: DigestRow, { rhythm }: DigestChoices): boolean {
  return before.is_paused === 0 && (before.rhythm === "each") === (rhythm.kind === "each");
}
