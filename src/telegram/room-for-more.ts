import { setTimeout as sleep } from "node:timers/promises";

const TICK_MS = 10;
/** Share of the time in which the loop had something to do. */
const FULL_LOAD = 0.75;
const LONGEST_WAIT_MS = 250;

/**
 * While many wait, the next few are begun when what was begun before leaves room for it: whatever there is to be answered,
 * updates must be let in and acknowledged. But nobody waits for that for ever, who was let in wants to be answered, too.
 */
export async function untilThereIsRoom(): Promise<void> {
  for (let waitedMs = 0; waitedMs < LONGEST_WAIT_MS; waitedMs += TICK_MS) {
    const before = performance.eventLoopUtilization();
    await sleep(TICK_MS);
    if (performance.eventLoopUtilization(before).utilization < FULL_LOAD) return;
  }
}
