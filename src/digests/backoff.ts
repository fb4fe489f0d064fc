import type { Timer } from "./timer.ts";

export interface BackoffDeps {
  readonly timer: Timer;
  /** From 0 up to and without 1. */
  random(): number;
  /** No wait is longer, but for the spread; absent = a minute. */
  readonly longestMs?: number;
}

export interface Wait {
  readonly ms: number;
  /** False where somebody else's failure began it: those under way fail together. */
  readonly isNew: boolean;
}

const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;
/** So much longer or shorter than its turn: bots that failed together do not come back together. */
const SPREAD = 0.2;

/** One wait for everybody when something that all need does not work: the network, Telegram, the disk. */
export class Backoff {
  readonly #deps: BackoffDeps;
  #failures = 0;
  #until = Number.NEGATIVE_INFINITY;
  #isInDoubt = false;

  constructor(deps: BackoffDeps) {
    this.#deps = deps;
  }

  /** Milliseconds that are left of the wait; 0 = there is none. */
  get leftMs(): number {
    return Math.max(0, this.#until - this.#deps.timer.now());
  }

  /** Each failure after a wait makes the next one longer. */
  failed(): Wait {
    if (this.leftMs > 0) return { ms: this.leftMs, isNew: false };
    const { longestMs = LONGEST_MS, random, timer } = this.#deps;
    const turn = Math.min(longestMs, FIRST_MS * 2 ** this.#failures);
    const ms = turn * (1 + SPREAD * (2 * random() - 1));
    this.#failures = Math.min(this.#failures + 1, 10);
    this.#until = timer.now() + ms;
    return { ms, isNew: true };
  }

  /** One that got no answer may be alone with that; the second in a row is not. */
  doubted(): void {
    if (this.#isInDoubt) this.failed();
    this.#isInDoubt = true;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#isInDoubt = false;
  }

  /** Resolves when there is nothing to wait for, or when aborted. */
  async over(signal: AbortSignal): Promise<void> {
    while (this.leftMs > 0 && !signal.aborted) await this.#deps.timer.sleep(this.leftMs, signal);
  }
}
