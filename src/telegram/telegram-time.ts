import type { IncomingUpdate } from "./inbox.ts";
import { madeAtOf } from "./lateness.ts";

/** What time it is by Telegram's clock, as far as its updates say: no later than it is, whatever this machine's clock shows. */
export class TelegramTime {
  readonly #elapsed: () => number;
  #zero = Number.NEGATIVE_INFINITY;

  /** `elapsed`: milliseconds of a clock that only goes on; absent = this process's. */
  constructor(elapsed: () => number = () => performance.now()) {
    this.#elapsed = elapsed;
  }

  heard(update: IncomingUpdate): void {
    const madeAt = madeAtOf(update);
    if (madeAt !== null) this.#zero = Math.max(this.#zero, madeAt.getTime() - this.#elapsed());
  }

  /** Null until an update has said. */
  now(): Date | null {
    return Number.isFinite(this.#zero) ? new Date(this.#zero + this.#elapsed()) : null;
  }
}
