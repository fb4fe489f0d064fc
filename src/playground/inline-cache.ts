import type { InlineAnswer } from "./backend.ts";

/** What a person typed after the bot's name, and how far they have scrolled. */
export interface InlineQuestion {
  readonly userId: number;
  readonly query: string;
  readonly offset: string;
}

const MAX_KEPT = 1000;

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
    const kept = { answer, until: this.#now() + options.ms };
    if (this.#kept.size > MAX_KEPT) this.#kept.clear();
    this.#kept.set(personalKey(question), kept);
    if (!options.isPersonal) this.#kept.set(sharedKey(question), kept);
  }

  find(question: InlineQuestion): InlineAnswer | undefined {
    return this.#both(question).find(({ until }) => until > this.#now())?.answer;
  }

  /** What stands on the person's screen: it stays there when its time is over. */
  shown(question: InlineQuestion): InlineAnswer | undefined {
    return this.#both(question)[0]?.answer;
  }

  #both(question: InlineQuestion): Kept[] {
    return [personalKey(question), sharedKey(question)].flatMap((key) => this.#kept.get(key) ?? []);
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
