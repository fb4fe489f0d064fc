import { setTimeout as sleep } from "node:timers/promises";

interface Pace {
  /** Between the end of one request and the next one. */
  readonly pauseMs: number;
  /** So many texts are shown at most; absent = all that come in time. */
  readonly most?: number;
  /** The first one that fails is the last one. */
  readonly onError: (error: unknown) => void;
}

/** Shows a text that grows: one request at a time, and of what comes meanwhile only the newest. */
export class LatestText {
  readonly #show: (text: string) => Promise<unknown>;
  readonly #pace: Pace;
  readonly #ended = new AbortController();
  #waiting: string | null = null;
  #running: Promise<void> | null = null;
  #shown = 0;

  constructor(show: (text: string) => Promise<unknown>, pace: Pace) {
    this.#show = show;
    this.#pace = pace;
  }

  push(text: string): void {
    if (this.#ended.signal.aborted) return;
    this.#waiting = text;
    this.#running ??= this.#run();
  }

  /** Resolves when no request is on its way; nothing is shown from then on. */
  async end(): Promise<void> {
    this.#ended.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#ended;
    while (this.#waiting !== null && !signal.aborted) {
      const text = this.#waiting;
      this.#waiting = null;
      await this.#showOne(text);
      await sleep(this.#pace.pauseMs, undefined, { signal }).catch(() => undefined); // ended
    }
    this.#running = null;
  }

  async #showOne(text: string): Promise<void> {
    try {
      await this.#show(text);
      this.#shown += 1;
      if (this.#shown === this.#pace.most) this.#ended.abort();
    } catch (error) {
      this.#ended.abort();
      this.#pace.onError(error);
    }
  }
}
