/** How the process has been since its start. Counts and times, nothing about people. */
export class Pulse {
  readonly startedAt: Date;
  readonly version: string;
  #errors = 0;
  #lastError: { readonly id: string; readonly at: Date } | null = null;

  constructor(startedAt: Date, version: string) {
    this.startedAt = startedAt;
    this.version = version;
  }

  get errors(): number {
    return this.#errors;
  }

  /** Its id finds it in the log. */
  get lastError(): { readonly id: string; readonly at: Date } | null {
    return this.#lastError;
  }

  /** An update could not be handled. */
  failed(id: string, at: Date): void {
    this.#errors += 1;
    this.#lastError = { id, at };
  }
}
