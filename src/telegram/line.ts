import type { Logger } from "pino";
import { reportError } from "../error-report.ts";

/** Whether Telegram answers; says so once when that changes, not at every attempt. */
export class Line {
  readonly #log: Logger;
  #isUp: boolean | undefined;

  constructor(log: Logger) {
    this.#log = log;
  }

  get isUp(): boolean {
    return this.#isUp === true;
  }

  isAnswering(): void {
    if (this.#isUp === false) this.#log.info("Telegram answers again");
    this.#isUp = true;
  }

  isSilent(cause: unknown): void {
    const { stack: _, ...error } = reportError(cause);
    if (this.#isUp !== false) this.#log.warn({ error }, "Telegram does not answer; trying until it does");
    this.#isUp = false;
  }
}
