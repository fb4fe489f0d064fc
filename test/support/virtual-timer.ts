import { setImmediate as nextTurn } from "node:timers/promises";
import type { Timer } from "../../src/digests/timer.ts";

interface Sleeper {
  readonly until: number;
  wake(): void;
}

/** Time that passes only when a test says so. */
export class VirtualTimer implements Timer {
  readonly #turns: number;
  readonly #sleepers = new Set<Sleeper>();
  #now = 0;

  /** `turns`: of the event loop, in which whatever was begun comes to wait for the time again. */
  constructor(turns = 1) {
    this.#turns = turns;
  }

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        this.#sleepers.delete(sleeper);
        signal.removeEventListener("abort", wake);
        resolve();
      };
      const sleeper = { until: this.#now + ms, wake };
      this.#sleepers.add(sleeper);
      signal.addEventListener("abort", wake);
    });
  }

  /** Time goes by in which nobody gets to do anything. */
  skip(ms: number): void {
    this.#now += ms;
  }

  /** Lets so much time pass; everybody wakes at their own moment. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await this.#settle();
    for (let next = this.#nextBy(end); next; next = this.#nextBy(end)) {
      this.#now = Math.max(this.#now, next.until);
      next.wake();
      await this.#settle();
    }
    this.#now = end;
  }

  #nextBy(end: number): Sleeper | null {
    let first: Sleeper | null = null;
    for (const sleeper of this.#sleepers)
      if (sleeper.until <= end && sleeper.until < (first?.until ?? Number.POSITIVE_INFINITY)) first = sleeper;
    return first;
  }

  async #settle(): Promise<void> {
    for (let turn = 0; turn < this.#turns; turn++) await nextTurn();
  }
}
