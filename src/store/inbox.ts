import { failedForNow } from "../store-trouble.ts";
import { type Inbox, type IncomingUpdate, MAX_ATTEMPTS, type WaitingUpdate } from "../telegram/inbox.ts";
import type { Connection } from "./connection.ts";

const ACCEPT = `
  INSERT INTO updates (update_id, payload, state, accepted_at) VALUES (?, ?, 'accepted', ?)
  ON CONFLICT (update_id) DO NOTHING`;
const BEGIN = "UPDATE updates SET state = 'begun', payload = NULL WHERE update_id = ? AND state = 'accepted'";
const FINISH =
  "UPDATE updates SET state = 'finished', payload = NULL WHERE update_id = ? AND state <> 'finished'";
const IS_WAITING = `state = 'accepted' AND attempts < ${MAX_ATTEMPTS}`;
const WAITING = `SELECT position, payload, attempts FROM updates WHERE ${IS_WAITING} AND position > ? ORDER BY position LIMIT ?`;
const TAKE_UP = `UPDATE updates SET attempts = attempts + 1 WHERE update_id = ? AND ${IS_WAITING} RETURNING payload`;
const LOOK_UP = `SELECT payload FROM updates WHERE update_id = ? AND ${IS_WAITING}`;
const KNOWN = "SELECT update_id FROM updates WHERE update_id IN (SELECT value FROM json_each(?))";
const PARKED = `SELECT update_id FROM updates WHERE state = 'accepted' AND attempts >= ${MAX_ATTEMPTS} ORDER BY position`;

interface WaitingRow {
  readonly position: number;
  readonly payload: string;
  readonly attempts: number;
}

export function inboxIn(connection: Connection, now: () => Date): Inbox {
  const { db } = connection;
  const insert = db.prepare<[number, string, number]>(ACCEPT);
  const begin = db.prepare<[number]>(BEGIN);
  const finish = db.prepare<[number]>(FINISH);
  const waiting = db.prepare<[number, number], WaitingRow>(WAITING);
  const takeUp = db.prepare<[number], string>(TAKE_UP).pluck();
  const lookUp = db.prepare<[number], string>(LOOK_UP).pluck();
  const known = db.prepare<[string], number>(KNOWN).pluck();
  const parked = db.prepare<[], number>(PARKED).pluck();
  const prune = db.prepare<[number]>("DELETE FROM updates WHERE state <> 'accepted' AND accepted_at < ?");

  function acceptOne(update: IncomingUpdate): boolean {
    return insert.run(update.update_id, JSON.stringify(update), now().getTime()).changes === 1;
  }

  function payloadFrom(statement: typeof takeUp, updateId: number): IncomingUpdate | null {
    const payload = statement.get(updateId);
    return payload === undefined ? null : readUpdate(payload);
  }

  async function takeUpOne(updateId: number): Promise<IncomingUpdate | null> {
    try {
      return await connection.writeJointly(() => payloadFrom(takeUp, updateId));
    } catch (error) {
      if (!failedForNow(error)) throw error;
      return connection.read(() => payloadFrom(lookUp, updateId));
    }
  }

  return {
    // Telegram waits for it, and whatever else is written is written for somebody who was let in before.
    accept: (updates) => connection.writeJointly(() => updates.filter(acceptOne), { isUrgent: true }),
    known: (updateIds) => connection.read(() => known.all(JSON.stringify(updateIds))),
    waiting: (after, limit) => connection.read(() => waiting.all(after, limit).map(readWaiting)),
    takeUp: takeUpOne,
    begin: (updateId) => connection.writeJointly(() => void begin.run(updateId)),
    finish: (updateId) => connection.writeJointly(() => void finish.run(updateId)),
    parked: () => connection.read(() => parked.all()),
    prune: (before) => connection.writeJointly(() => prune.run(before.getTime()).changes),
  };
}

function readWaiting({ position, payload, attempts }: WaitingRow): WaitingUpdate {
  return { position, update: readUpdate(payload), attempts };
}

/** As `acceptOne` wrote it. */
function readUpdate(payload: string): IncomingUpdate {
  return JSON.parse(payload) as IncomingUpdate;
}
