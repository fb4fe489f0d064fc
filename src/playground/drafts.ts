import type { Entity } from "./message.ts";

/** What the bot is writing to a person: they see it, and it is no message. */
export interface ShownDraft {
  readonly draft_id: number;
  /** Empty shows that the bot is thinking. */
  readonly text: string;
  readonly entities?: readonly Entity[];
  readonly message_thread_id?: number;
  /** The person has a button that stops it. */
  readonly can_stop: boolean;
  /** Pressing that leaves on the screen what is there. */
  readonly keep_on_stop: boolean;
}

const SHOWN_MS = 30_000; // https://core.telegram.org/bots/api#sendmessagedraft: "a temporary 30-second preview"

/** The drafts that people see now, one a private chat. */
export class Drafts {
  readonly #now: () => number;
  readonly #shown = new Map<number, { readonly draft: ShownDraft; readonly until: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  show(chatId: number, draft: ShownDraft): void {
    this.#shown.set(chatId, { draft, until: this.#now() + SHOWN_MS });
  }

  in(chatId: number): ShownDraft | undefined {
    const shown = this.#shown.get(chatId);
    return shown !== undefined && shown.until > this.#now() ? shown.draft : undefined;
  }

  /** False where there was none. */
  end(chatId: number): boolean {
    return this.#shown.delete(chatId);
  }
}
