/** Owner of buttons that everybody may press. */
export const NOBODY = 0;

/**
 * What a button does, kept in the database because callback data has room for 64 bytes only and a button
 * must still work after a restart. The token names the row.
 */
export interface ButtonState {
  /** The person the message was sent to; only they may press; or NOBODY. */
  readonly userId: number;
  /** JSON of the list that the message shows; parsed by whoever wrote it. */
  readonly state: string;
}

export interface ButtonStore {
  saveButton(token: string, button: ButtonState, now: Date): Promise<void>;
  /** Null when the token is unknown. Reading keeps the row alive for another term. */
  findButton(token: string, now: Date): Promise<ButtonState | null>;
  /** Forgets buttons not used since the instant; returns how many. */
  pruneButtons(unusedSince: Date): Promise<number>;
}
