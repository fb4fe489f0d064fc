/** How long somebody waits for a model. */
export interface WaitingLimits {
  /** For the first word, and between two. */
  readonly silenceMs: number;
  /** In all. */
  readonly allMs: number;
}

/** Why waiting ended before the model did: it said nothing, it took too long, or nobody wants it any more. */
export type EndOfWaiting = "silent" | "time-up" | "stopped";

/** Waits until it is enough, then aborts its signal. Whoever starts it ends it with `stop`. */
export class Patience {
  readonly #controller = new AbortController();
  readonly #limits: WaitingLimits;
  readonly #others: readonly AbortSignal[];
  readonly #overall: NodeJS.Timeout;
  #silence: NodeJS.Timeout;
  #ended: EndOfWaiting | null = null;

  constructor(limits: WaitingLimits, others: readonly AbortSignal[]) {
    this.#limits = limits;
    this.#others = others;
    this.#overall = setTimeout(() => this.#end("time-up"), limits.allMs);
    this.#silence = this.#startSilence();
    for (const other of others) other.addEventListener("abort", this.#onStop);
    if (others.some(({ aborted }) => aborted)) this.#end("stopped");
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Null as long as it waits. */
  get ended(): EndOfWaiting | null {
    return this.#ended;
  }

  /** There was a word. */
  alive(): void {
    clearTimeout(this.#silence);
    if (this.#ended === null) this.#silence = this.#startSilence();
  }

  /** Twice is fine. */
  stop(): void {
    clearTimeout(this.#overall);
    clearTimeout(this.#silence);
    for (const other of this.#others) other.removeEventListener("abort", this.#onStop);
  }

  readonly #onStop = () => this.#end("stopped");

  #startSilence(): NodeJS.Timeout {
    return setTimeout(() => this.#end("silent"), this.#limits.silenceMs);
  }

  #end(reason: EndOfWaiting): void {
    this.#ended ??= reason;
    this.stop();
    this.#controller.abort();
  }
}
