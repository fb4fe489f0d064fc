import type { Backoff } from "./backoff.ts";
import { Flight } from "./flight.ts";
import type { Pacing } from "./pacing.ts";
import type { Timer } from "./timer.ts";

export interface DepartureDeps {
  readonly pacing: Pacing;
  readonly backoff: Backoff;
  /** Requests under way at once. */
  readonly inFlight: number;
  readonly timer: Timer;
  /** Aborted when nothing leaves any more. */
  readonly stopping: AbortSignal;
}

// A delivery is claimed on the disk between its slot and its request. That takes now longer, now shorter; leaving always so
// long after the slot keeps messages as far apart as the pacer wants them.
const LEAVES_AFTER_MS = 40;

/** Says when a request may leave. */
export class Departure {
  readonly #deps: DepartureDeps;
  readonly #flight: Flight;

  constructor(deps: DepartureDeps) {
    this.#deps = deps;
    this.#flight = new Flight(deps.inFlight);
  }

  /**
   * Does the work when a request may leave to the chat; undefined when nothing leaves any more. The work awaits `leave`
   * before the request.
   */
  async take<T>(chatId: number, work: (leave: () => Promise<void>) => Promise<T>): Promise<T | undefined> {
    const { timer } = this.#deps;
    if (!(await this.#turn(chatId))) return undefined;
    const leavesAt = timer.now() + LEAVES_AFTER_MS;
    try {
      return await work(() => this.#until(leavesAt));
    } finally {
      this.#flight.end();
    }
  }

  async #until(time: number): Promise<void> {
    const { timer } = this.#deps;
    const leftMs = time - timer.now();
    if (leftMs > 0) await timer.sleep(leftMs, this.#deps.stopping);
  }

  async #turn(chatId: number): Promise<boolean> {
    const { backoff, stopping } = this.#deps;
    while (!stopping.aborted) {
      await this.#flight.room();
      await backoff.over(stopping);
      if (!(await this.#slot(chatId))) return false;
      // Others may have failed, or left, while it waited for its slot.
      if (backoff.leftMs === 0 && this.#flight.tryBegin()) return true;
    }
    return false;
  }

  async #slot(chatId: number): Promise<boolean> {
    const { pacing, stopping } = this.#deps;
    try {
      await pacing.slot(chatId, stopping);
      return true;
    } catch (error) {
      if (stopping.aborted) return false;
      throw error;
    }
  }
}
