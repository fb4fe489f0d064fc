interface Line {
  length: number;
  last: Promise<void>;
}

/** Work for one chat is done one after another; chats do not wait for each other. */
export class ChatLines {
  readonly #lines = new Map<number, Line>();

  /** How many wait for the chat, or are being done. */
  length(chatId: number): number {
    return this.#lines.get(chatId)?.length ?? 0;
  }

  /** Does the work, which must not throw, after all that came before it. */
  join(chatId: number, work: () => Promise<void>): Promise<void> {
    const line = this.#lines.get(chatId) ?? { length: 0, last: Promise.resolve() };
    line.length++;
    line.last = line.last.then(work).then(() => {
      line.length--;
      if (line.length === 0) this.#lines.delete(chatId);
    });
    this.#lines.set(chatId, line);
    return line.last;
  }
}
