export type BreakerState = "closed" | "open" | "half-open";

const FAILURES_IN_A_ROW = 3;
const PAUSE_MS = 30_000;

/**
 * Keeps questions from a server that does not work: after three failures in a row nobody asks it for half a minute,
 * then one question tries. A trial that never comes to an end counts as failed: half a minute later another one tries.
 */
export class Breaker {
  readonly #elapsed: () => number;
  #failures = 0;
  #pausedUntil = Number.NEGATIVE_INFINITY;

  /** `elapsed`: milliseconds of a clock that only goes on. */
  constructor(elapsed: () => number) {
    this.#elapsed = elapsed;
  }

  /** Closed: all may ask; open: nobody; half-open: the next one tries. */
  get state(): BreakerState {
    if (this.#failures < FAILURES_IN_A_ROW) return "closed";
    return this.#elapsed() < this.#pausedUntil ? "open" : "half-open";
  }

  /** Whether this one may ask. */
  allows(): boolean {
    const { state } = this;
    if (state === "half-open") this.#pause();
    return state !== "open";
  }

  succeeded(): void {
    this.#failures = 0;
  }

  failed(): void {
    this.#failures += 1;
    if (this.#failures >= FAILURES_IN_A_ROW) this.#pause();
  }

  #pause(): void {
    this.#pausedUntil = this.#elapsed() + PAUSE_MS;
  }
}
