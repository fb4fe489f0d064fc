/** So many times in any stretch of so long. */
export interface Spell {
  readonly count: number;
  readonly withinMs: number;
}

/** When each chat may be sent something again. Chats that nothing was sent to for that long are forgotten. */
export class Spacing {
  readonly #spell: Spell;
  /** The latest times of each chat, as many as count; chats in the order of their last one. */
  readonly #times = new Map<number, number[]>();

  constructor(spell: Spell) {
    this.#spell = spell;
  }

  /** How many chats are remembered. */
  get size(): number {
    return this.#times.size;
  }

  /** On the clock of `count`; long ago where nothing keeps the chat waiting. */
  readyAt(chatId: number): number {
    const times = this.#times.get(chatId) ?? [];
    const first = times.at(-this.#spell.count);
    return first === undefined ? Number.NEGATIVE_INFINITY : first + this.#spell.withinMs;
  }

  count(chatId: number, now: number): void {
    this.#forgetBefore(now - this.#spell.withinMs);
    const times = this.#times.get(chatId) ?? [];
    times.push(now);
    if (times.length > this.#spell.count) times.shift();
    this.#times.delete(chatId);
    this.#times.set(chatId, times);
  }

  #forgetBefore(time: number): void {
    for (const [chatId, times] of this.#times) {
      if ((times.at(-1) ?? time) > time) return;
      this.#times.delete(chatId);
    }
  }
}
