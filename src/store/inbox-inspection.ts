import type Sqlite from "better-sqlite3";
import type { Silence } from "../doctor/posts.ts";
import type { InboxFacts } from "../doctor/updates.ts";
import { MAX_ATTEMPTS } from "../telegram/inbox.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

const WAITING = `
  SELECT count(*) AS queued, min(accepted_at) AS oldest
  FROM updates WHERE state = 'accepted' AND attempts < ${MAX_ATTEMPTS}`;

const PARKED = `
  SELECT update_id FROM updates WHERE state = 'accepted' AND attempts >= ${MAX_ATTEMPTS} ORDER BY position`;

const SILENCES = `
  SELECT "from", until FROM (
    SELECT accepted_at AS "from", lead(accepted_at) OVER (ORDER BY position) AS until FROM updates)
  WHERE until - "from" > ${DAY_MS}`;

/** Whether the bot keeps up with what comes. */
export function inboxFacts(db: Sqlite.Database): Omit<InboxFacts, "now"> {
  const waiting = db.prepare<[], { queued: number; oldest: number | null }>(WAITING).get();
  const last = db.prepare<[], number | null>("SELECT max(accepted_at) FROM updates").pluck().get();
  return {
    parked: db.prepare<[], number>(PARKED).pluck().all(),
    queued: waiting?.queued ?? 0,
    oldestQueuedAt: dateOf(waiting?.oldest),
    lastAt: dateOf(last),
  };
}

/** Times of more than a day in which nothing came, oldest first. */
export function silences(db: Sqlite.Database): Silence[] {
  const rows = db.prepare<[], { from: number; until: number }>(SILENCES).all();
  return rows.map(({ from, until }) => ({ from: new Date(from), until: new Date(until) }));
}

function dateOf(ms: number | null | undefined): Date | null {
  return ms == null ? null : new Date(ms);
}
