import type { DeadReason } from "../digests/delivery.ts";
import type { DeliveryFigures, DeliveryStore } from "../digests/delivery-store.ts";
import type { Connection } from "./connection.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

const OWED = "finished_at IS NULL";

// Digests that are paused are few, so two counts cost less than a look at what every place asks for.
const FIGURES = `
  SELECT
    (SELECT count(*) FROM deliveries WHERE state = 'pending' AND ${OWED}) AS pending,
    (SELECT count(*) FROM deliveries WHERE state = 'sending' AND ${OWED}) AS sending,
    (SELECT min(due_at) FROM deliveries WHERE state = 'pending' AND ${OWED} AND due_at <= @now) AS oldest,
    (SELECT count(*) FROM deliveries WHERE state = 'sent' AND finished_at > @since) AS sent,
    (SELECT count(*) FROM subscribers WHERE ended_because IS NULL AND left_at IS NULL)
      - (SELECT count(*) FROM digests JOIN subscribers ON subscribers.id = subscriber_id
           WHERE is_paused = 1 AND ended_because IS NULL
             AND NOT EXISTS (SELECT 1 FROM alerts WHERE alerts.subscriber_id = digests.subscriber_id))
      AS subscribers,
    (SELECT count(*) FROM alerts) AS alerts`;

const DEAD = `
  SELECT reason, count(*) AS deliveries FROM deliveries
  WHERE state = 'dead' AND finished_at > @since AND reason <> 'nothing-new' GROUP BY reason`;

interface FigureRow {
  readonly pending: number;
  readonly sending: number;
  readonly oldest: number | null;
  readonly sent: number;
  readonly subscribers: number;
  readonly alerts: number;
}

export function deliveryFiguresIn(connection: Connection): DeliveryStore["deliveryFigures"] {
  const { db } = connection;
  const figures = db.prepare<[{ now: number; since: number }], FigureRow>(FIGURES);
  const dead = db.prepare<[{ since: number }], { reason: DeadReason; deliveries: number }>(DEAD);
  return (now) =>
    connection.read(() => {
      const since = now.getTime() - DAY_MS;
      const row = figures.get({ now: now.getTime(), since });
      if (row === undefined) throw new Error("A query without FROM gives a row");
      return figuresFrom(row, dead.all({ since }));
    });
}

function figuresFrom(
  { oldest, sent, ...counts }: FigureRow,
  dead: readonly { reason: DeadReason; deliveries: number }[],
): DeliveryFigures {
  return {
    ...counts,
    oldestDueAt: oldest === null ? null : new Date(oldest),
    sentLastDay: sent,
    deadLastDay: Object.fromEntries(dead.map(({ reason, deliveries }) => [reason, deliveries])),
  };
}
