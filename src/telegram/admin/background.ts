import { settledWithin } from "../../deadline.ts";

/** Work that goes on after its update was handled; whoever stops the bot waits for it. */
export class Background {
  readonly #running = new Set<Promise<void>>();

  /** The work deals with its own errors. */
  run(work: Promise<void>): void {
    const running = work.finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  /** Resolves when nothing goes on, or after `timeoutMs`; false when something still does. */
  settled(timeoutMs: number): Promise<boolean> {
    return settledWithin(timeoutMs, this.#running);
  }
}
