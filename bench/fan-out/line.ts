import type { Limit } from "./limits.ts";

export interface LineOptions {
  readonly limit: Limit;
  /** There and back. */
  readonly latencyMs: number;
  /** How much of it passes before Telegram counts the request. */
  readonly shareBefore: number;
  /** From 0 up to and without 1. */
  random(): number;
}

/** Each way takes up to so much longer or shorter than usual, each by itself. */
const JITTER = 0.3;

/** The line to a Telegram that takes no more than its limit, and what arrived there. */
export class Line {
  readonly #options: LineOptions;
  #taken = 0;
  #refused = 0;
  #countsFrom = 0;

  constructor(options: LineOptions) {
    this.#options = options;
  }

  /** Seconds to stay away; 0 = it was taken. */
  async send(): Promise<number> {
    const { limit, latencyMs, shareBefore } = this.#options;
    await sleep(this.#jittered(latencyMs * shareBefore));
    const retryAfter = limit(performance.now());
    if (retryAfter > 0) this.#refused++;
    else this.#taken++;
    await sleep(this.#jittered(latencyMs * (1 - shareBefore)));
    return retryAfter;
  }

  /** What was before is forgotten. */
  countAnew(): void {
    this.#taken = 0;
    this.#refused = 0;
    this.#countsFrom = performance.now();
  }

  counts(): { readonly takenPerSecond: number; readonly refused: number } {
    const seconds = (performance.now() - this.#countsFrom) / 1000;
    return { takenPerSecond: this.#taken / seconds, refused: this.#refused };
  }

  #jittered(ms: number): number {
    return ms * (1 + JITTER * (2 * this.#options.random() - 1));
  }
}

/** By the global timers, which may be virtual ones. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
