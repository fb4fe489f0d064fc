const FIRST_MS = 60_000;
const LONGEST_MS = 60 * 60_000;
/** So many cannot be made only while nothing can, and then soon again. */
const MAX_REMEMBERED = 1_000;

/** Deliveries that could not be made: each waits twice as long as the last time, up to an hour, and keeps us from no other. */
export class Unmade {
  readonly #times = new Map<number, number>();

  /** How long this one waits now. */
  failed(deliveryId: number): number {
    const times = this.#times.get(deliveryId) ?? 0;
    if (this.#times.size >= MAX_REMEMBERED) this.#times.clear();
    this.#times.set(deliveryId, times + 1);
    return Math.min(LONGEST_MS, FIRST_MS * 2 ** times);
  }

  succeeded(deliveryId: number): void {
    this.#times.delete(deliveryId);
  }
}
