import { type Inbox, type IncomingUpdate, MAX_ATTEMPTS } from "../telegram/inbox.ts";
import type { Connection } from "./connection.ts";

const ACCEPT = `
  INSERT INTO updates (update_id, payload, state, accepted_at) VALUES (?, ?, 'accepted', ?)
  ON CONFLICT (update_id) DO NOTHING`;
const BEGIN = "UPDATE updates SET state = 'begun', payload = NULL WHERE update_id = ? AND state = 'accepted'";
const FINISH =
  "UPDATE updates SET state = 'finished', payload = NULL WHERE update_id = ? AND state <> 'finished'";
const TO_HANDLE = `state = 'accepted' AND attempts < ${MAX_ATTEMPTS}`;
const PARKED = `state = 'accepted' AND attempts >= ${MAX_ATTEMPTS}`;

export function inboxIn(connection: Connection, now: () => Date): Inbox {
  const { db } = connection;
  const insert = db.prepare<[number, string, number]>(ACCEPT);
  const begin = db.prepare<[number]>(BEGIN);
  const finish = db.prepare<[number]>(FINISH);
  const toHandle = db
    .prepare<[], string>(`SELECT payload FROM updates WHERE ${TO_HANDLE} ORDER BY position`)
    .pluck();
  const parked = db
    .prepare<[], number>(`SELECT update_id FROM updates WHERE ${PARKED} ORDER BY position`)
    .pluck();
  const countAttempts = db.prepare<[]>(`UPDATE updates SET attempts = attempts + 1 WHERE ${TO_HANDLE}`);
  const prune = db.prepare<[number]>("DELETE FROM updates WHERE state <> 'accepted' AND accepted_at < ?");

  function acceptOne(update: IncomingUpdate): boolean {
    return insert.run(update.update_id, JSON.stringify(update), now().getTime()).changes === 1;
  }

  function giveOut(): IncomingUpdate[] {
    const updates = toHandle.all().map(readUpdate);
    countAttempts.run();
    return updates;
  }

  return {
    accept: (updates) => connection.writeJointly(() => updates.filter(acceptOne)),
    begin: (updateId) => connection.writeJointly(() => void begin.run(updateId)),
    finish: (updateId) => connection.writeJointly(() => void finish.run(updateId)),
    unfinished: () => connection.writeJointly(giveOut),
    parked: async () => parked.all(),
    prune: (before) => connection.writeJointly(() => prune.run(before.getTime()).changes),
  };
}

/** As `acceptOne` wrote it. */
function readUpdate(payload: string): IncomingUpdate {
  return JSON.parse(payload) as IncomingUpdate;
}
