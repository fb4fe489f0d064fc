import { settledWithin } from "../deadline.ts";
import type { ComingSearcher } from "../engine/open-searcher.ts";
import type { HttpServer } from "../http/server.ts";
import type { DatabaseHold } from "../store/database-hold.ts";
import type { SqliteStore } from "../store/open.ts";
import type { Background } from "../telegram/admin/background.ts";
import type { Receiver } from "../telegram/receiver.ts";
import type { NightlyBackup } from "./nightly-backup.ts";
import type { Sending } from "./sending.ts";

// Something that hangs is not waited for longer.
const STOP_MS = 3_000;
// What is on its way to Telegram: what becomes of it unseen would be sent again.
const SENDING_STOP_MS = 10_000;

/** What `stop` has to undo; filled in as the parts start, so that half a start can be undone too. */
export interface Running {
  /** Aborted first: no new work is begun. */
  readonly stopping: AbortController;
  /** Aborted when running answers have had their time: nothing is sent any more. */
  readonly closing: AbortController;
  /** Goes on beside the answers; `stopping` ends it. */
  readonly imports: Background;
  readonly timers: NodeJS.Timeout[];
  started?: Promise<void>;
  /** Once the start is complete. */
  isStarted?: boolean;
  /** Released last. */
  hold?: DatabaseHold;
  store?: SqliteStore;
  searcher?: ComingSearcher;
  receiver?: Receiver;
  http?: HttpServer;
  sending?: Sending;
  backups?: NightlyBackup | undefined;
  background?: Promise<unknown>;
}

/** Ends what runs: no new work first, then what is under way, and last what all of that stands on. */
export async function stopParts(parts: Running): Promise<void> {
  parts.stopping.abort();
  for (const timer of parts.timers) clearInterval(timer);
  // A start that hangs in a request comes to its end by itself; nobody waits for it longer than for the answers.
  await settledWithin(STOP_MS, [parts.started]);
  await Promise.all([
    parts.receiver?.stop(),
    parts.sending?.stop(SENDING_STOP_MS),
    parts.backups?.stop(),
    parts.imports.settled(STOP_MS),
  ]);
  parts.closing.abort();
  await settledWithin(STOP_MS, [parts.background, parts.http?.stop()]);
  await parts.searcher?.close();
  try {
    await parts.store?.close();
  } finally {
    parts.hold?.release();
  }
}
