/** What comes in is counted over so long. */
const WINDOW_MS = 100;

/** How many updates come in at a time. */
export class ArrivalRate {
  #windowStart = 0;
  #inWindow = 0;
  #inWindowBefore = 0;

  /** One more came in. */
  cameIn(): void {
    this.#roll();
    this.#inWindow += 1;
  }

  /** In a tenth of a second, of late. */
  get inWindow(): number {
    this.#roll();
    return Math.max(this.#inWindow, this.#inWindowBefore);
  }

  /** A window ends with the first that is heard after it. */
  #roll(): void {
    const now = performance.now();
    const sinceMs = now - this.#windowStart;
    if (sinceMs < WINDOW_MS) return;
    this.#inWindowBefore = sinceMs < 2 * WINDOW_MS ? this.#inWindow : 0;
    this.#windowStart = now;
    this.#inWindow = 0;
  }
}
