import type { Logger } from "pino";
import { reportError } from "./error-report.ts";
import { storeTroubleOf } from "./store-trouble.ts";

/** What is kept for a while only. */
interface Prunable {
  prune(before: Date): Promise<number>;
  pruneButtons(unusedSince: Date): Promise<number>;
  pruneModelAnswers(before: string): Promise<number>;
  pruneDeliveries(before: Date): Promise<number>;
}

export interface HousekeepingOptions {
  readonly log: Logger;
  /** What is old is counted from then; null: nobody knows the time for certain, and nothing is forgotten. */
  readonly now: () => Date | null;
  /** What fails from then on is not worth a word: the parts are being closed. */
  readonly stopping: AbortSignal;
}

const EVERY_MS = 60 * 60 * 1000;
const KEEP_UPDATES_MS = 14 * 24 * 60 * 60 * 1000; // Telegram itself forgets after one day
const KEEP_COUNTS_MS = 24 * 60 * 60 * 1000; // a day that is over limits nobody any more
const KEEP_DELIVERIES_MS = 30 * 24 * 60 * 60 * 1000; // for whoever asks what became of one
const KEEP_BUTTONS_MS = 180 * 24 * 60 * 60 * 1000;

/** Forgets what is old, now and every hour; one run at a time, failures are logged and do not end it. */
export function keepHouse(store: Prunable, { log, now, stopping }: HousekeepingOptions): NodeJS.Timeout {
  let isRunning = false;
  const run = async () => {
    if (isRunning) return;
    isRunning = true;
    try {
      const time = now();
      if (time !== null) await forgetOld(store, time);
    } catch (error) {
      if (!stopping.aborted && storeTroubleOf(error) === null)
        log.error({ error: reportError(error) }, "housekeeping failed; it is tried again in an hour");
    } finally {
      isRunning = false;
    }
  };
  void run();
  return setInterval(() => void run(), EVERY_MS).unref();
}

/**
 * A moment that is over for certain, whatever this machine's clock shows, as `told` is: by a clock that runs ahead, what
 * is young looks old. Null where nobody has told yet.
 */
export function surelyPast(shown: Date, told: Date | null): Date | null {
  return told === null || told < shown ? told : shown;
}

async function forgetOld(store: Prunable, now: Date): Promise<void> {
  await store.prune(new Date(now.getTime() - KEEP_UPDATES_MS));
  await store.pruneButtons(new Date(now.getTime() - KEEP_BUTTONS_MS));
  await store.pruneModelAnswers(new Date(now.getTime() - KEEP_COUNTS_MS).toISOString().slice(0, 10));
  await store.pruneDeliveries(new Date(now.getTime() - KEEP_DELIVERIES_MS));
}
