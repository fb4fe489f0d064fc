import { setImmediate as nextTurn } from "node:timers/promises";
import type { DeliveryStore } from "../digests/delivery-store.ts";
import type { Connection } from "./connection.ts";
import { deliveryFiguresIn } from "./delivery-figures.ts";
import { type DeliveryRow, type DeliveryRows, deliveryFrom } from "./delivery-rows.ts";

type Outbox = Omit<
  DeliveryStore,
  "nextNewPost" | "planPost" | "passOver" | "dueDigests" | "planDigests" | "nextDigestAt"
>;

/** Others are served in between. */
const PRUNED_AT_ONCE = 500;

const PENDING = "state = 'pending' AND finished_at IS NULL";

const DUE = `
  SELECT id, subscriber_id, subject, due_at, unsure_attempts, after_post, up_to_post, published_since,
    is_begun, messages, sent_parts
  FROM deliveries
  WHERE ${PENDING} AND due_at <= @now AND id NOT IN (SELECT value FROM json_each(@except))
  ORDER BY due_at, id LIMIT @limit`;

// What has begun goes on with the messages that it began with.
const CLAIM = `
  UPDATE deliveries SET state = 'sending',
    messages = CASE WHEN is_begun = 1 THEN coalesce(messages, @messages) ELSE @messages END
  WHERE id = @id AND state = 'pending'`;
const MARK_PART = `
  UPDATE deliveries SET sent_parts = sent_parts + 1, message_id = ?, is_begun = 1
  WHERE id = ? AND state = 'sending'`;
const MARK_SENT = `
  UPDATE deliveries SET state = 'sent', message_id = ?, finished_at = ?, messages = NULL
  WHERE id = ? AND state = 'sending'`;
const POSTPONE = `
  UPDATE deliveries SET state = 'pending', due_at = @until,
    unsure_attempts = unsure_attempts + @isUnsure, is_begun = max(is_begun, @isUnsure)
  WHERE id = @id AND finished_at IS NULL`;
const TAKE_UP_AGAIN = `
  UPDATE deliveries SET state = 'pending', is_begun = 1 WHERE state = 'sending' AND finished_at IS NULL`;

// What the post that is being planned was finished for would else be owed again.
const PRUNE = `
  DELETE FROM deliveries WHERE id IN (
    SELECT id FROM deliveries
    WHERE state IN ('sent', 'dead') AND finished_at < @before
      AND subject IS NOT (SELECT 'post:' || planning_post FROM digest_state)
    LIMIT ${PRUNED_AT_ONCE})`;
const PRUNE_PLACES = `
  DELETE FROM subscribers WHERE left_at < ? AND NOT EXISTS (
    SELECT 1 FROM deliveries WHERE subscriber_id = subscribers.id AND finished_at IS NULL)`;

export function outboxIn(connection: Connection, rows: DeliveryRows): Outbox {
  const { db } = connection;
  const due = db.prepare<[{ now: number; limit: number; except: string }], DeliveryRow>(DUE);
  const nextAt = db.prepare<[], number | null>(`SELECT min(due_at) FROM deliveries WHERE ${PENDING}`).pluck();
  return {
    dueDeliveries: (now, limit, except) =>
      connection.read(() =>
        due.all({ now: now.getTime(), limit, except: JSON.stringify(except) }).map(deliveryFrom),
      ),
    nextDeliveryAt: () =>
      connection.read(() => {
        const at = nextAt.get() ?? null;
        return at === null ? null : new Date(at);
      }),
    ...settlingIn(connection),
    bury: (id, reason, now) => connection.writeJointly(() => rows.bury(id, reason, now)),
    deliveryFigures: deliveryFiguresIn(connection),
    pruneDeliveries: pruningIn(connection),
  };
}

type Settling = Pick<Outbox, "claim" | "markPart" | "markSent" | "postpone" | "takeUpAgain">;

function settlingIn(connection: Connection): Settling {
  const { db } = connection;
  const claim = db.prepare<[{ id: number; messages: string | null }]>(CLAIM);
  const markPart = db.prepare<[number, number]>(MARK_PART);
  const markSent = db.prepare<[number, number, number]>(MARK_SENT);
  const postpone = db.prepare<[{ id: number; until: number; isUnsure: number }]>(POSTPONE);
  const takeUpAgain = db.prepare<[]>(TAKE_UP_AGAIN);
  return {
    claim: (id, messages) => connection.writeJointly(() => claim.run({ id, messages }).changes === 1),
    markPart: (id, messageId) => connection.writeJointly(() => void markPart.run(messageId, id)),
    markSent: (id, messageId, now) =>
      connection.writeJointly(() => void markSent.run(messageId, now.getTime(), id)),
    postpone: (id, until, isUnsure) =>
      connection.writeJointly(
        () => void postpone.run({ id, until: until.getTime(), isUnsure: Number(isUnsure) }),
      ),
    takeUpAgain: () => connection.write(() => takeUpAgain.run().changes),
  };
}

/** The date of a place's last digest stands with the place, and stays. */
function pruningIn(connection: Connection): Outbox["pruneDeliveries"] {
  const prune = connection.db.prepare<[{ before: number }]>(PRUNE);
  const prunePlaces = connection.db.prepare<[number]>(PRUNE_PLACES);
  return async (until) => {
    const before = until.getTime();
    let pruned = 0;
    for (let step = PRUNED_AT_ONCE; step === PRUNED_AT_ONCE; pruned += step) {
      await nextTurn();
      step = await connection.write(() => prune.run({ before }).changes);
    }
    await connection.write(() => prunePlaces.run(before));
    return pruned;
  };
}
