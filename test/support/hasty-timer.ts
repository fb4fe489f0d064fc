import { setImmediate as nextTurn } from "node:timers/promises";
import type { Timer } from "../../src/digests/timer.ts";

/** Time that passes as soon as somebody waits for it, so that an hour of waiting takes no longer than what is done in it. */
export class HastyTimer implements Timer {
  #now = 0;

  now(): number {
    return this.#now;
  }

  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    await nextTurn();
    if (!signal.aborted) this.#now += ms;
  }
}
