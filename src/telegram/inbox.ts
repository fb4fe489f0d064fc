/** What Telegram sends us, as far as the inbox cares. */
export interface IncomingUpdate {
  readonly update_id: number;
}

/** An update that waits to be handled; `position` says when it came: before all with a higher one. */
export interface WaitingUpdate {
  readonly position: number;
  readonly update: IncomingUpdate;
  /** How often it was taken up, by processes that ended before it was handled. */
  readonly attempts: number;
}

/** An update that was taken up so often and is still unfinished must be what ends the process. */
export const MAX_ATTEMPTS = 20;

/**
 * One that was taken up so often may be what ends the process, or was only handled beside that: from then on it is handled
 * alone, so that each ending tells of one update.
 */
export const ATTEMPTS_AMONG_OTHERS = 3;

/**
 * Updates, kept before anyone acts on them. Telegram forgets an update once it is confirmed and bots cannot
 * read history, so an update that is only in memory is lost with the process.
 *
 * States: accepted → begun → finished, or accepted → finished. Accepted ones wait, but for those that are parked: they
 * were taken up MAX_ATTEMPTS times, and are kept as they came.
 */
export interface Inbox {
  /** One transaction. Returns the updates that were not there yet, in order; repeats are dropped. */
  accept<U extends IncomingUpdate>(updates: readonly U[]): Promise<U[]>;
  /** Those of the ids that were accepted before; only looks. */
  known(updateIds: readonly number[]): Promise<number[]>;
  /** Updates that wait, from after a position (0 = from the first one), oldest first. */
  waiting(after: number, limit: number): Promise<WaitingUpdate[]>;
  /**
   * One that waits, to be handled now; null: it does not wait any more. That counts as an attempt, where the store can be
   * written.
   */
  takeUp(updateId: number): Promise<IncomingUpdate | null>;
  /**
   * Before the first request to Telegram that cannot be repeated: after a crash this update is not handled again,
   * so its words are forgotten.
   */
  begin(updateId: number): Promise<void>;
  /** Handled; kept for de-duplication only. */
  finish(updateId: number): Promise<void>;
  /** Ids of the parked updates, oldest first. */
  parked(): Promise<number[]>;
  /** Forgets finished and begun updates accepted before the instant; returns how many. */
  prune(before: Date): Promise<number>;
}
