import type { Backoff } from "./backoff.ts";
import type { DispatchEvent } from "./dispatch-event.ts";
import type { Timer } from "./timer.ts";

export interface KeepingDeps {
  readonly timer: Timer;
  readonly backoff: Backoff;
  onEvent(event: DispatchEvent): void;
  /** Aborted when nothing new is begun. */
  readonly stopping: AbortSignal;
  /** Aborted when nothing is waited for any more. */
  readonly closing: AbortSignal;
}

const STOPPING_MS = 500;

/** Keeps what became of a delivery, whatever the disk does: what was sent must not be sent again. */
export class Keeping {
  readonly #deps: KeepingDeps;

  constructor(deps: KeepingDeps) {
    this.#deps = deps;
  }

  /** Tries until it is written; false where the process ends before. */
  surely(write: () => Promise<unknown>): Promise<boolean> {
    return this.#tryUntil(this.#deps.closing, write);
  }

  /** Tries until it is written, or nothing new is begun. */
  unlessStopped(write: () => Promise<unknown>): Promise<boolean> {
    return this.#tryUntil(this.#deps.stopping, write);
  }

  async #tryUntil(end: AbortSignal, write: () => Promise<unknown>): Promise<boolean> {
    while (!end.aborted) {
      try {
        await write();
        return true;
      } catch (error) {
        await this.#wait(error);
      }
    }
    return false;
  }

  async #wait(error: unknown): Promise<void> {
    const { backoff, closing, stopping, timer, onEvent } = this.#deps;
    if (closing.aborted) return;
    const { ms, isNew } = backoff.failed();
    if (isNew) onEvent({ kind: "failed", work: "keeping", error, waitMs: ms });
    if (stopping.aborted) await timer.sleep(Math.min(ms, STOPPING_MS), closing);
    else await timer.sleep(ms, stopping);
  }
}
