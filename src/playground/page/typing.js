const TYPING_MS = 5500; // Telegram clears a chat action after five seconds or with the next message

/** In which chats the bot is typing right now. */
export class Typing {
  /** @type {Map<number, ReturnType<typeof setTimeout>>} */
  #timers = new Map();

  /** @param {() => void} onChange */
  constructor(onChange) {
    this.onChange = onChange;
  }

  /** @param {number} chatId */
  isIn(chatId) {
    return this.#timers.has(chatId);
  }

  /** @param {number} chatId */
  began(chatId) {
    clearTimeout(this.#timers.get(chatId));
    this.#timers.set(
      chatId,
      setTimeout(() => this.ended(chatId), TYPING_MS),
    );
    this.onChange();
  }

  /** @param {number} chatId */
  ended(chatId) {
    clearTimeout(this.#timers.get(chatId));
    if (this.#timers.delete(chatId)) this.onChange();
  }
}
