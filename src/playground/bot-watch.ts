import type { Message } from "./message.ts";

type Predicate = (message: Message) => boolean;

const MAX_UNREAD = 1000; // of a chat that nobody waits in

interface Waiter {
  readonly matches: Predicate;
  readonly resolve: (message: Message) => void;
}

/** Lets a test wait for what the bot says: new messages and edits since the mark of the chat. */
export class BotWatch {
  readonly #said = new Map<number, Message[]>();
  readonly #waiters = new Map<number, Set<Waiter>>();

  note(message: Message): void {
    const chatId = message.chat.id;
    for (const waiter of this.#waiters.get(chatId) ?? []) {
      if (!waiter.matches(message)) continue;
      this.#said.delete(chatId);
      waiter.resolve(message);
      return;
    }
    const said = this.#said.get(chatId);
    if (said === undefined) this.#said.set(chatId, [message]);
    else if (said.push(message) > MAX_UNREAD) said.shift();
  }

  /** Forgets what the bot has said in this chat so far. */
  mark(chatId: number): void {
    this.#said.delete(chatId);
  }

  /** Moves the mark behind the message found. Throws after `timeoutMs`. */
  wait(chatId: number, matches: Predicate, timeoutMs: number): Promise<Message> {
    const said = this.#said.get(chatId) ?? [];
    const index = said.findIndex(matches);
    const found = said[index];
    if (found !== undefined) {
      said.splice(0, index + 1);
      return Promise.resolve(found);
    }
    return this.#next(chatId, matches, timeoutMs);
  }

  #next(chatId: number, matches: Predicate, timeoutMs: number): Promise<Message> {
    const waiters = this.#waiters.get(chatId) ?? new Set();
    this.#waiters.set(chatId, waiters);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiters.delete(waiter);
        reject(new Error(this.#complaint(chatId, timeoutMs)));
      }, timeoutMs);
      const waiter: Waiter = {
        matches,
        resolve: (message) => {
          clearTimeout(timer);
          waiters.delete(waiter);
          resolve(message);
        },
      };
      waiters.add(waiter);
    });
  }

  #complaint(chatId: number, timeoutMs: number): string {
    const said = (this.#said.get(chatId) ?? []).map(({ text, caption }) =>
      JSON.stringify(text ?? caption ?? ""),
    );
    const instead = said.length === 0 ? "it said nothing" : `it said ${said.join(", ")}`;
    return `The bot did not say what was expected in chat ${chatId} within ${timeoutMs} ms: ${instead}`;
  }
}
