import type { InlineAnswer } from "./backend.ts";

/** What a person typed after the bot's name, and how far they have scrolled. */
export interface InlineQuestion {
  readonly userId: number;
  readonly query: string;
  readonly offset: string;
}

interface Kept {
  readonly answer: InlineAnswer;
  readonly until: number;
}

/** Telegram answers the same query again by itself for as long as the bot allowed, and does not ask the bot. */
export class InlineCache {
  readonly #now: () => number;
  readonly #kept = new Map<string, Kept>();

  constructor(now: () => number) {
    this.#now = now;
  }

  keep(question: InlineQuestion, answer: InlineAnswer, options: { ms: number; isPersonal: boolean }): void {
    const key = options.isPersonal ? personalKey(question) : sharedKey(question);
    this.#kept.set(key, { answer, until: this.#now() + options.ms });
  }

  find(question: InlineQuestion): InlineAnswer | undefined {
    const kept = [personalKey(question), sharedKey(question)].map((key) => this.#kept.get(key));
    return kept.find((entry) => entry !== undefined && entry.until > this.#now())?.answer;
  }

  clear(): void {
    this.#kept.clear();
  }
}

function personalKey({ userId, query, offset }: InlineQuestion): string {
  return JSON.stringify([userId, query, offset]);
}

function sharedKey({ query, offset }: InlineQuestion): string {
  return JSON.stringify([query, offset]);
}
