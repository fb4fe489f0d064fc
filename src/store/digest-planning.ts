import type Sqlite from "better-sqlite3";
import type { DeliveryStore, DigestPlan, DueDigest } from "../digests/delivery-store.ts";
import type { Occurrence } from "../digests/schedule.ts";
import type { Connection } from "./connection.ts";
import { CHOICES, type ChoicesRow, choicesFrom, type MannersRow, mannersFrom } from "./subscription-rows.ts";
import type { SubscriptionTables } from "./subscription-tables.ts";

type DigestPlanning = Pick<DeliveryStore, "dueDigests" | "planDigests" | "nextDigestAt">;

type DueRow = ChoicesRow &
  MannersRow & {
    readonly subscriber_id: number;
    readonly since: number;
    readonly after_post: number;
    readonly next_date: string;
    readonly next_at: number;
  };

interface PlannedRow {
  readonly after_post: number;
  readonly last_date: string | null;
}

const DUE = `
  SELECT subscriber_id, since, after_post, next_date, next_at, ${CHOICES},
    timezone, quiet_from, quiet_until, is_silent, language
  FROM digests JOIN subscribers ON subscribers.id = subscriber_id
    LEFT JOIN saved_queries ON saved_queries.id = query_id
  WHERE is_active = 1 AND next_at <= @now ORDER BY next_at, subscriber_id LIMIT @limit`;

// Nothing where it was planned, changed, paused or ended meanwhile.
const STILL_DUE = `
  SELECT after_post, last_date FROM digests JOIN subscribers ON subscribers.id = subscriber_id
  WHERE subscriber_id = @id AND is_active = 1 AND next_date = @date AND next_at = @at`;

export function digestPlanningIn(connection: Connection, tables: SubscriptionTables): DigestPlanning {
  const { db } = connection;
  const due = db.prepare<[{ now: number; limit: number }], DueRow>(DUE);
  const nextAt = db
    .prepare<[], number | null>(
      "SELECT min(next_at) FROM digests WHERE is_active = 1 AND next_at IS NOT NULL",
    )
    .pluck();
  const planning = new Planning(db, tables);
  return {
    dueDigests: (now, limit) =>
      connection.read(() => due.all({ now: now.getTime(), limit }).map(dueDigestFrom)),
    planDigests: (plans, now) =>
      connection.write(() => {
        for (const plan of plans) planning.plan(plan, now);
      }),
    nextDigestAt: () =>
      connection.read(() => {
        const at = nextAt.get() ?? null;
        return at === null ? null : new Date(at);
      }),
  };
}

/** Owing digests to places, inside somebody's transaction. */
class Planning {
  readonly #tables: SubscriptionTables;
  readonly #stillDue: Sqlite.Statement<[{ id: number; date: string; at: number }], PlannedRow>;
  readonly #setNext: Sqlite.Statement<[string, number, number]>;
  readonly #setTold: Sqlite.Statement<[number, number, number]>;
  readonly #setLastDate: Sqlite.Statement<[string, number]>;

  constructor(db: Sqlite.Database, tables: SubscriptionTables) {
    this.#tables = tables;
    this.#stillDue = db.prepare(STILL_DUE);
    this.#setNext = db.prepare("UPDATE digests SET next_date = ?, next_at = ? WHERE subscriber_id = ?");
    this.#setTold = db.prepare("UPDATE digests SET after_post = ?, since = ? WHERE subscriber_id = ?");
    this.#setLastDate = db.prepare("UPDATE subscribers SET last_date = ? WHERE id = ?");
  }

  plan(plan: DigestPlan, now: Date): void {
    const { subscriberId: id, due, send, next } = plan;
    const row = this.#stillDue.get({ id, date: due.date, at: due.at.getTime() });
    if (row === undefined) return;
    if (send !== null && isLater(send, row.last_date)) this.#owe(plan, send, { row, now });
    this.#setNext.run(next.date, next.at.getTime(), id);
  }

  #owe(
    { subscriberId, publishedSince }: DigestPlan,
    { date, at }: Occurrence,
    { row, now }: { row: PlannedRow; now: Date },
  ): void {
    const upTo = this.#tables.newestPost();
    const posts = { after: row.after_post, upTo, publishedSince };
    const isNew = this.#tables.deliveries.insert({
      subscriberId,
      subject: { kind: "digest", date, posts },
      dueAt: at,
    });
    if (!isNew) return;
    this.#setTold.run(upTo, now.getTime(), subscriberId);
    this.#setLastDate.run(date, subscriberId);
  }
}

/** Dates of digests only move forward: a place that moved to another time zone is not sent one for the same day twice. */
function isLater({ date }: Occurrence, lastDate: string | null): boolean {
  return lastDate === null || date > lastDate;
}

function dueDigestFrom(row: DueRow): DueDigest {
  return {
    subscriberId: row.subscriber_id,
    choices: choicesFrom(row),
    manners: mannersFrom(row),
    due: { date: row.next_date, at: new Date(row.next_at) },
    since: new Date(row.since),
    after: row.after_post,
  };
}
