import { statSync } from "node:fs";
import type Sqlite from "better-sqlite3";
import type { FigureReader, StoreFigures } from "../telegram/admin/store-figures.ts";
import { MAX_ATTEMPTS } from "../telegram/inbox.ts";
import type { Connection } from "./connection.ts";

const FIGURES = `
  SELECT
    (SELECT count(*) FROM hidden_posts) AS hidden,
    (SELECT count(*) FROM posts) AS kept,
    (SELECT posts FROM search_state) AS indexed,
    (SELECT count(*) FROM updates
       WHERE state = 'accepted' AND attempts < ${MAX_ATTEMPTS} AND update_id <> @asking) AS queued,
    (SELECT max(accepted_at) FROM updates WHERE update_id <> @asking) AS last_update`;

interface FigureRow {
  readonly hidden: number;
  readonly kept: number;
  readonly indexed: number;
  readonly queued: number;
  readonly last_update: number | null;
}

export function figuresIn(connection: Connection): FigureReader {
  const { db } = connection;
  const figures = db.prepare<[{ asking: number }], FigureRow>(FIGURES);
  return {
    figures: (asking) =>
      connection.read(() => {
        const row = figures.get({ asking });
        if (row === undefined) throw new Error("A query without FROM gives a row");
        return { ...figuresFrom(row), bytes: bytesOf(db) };
      }),
  };
}

function figuresFrom(row: FigureRow): Omit<StoreFigures, "bytes"> {
  return {
    hiddenPosts: row.hidden,
    indexedPosts: row.indexed,
    waitingPosts: row.kept - row.hidden - row.indexed,
    queuedUpdates: row.queued,
    lastUpdateAt: row.last_update === null ? null : new Date(row.last_update),
  };
}

function bytesOf(db: Sqlite.Database): number {
  const pages = Number(db.pragma("page_count", { simple: true }));
  const log = db.memory ? 0 : (statSync(`${db.name}-wal`, { throwIfNoEntry: false })?.size ?? 0);
  return pages * Number(db.pragma("page_size", { simple: true })) + log;
}
