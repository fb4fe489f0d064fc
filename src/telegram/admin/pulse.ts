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

  /** Something could not be done; returns the short id of it that is told and logged. */
  failed(token: string, at: Date): string {
    const id = token.slice(0, 6);
    this.#errors += 1;
    this.#lastError = { id, at };
    return id;
  }
}
