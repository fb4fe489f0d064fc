import type { Message } from "./message.ts";

interface Place {
  readonly chatId: number;
  readonly messageId: number;
}

/** Messages sent by way of the bot into chats that it may not see: it knows them by an id of their own only. */
export class InlineMessages {
  readonly #places = new Map<string, Place>();
  readonly #ids = new Map<string, string>();

  /** Returns its `inline_message_id`. */
  add({ chat, message_id }: Message): string {
    const id = `PLAYGROUND-inline-${this.#places.size + 1}`;
    this.#places.set(id, { chatId: chat.id, messageId: message_id });
    this.#ids.set(keyOf(chat.id, message_id), id);
    return id;
  }

  /** Undefined for messages that the bot or people sent themselves. */
  idOf({ chat, message_id }: Message): string | undefined {
    return this.#ids.get(keyOf(chat.id, message_id));
  }

  placeOf(id: string): Place | undefined {
    return this.#places.get(id);
  }
}

function keyOf(chatId: number, messageId: number): string {
  return `${chatId}:${messageId}`;
}
