import type { Logger } from "pino";
import { Backoff } from "../digests/backoff.ts";
import { systemTimer, type Timer } from "../digests/timer.ts";
import { reportError } from "../error-report.ts";

export interface LineTiming {
  readonly timer: Timer;
  /** From 0 up to and without 1. */
  random(): number;
}

const LONGEST_PAUSE_MS = 30_000;
/** A line that breaks at every other request is told of no more often. */
const TOLD_AGAIN_MS = 60_000;
const NO_HANDLES = new Set(["EMFILE", "ENFILE"]);
const HANDLES_HINT =
  "no file handle is left: allow the process more of them (ulimit -n, LimitNOFILE in systemd)";

/** Whether Telegram answers, and when to ask again where it does not; says so when that changes, not at every attempt. */
export class Line {
  readonly #log: Logger;
  readonly #timer: Timer;
  readonly #backoff: Backoff;
  #isUp = false;
  /** Causes that were told of since Telegram answered last. */
  readonly #told = new Set<string>();
  readonly #toldAt = new Map<string, number>();

  constructor(log: Logger, { timer, random }: LineTiming = { timer: systemTimer, random: Math.random }) {
    this.#log = log;
    this.#timer = timer;
    this.#backoff = new Backoff({ timer, random, longestMs: LONGEST_PAUSE_MS });
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  isAnswering(): void {
    if (this.#told.size > 0) this.#log.info("Telegram answers again");
    this.#told.clear();
    this.#isUp = true;
    this.#backoff.succeeded();
  }

  isSilent(cause: unknown): void {
    this.#isUp = false;
    const { stack: _, ...error } = reportError(cause);
    const code = String(error.code ?? error.name);
    const now = this.#timer.now();
    if (this.#told.has(code) || now - (this.#toldAt.get(code) ?? Number.NEGATIVE_INFINITY) < TOLD_AGAIN_MS)
      return;
    this.#told.add(code);
    this.#toldAt.set(code, now);
    const hint = NO_HANDLES.has(code) ? { hint: HANDLES_HINT } : {};
    this.#log.warn({ error, ...hint }, "Telegram does not answer; trying until it does");
  }

  /** Resolves when it is time to ask again, after `leastMs` at least: the later the more often in a row. Or when aborted. */
  async pause(signal: AbortSignal, leastMs = 0): Promise<void> {
    await this.#timer.sleep(Math.max(this.#backoff.failed().ms, leastMs), signal);
  }
}
