import type { Connection } from "./connection.ts";
import type { PaperTables } from "./paper-tables.ts";

/** Reading posts for papers, where other rules or another list have read them, or nobody. */
export interface PaperUpkeep {
  /** Reads at most `limit` posts that wait for it, oldest key first, in one transaction; returns how many, 0 when none waits. */
  readWaitingForPapers(limit: number): Promise<number>;
  /** Makes all posts wait; what is known of papers stands until they are read. */
  readPapersAnew(): Promise<void>;
}

/** From here on notes are made by the reader of these tables. */
export async function paperUpkeepIn(connection: Connection, tables: PaperTables): Promise<PaperUpkeep> {
  if (!tables.isCurrent()) await connection.write(() => tables.takeOver());
  return {
    readWaitingForPapers: (limit) => connection.write(() => tables.readWaiting(limit)),
    readPapersAnew: () => connection.write(() => tables.waitForAll()),
  };
}
