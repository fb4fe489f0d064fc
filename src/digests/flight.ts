/** Requests that Telegram has not answered yet: after a crash nobody knows of so many whether they arrived. */
export class Flight {
  readonly #limit: number;
  #flying = 0;
  #landed: (() => void)[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** False where as many are under way as may be. */
  tryBegin(): boolean {
    if (this.#flying >= this.#limit) return false;
    this.#flying++;
    return true;
  }

  end(): void {
    this.#flying--;
    for (const tell of this.#landed.splice(0)) tell();
  }

  /** Resolves when one more may be under way. */
  async room(): Promise<void> {
    while (this.#flying >= this.#limit) await new Promise<void>((resolve) => this.#landed.push(resolve));
  }
}
