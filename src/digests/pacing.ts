/** When messages may leave, so that Telegram takes all of them. */
export interface Pacing {
  /** Resolves when a message that nobody waits for may leave to the chat; counts it. Throws when aborted. */
  slot(chatId: number, signal: AbortSignal): Promise<void>;
  /** A person is answered at once: this counts, and what nobody waits for leaves later. */
  countReply(chatId: number): void;
  /** Telegram said to come back later: nobody is sent anything that long, and then slowly at first. */
  pause(ms: number): void;
}
