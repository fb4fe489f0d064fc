import { statSync } from "node:fs";
import type Sqlite from "better-sqlite3";
import { MAX_ATTEMPTS } from "../telegram/inbox.ts";
import type { Connection } from "./connection.ts";

/** What a person who runs the bot watches all the time: counted in a few milliseconds, however much is kept. */
interface OperatingFigures {
  readonly posts: { readonly shown: number; readonly hidden: number };
  /** In the database's index; `waiting` are to be read anew, after another version of the program. */
  readonly index: { readonly indexed: number; readonly waiting: number };
  readonly updates: {
    /** Kept, not parked, and no answer begun. */
    readonly queued: number;
    readonly oldestQueuedAt: Date | null;
    readonly parked: number;
  };
  /** What places that are not left or paused asked for. */
  readonly subscriptions: {
    readonly each: number;
    readonly daily: number;
    readonly weekly: number;
    readonly alert: number;
  };
  readonly deliveries: {
    readonly pending: number;
    readonly sending: number;
    /** Of those that are due. */
    readonly oldestDueAt: Date | null;
  };
  readonly databaseBytes: number;
  /** Of the log that goes with it. */
  readonly walBytes: number;
}

export interface OperatingFigureReader {
  operatingFigures(now: Date): Promise<OperatingFigures>;
}

// The longest waiting are parked first, and reading all of a long queue would keep everybody waiting.
const LOOKED_AT_FOR_PARKED = 1000;
const OWED = "finished_at IS NULL";
const COUNTS = `
  SELECT
    (SELECT count(*) FROM posts) AS kept,
    (SELECT count(*) FROM hidden_posts) AS hidden,
    (SELECT posts FROM search_state) AS indexed,
    (SELECT count(*) FROM alerts) AS alerts,
    (SELECT count(*) FROM deliveries WHERE state = 'pending' AND ${OWED}) AS pending,
    (SELECT count(*) FROM deliveries WHERE state = 'sending' AND ${OWED}) AS sending,
    (SELECT min(due_at) FROM deliveries WHERE state = 'pending' AND ${OWED} AND due_at <= @now) AS oldestDue`;
const UPDATES = `
  SELECT
    (SELECT count(*) FROM updates WHERE state = 'accepted') AS accepted,
    (SELECT count(*) FROM
       (SELECT attempts FROM updates WHERE state = 'accepted' ORDER BY position LIMIT ${LOOKED_AT_FOR_PARKED})
       WHERE attempts >= ${MAX_ATTEMPTS}) AS parked,
    (SELECT accepted_at FROM updates WHERE state = 'accepted' AND attempts < ${MAX_ATTEMPTS}
       ORDER BY position LIMIT 1) AS oldest`;
const RHYTHMS = "SELECT rhythm, count(*) AS digests FROM digests WHERE is_active = 1 GROUP BY rhythm";

interface CountRow {
  readonly kept: number;
  readonly hidden: number;
  readonly indexed: number;
  readonly alerts: number;
  readonly pending: number;
  readonly sending: number;
  readonly oldestDue: number | null;
}

interface UpdateRow {
  readonly accepted: number;
  readonly parked: number;
  readonly oldest: number | null;
}

interface RhythmRow {
  readonly rhythm: "each" | "daily" | "weekly";
  readonly digests: number;
}

export function operatingFiguresIn(connection: Connection): OperatingFigureReader {
  const { db } = connection;
  const counts = db.prepare<[{ now: number }], CountRow>(COUNTS);
  const updates = db.prepare<[], UpdateRow>(UPDATES);
  const rhythms = db.prepare<[], RhythmRow>(RHYTHMS);
  return {
    operatingFigures: (now) =>
      connection.read(() => {
        const row = counts.get({ now: now.getTime() });
        const update = updates.get();
        if (row === undefined || update === undefined) throw new Error("A query that counts gives a row");
        return { ...figuresFrom(row, update, rhythms.all()), ...bytesOf(db) };
      }),
  };
}

function figuresFrom(row: CountRow, updates: UpdateRow, rhythms: readonly RhythmRow[]) {
  const shown = row.kept - row.hidden;
  const of = (rhythm: RhythmRow["rhythm"]) => rhythms.find((each) => each.rhythm === rhythm)?.digests ?? 0;
  return {
    posts: { shown, hidden: row.hidden },
    index: { indexed: row.indexed, waiting: shown - row.indexed },
    updates: {
      queued: updates.accepted - updates.parked,
      oldestQueuedAt: dateOf(updates.oldest),
      parked: updates.parked,
    },
    subscriptions: { each: of("each"), daily: of("daily"), weekly: of("weekly"), alert: row.alerts },
    deliveries: { pending: row.pending, sending: row.sending, oldestDueAt: dateOf(row.oldestDue) },
  };
}

function dateOf(milliseconds: number | null): Date | null {
  return milliseconds === null ? null : new Date(milliseconds);
}

function bytesOf(db: Sqlite.Database): Pick<OperatingFigures, "databaseBytes" | "walBytes"> {
  const pages = Number(db.pragma("page_count", { simple: true }));
  return {
    databaseBytes: pages * Number(db.pragma("page_size", { simple: true })),
    walBytes: db.memory ? 0 : (statSync(`${db.name}-wal`, { throwIfNoEntry: false })?.size ?? 0),
  };
}
