import type { Exposition, MetricsText } from "./exposition.ts";
import type { EventName, LabelsOf, Sample } from "./instruments.ts";

// So many wait at most until what counts them is loaded: a start has better to do, and many bots are never asked.
const MANY_EVENTS = 1000;
// Where it cannot be loaded at all, counting is given up before memory is.
const MOST_EVENTS = 100_000;

export interface MetersOptions {
  /** Hears why events could not be counted yet; they are kept. */
  readonly onError: (error: unknown) => void;
}

/** Records what happens, from the first moment on, and tells it as Prometheus wants it. */
export class Meters {
  readonly #options: MetersOptions;
  readonly #waiting: Sample[] = [];
  #exposition: Exposition | null = null;
  #loading: Promise<Exposition> | null = null;
  #writing: Promise<MetricsText> | null = null;

  constructor(options: MetersOptions) {
    this.#options = options;
  }

  /** Counters take a number of events, histograms what was measured. Never throws. */
  record<Name extends EventName>(name: Name, value: number, labels: LabelsOf<Name>): void;
  record(name: EventName, value: number, labels: Sample["labels"]): void {
    const event: Sample = { name, labels, value };
    if (this.#exposition === null) this.#keep(event);
    else this.#exposition.record(event);
  }

  #keep(event: Sample): void {
    if (this.#waiting.length >= MOST_EVENTS) return;
    this.#waiting.push(event);
    if (this.#waiting.length % MANY_EVENTS === 0) this.#load().catch(this.#options.onError);
  }

  /** Everything that was recorded, with figures that are read beside it. Whoever asks meanwhile gets the same. */
  text(readFigures: () => Promise<readonly Sample[]>): Promise<MetricsText> {
    this.#writing ??= this.#write(readFigures).finally(() => {
      this.#writing = null;
    });
    return this.#writing;
  }

  async #write(readFigures: () => Promise<readonly Sample[]>): Promise<MetricsText> {
    const [exposition, figures] = await Promise.all([this.#load(), readFigures()]);
    return exposition.text(figures);
  }

  #load(): Promise<Exposition> {
    this.#loading ??= this.#loadOnce().catch((error) => {
      this.#loading = null; // whoever asks next tries again
      throw error;
    });
    return this.#loading;
  }

  async #loadOnce(): Promise<Exposition> {
    const { Exposition } = await import("./exposition.ts");
    const exposition = new Exposition();
    for (const event of this.#waiting.splice(0)) exposition.record(event);
    this.#exposition = exposition;
    return exposition;
  }
}
