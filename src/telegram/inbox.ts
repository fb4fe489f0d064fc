/** What Telegram sends us, as far as the inbox cares. */
export interface IncomingUpdate {
  readonly update_id: number;
}

/** An update that was given out so often and is still unfinished must be what ends the process. */
export const MAX_ATTEMPTS = 20;

/**
 * Updates, kept before anyone acts on them. Telegram forgets an update once it is confirmed and bots cannot
 * read history, so an update that is only in memory is lost with the process.
 *
 * States: accepted → begun → finished, or accepted → finished.
 */
export interface Inbox {
  /** One transaction. Returns the updates that were not there yet, in order; repeats are dropped. */
  accept<U extends IncomingUpdate>(updates: readonly U[]): Promise<U[]>;
  /**
   * Before the first request to Telegram that cannot be repeated: after a crash this update is not handled again,
   * so its words are forgotten.
   */
  begin(updateId: number): Promise<void>;
  /** Handled; kept for de-duplication only. */
  finish(updateId: number): Promise<void>;
  /**
   * Accepted and neither begun nor finished, oldest first: to be handled after a restart. Counts as an attempt for
   * each; one that has had MAX_ATTEMPTS is parked: kept as it came, and not returned any more.
   */
  unfinished(): Promise<IncomingUpdate[]>;
  /** Ids of the parked updates, oldest first; one that was given out for the last time just now is among them. */
  parked(): Promise<number[]>;
  /** Forgets finished and begun updates accepted before the instant; returns how many. */
  prune(before: Date): Promise<number>;
}
