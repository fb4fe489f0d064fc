import { badRequest } from "./refusal.ts";

interface OpenQuery<About, Answer> {
  readonly about: About;
  readonly openedAt: number;
  readonly answer: (answer: Answer) => void;
}

/** What waits for the bot – presses, inline and guest queries: each can be answered once, and not for ever. */
export class OpenQueries<About, Answer> {
  readonly #now: () => number;
  readonly #lifetimeMs: number;
  readonly #open = new Map<string, OpenQuery<About, Answer>>();
  #lastId: number;

  constructor(options: { now: () => number; lifetimeMs: number; firstId: number }) {
    this.#now = options.now;
    this.#lifetimeMs = options.lifetimeMs;
    this.#lastId = options.firstId;
  }

  /** The answer, or "timeout" after `waitMs` of real time. The bot may still answer then, to nobody. */
  open(about: About, waitMs: number): { id: string; answer: Promise<Answer | "timeout"> } {
    this.#forgetOld();
    const id = String(++this.#lastId);
    const answer = new Promise<Answer | "timeout">((resolve) => {
      const timer = setTimeout(() => resolve("timeout"), waitMs);
      timer.unref();
      const give = (given: Answer) => {
        clearTimeout(timer);
        resolve(given);
      };
      this.#open.set(id, { about, openedAt: this.#now(), answer: give });
    });
    return { id, answer };
  }

  answer(id: string, answer: Answer): void {
    this.check(id);
    this.#open.get(id)?.answer(answer);
    this.#open.delete(id);
  }

  /** What it is about. Throws the server's refusal when the id is unknown, too old, or already answered. */
  check(id: string): About {
    const query = this.#open.get(id);
    if (query === undefined || this.#isOld(query)) {
      throw badRequest("query is too old and response timeout expired or query ID is invalid");
    }
    return query.about;
  }

  #isOld({ openedAt }: OpenQuery<About, Answer>): boolean {
    return this.#now() - openedAt > this.#lifetimeMs;
  }

  /** Insertion order is age, so the first young one ends the search. */
  #forgetOld(): void {
    for (const [id, query] of this.#open) {
      if (!this.#isOld(query)) return;
      this.#open.delete(id);
    }
  }
}
