import { failedForNow } from "../store-trouble.ts";
import type { ButtonState, ButtonStore } from "../telegram/buttons.ts";
import type { Connection } from "./connection.ts";

export function buttonsIn(connection: Connection): ButtonStore {
  const { db } = connection;
  const save = db.prepare<[string, number, string, number]>(
    `INSERT INTO buttons (token, user_id, state, used_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (token) DO UPDATE SET
       user_id = excluded.user_id, state = excluded.state, used_at = excluded.used_at`,
  );
  const touch = db.prepare<[number, string], ButtonState>(
    `UPDATE buttons SET used_at = max(used_at, ?) WHERE token = ?
     RETURNING user_id AS userId, state`,
  );
  const find = db.prepare<[string], ButtonState>(
    "SELECT user_id AS userId, state FROM buttons WHERE token = ?",
  );
  const prune = db.prepare<[number]>("DELETE FROM buttons WHERE used_at < ?");

  return {
    saveButton: (token, button, now) =>
      connection.writeJointly(() => void save.run(token, button.userId, button.state, now.getTime())),
    findButton: async (token, now) => {
      try {
        return await connection.writeJointly(() => touch.get(now.getTime(), token) ?? null);
      } catch (error) {
        if (!failedForNow(error)) throw error;
        return connection.read(() => find.get(token) ?? null);
      }
    },
    pruneButtons: (unusedSince) => connection.writeJointly(() => prune.run(unusedSince.getTime()).changes),
  };
}
