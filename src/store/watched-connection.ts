import { statfsSync } from "node:fs";
import { dirname } from "node:path";
import type Sqlite from "better-sqlite3";
import { AppError } from "../errors.ts";
import { Connection, LOCK_PATIENCE_MS } from "./connection.ts";
import { FileWatch } from "./file-watch.ts";
import { Health, type HealthOptions } from "./health.ts";
import { explainSqliteError } from "./sqlite-errors.ts";

export interface WatchedConnection {
  readonly connection: Connection;
  readonly health: Health;
  /** Twice is fine. Throws AppError DATABASE_MISSING where the file was taken away; it is closed then, too. */
  close(): Promise<void>;
}

// So much has to be free before a full disk counts as one with room: a few kilobytes would be gone at once.
const ROOM_BYTES = 1024 * 1024;

/** A connection whose failures are known to all, so that what waits for the store to work again learns of it. */
export function watchedConnection(
  db: Sqlite.Database,
  file: string,
  options: Pick<HealthOptions, "now" | "onEvent">,
): WatchedConnection {
  const watch = db.memory ? null : new FileWatch(db, file);
  const health = new Health({ ...options, probe: () => probe(db, file, health) });
  const connection = new Connection(db, file, {
    onFailure: (error) => health.failed(error),
    // Who has waited once in vain need not again.
    lockPatienceMs: () => (health.trouble()?.code === "DATABASE_LOCKED" ? 0 : LOCK_PATIENCE_MS),
    check: () => watch?.refuseLost(),
  });
  const close = async () => {
    health.close();
    await connection.settle();
    if (!db.open) return;
    try {
      watch?.refuseLost();
    } finally {
      db.close();
    }
  };
  return { connection, health, close };
}

/** Writes what stands there already. Throws AppError while that cannot be done. */
function probe(db: Sqlite.Database, file: string, health: Health): void {
  const trouble = health.trouble();
  if (trouble?.code === "STORE_FULL" && !hasRoom(file))
    throw new AppError(trouble.code, trouble.message, trouble);
  try {
    db.transaction(() => {
      db.pragma(`user_version = ${Number(db.pragma("user_version", { simple: true }))}`);
    }).immediate();
  } catch (error) {
    throw explainSqliteError(error, file);
  }
}

function hasRoom(file: string): boolean {
  const { bavail, bsize } = statfsSync(dirname(file));
  return bavail * bsize >= ROOM_BYTES;
}
