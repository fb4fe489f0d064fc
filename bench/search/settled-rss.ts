import { setTimeout as pause } from "node:timers/promises";

const GIVING_BACK_MS = 200;

/** Resident bytes of this process after garbage is collected and pages are given back. */
export async function settledRss(): Promise<number> {
  for (let turn = 0; turn < 3; turn++) {
    globalThis.gc?.();
    await pause(GIVING_BACK_MS);
  }
  return process.memoryUsage().rss;
}
