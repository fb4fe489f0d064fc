import { z } from "zod";
import type { Inbox, IncomingUpdate } from "../telegram/inbox.ts";
import type { Connection } from "./connection.ts";

const STORED_UPDATE = z.looseObject({ update_id: z.int() });

export function inboxIn(connection: Connection, now: () => Date): Inbox {
  const { db } = connection;
  const insert = db.prepare<[number, string, number]>(
    `INSERT INTO updates (update_id, payload, state, accepted_at) VALUES (?, ?, 'accepted', ?)
     ON CONFLICT (update_id) DO NOTHING`,
  );
  const begin = db.prepare<[number]>(
    "UPDATE updates SET state = 'begun' WHERE update_id = ? AND state = 'accepted'",
  );
  const finish = db.prepare<[number]>(
    "UPDATE updates SET state = 'finished', payload = NULL WHERE update_id = ? AND state <> 'finished'",
  );
  const selectUnfinished = db
    .prepare<[], string>("SELECT payload FROM updates WHERE state = 'accepted' ORDER BY position")
    .pluck();
  const prune = db.prepare<[number]>("DELETE FROM updates WHERE state <> 'accepted' AND accepted_at < ?");

  function acceptOne(update: IncomingUpdate): boolean {
    return insert.run(update.update_id, JSON.stringify(update), now().getTime()).changes === 1;
  }

  return {
    accept: (updates) => connection.write(() => updates.filter(acceptOne)),
    begin: (updateId) => connection.write(() => void begin.run(updateId)),
    finish: (updateId) => connection.write(() => void finish.run(updateId)),
    unfinished: () => connection.read(() => selectUnfinished.all().map(readUpdate)),
    prune: (before) => connection.write(() => prune.run(before.getTime()).changes),
  };
}

function readUpdate(payload: string): IncomingUpdate {
  return STORED_UPDATE.parse(JSON.parse(payload));
}
