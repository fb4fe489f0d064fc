import { AppError } from "../errors.ts";
import { isPassing, type StoreHealth, type StoreTrouble, troubleFrom } from "../store-trouble.ts";

export type StoreEvent =
  | { readonly kind: "trouble"; readonly trouble: StoreTrouble }
  | { readonly kind: "over"; readonly trouble: StoreTrouble; readonly ms: number };

export interface HealthOptions {
  /** Writes something that changes nothing. Throws while that cannot be done. */
  readonly probe: () => void;
  readonly now: () => Date;
  /** Told once when trouble begins, once when it becomes another one that lasts, and once when it is over. */
  readonly onEvent: (event: StoreEvent) => void;
}

const PROBE_MS = 1_000;

/**
 * What keeps the store from its work. What fails tells it; whether it is over is asked by writing, once a second, until
 * that works. Damage is over with the next start at the earliest.
 */
export class Health implements StoreHealth {
  readonly #options: HealthOptions;
  readonly #waiting = new Set<() => void>();
  #trouble: StoreTrouble | null = null;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(options: HealthOptions) {
    this.#options = options;
  }

  trouble(): StoreTrouble | null {
    return this.#trouble;
  }

  /** Something could not be done; errors of other kinds are none of its business. */
  failed(error: unknown): void {
    const met = error instanceof AppError ? troubleFrom(error, this.#options.now()) : null;
    if (met === null || this.#isClosed) return;
    if (this.#trouble !== null && (isPassing(met.code) || !isGraver(met, this.#trouble))) return;
    this.#trouble = met;
    this.#options.onEvent({ kind: "trouble", trouble: met });
    this.#probeLater();
  }

  untilWritable(signal: AbortSignal): Promise<void> {
    if (this.#trouble === null || signal.aborted || this.#isClosed) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        this.#waiting.delete(done);
        signal.removeEventListener("abort", done);
        resolve();
      };
      this.#waiting.add(done);
      signal.addEventListener("abort", done);
    });
  }

  /** Asks no more. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#tellAll();
  }

  #probeLater(): void {
    clearTimeout(this.#timer);
    if (this.#trouble === null || !isPassing(this.#trouble.code) || this.#isClosed) return;
    this.#timer = setTimeout(() => this.#probe(), PROBE_MS).unref();
  }

  #probe(): void {
    try {
      this.#options.probe();
    } catch (error) {
      this.failed(error);
      this.#probeLater();
      return;
    }
    const trouble = this.#trouble;
    if (trouble === null || !isPassing(trouble.code)) return;
    this.#trouble = null;
    const ms = this.#options.now().getTime() - trouble.since.getTime();
    this.#options.onEvent({ kind: "over", trouble, ms });
    this.#tellAll();
  }

  #tellAll(): void {
    for (const tell of [...this.#waiting]) tell();
  }
}

/** Damage can be met by one read and not by the next one; whatever is written into a lost file is lost. */
function isGraver(met: StoreTrouble, known: StoreTrouble): boolean {
  return isPassing(known.code) || (met.code === "DATABASE_MISSING" && met.code !== known.code);
}
