import type { ShownDraft } from "./drafts.ts";
import type { Message } from "./message.ts";

/** What happens on the screens of people who look at a chat. */
export type ChatEvent =
  | { readonly kind: "message" | "edited"; readonly chatId: number; readonly message: Message }
  | { readonly kind: "deleted"; readonly chatId: number; readonly message_ids: readonly number[] }
  /** Null = there is none any more. */
  | { readonly kind: "draft"; readonly chatId: number; readonly draft: ShownDraft | null }
  | { readonly kind: "typing"; readonly chatId: number; readonly action: string };

export type ChatListener = (event: ChatEvent) => void;

export class ChatEvents {
  readonly #listeners = new Set<ChatListener>();

  /** Returns how to stop listening. */
  listen(listener: ChatListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(event: ChatEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
