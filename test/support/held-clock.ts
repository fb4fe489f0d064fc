interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** A clock and the timer of one loop that stand still until a test lets time pass. */
export class HeldClock {
  #time: number;
  #skewMs = 0;
  #sleeper: Sleeper | null = null;
  #tellAsleep: () => void = () => undefined;

  constructor(start: string) {
    this.#time = Date.parse(start);
  }

  /** What the clock shows. */
  readonly now = (): Date => new Date(this.#time + this.#skewMs);

  /** The time as it is. */
  get time(): Date {
    return new Date(this.#time);
  }

  /** Resolves when so much time has passed, or on the signal; setting the clock changes nothing. */
  readonly pause = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const sleeper = { until: this.#time + ms, wake: resolve };
      signal.addEventListener("abort", () => {
        if (this.#sleeper === sleeper) this.#sleeper = null;
        resolve();
      });
      this.#sleeper = sleeper;
      this.#tellAsleep();
    });

  /** How long the loop will sleep yet, once it does; of one that has ended the promise never resolves. */
  async asleep(): Promise<number> {
    if (this.#sleeper === null) {
      await new Promise<void>((resolve) => {
        this.#tellAsleep = resolve;
      });
    }
    return (this.#sleeper?.until ?? this.#time) - this.#time;
  }

  /** Lets the loop do what it does in so much time; resolves when it sleeps past the end of that. */
  async pass(ms: number): Promise<void> {
    const end = this.#time + ms;
    while (this.#time + (await this.asleep()) <= end) {
      const sleeper = this.#sleeper;
      this.#sleeper = null;
      this.#time = sleeper?.until ?? this.#time;
      sleeper?.wake();
    }
    this.#time = end;
  }

  /** Somebody puts the clock so far ahead of the time. */
  skewBy(ms: number): void {
    this.#skewMs = ms;
  }

  /** The loop died so long ago and will never be woken; another one may begin. */
  loseSleeper(downMs: number): void {
    this.#sleeper = null;
    this.#time += downMs;
  }
}
