/** What an administrator may want to know of the database. */
export interface StoreFigures {
  readonly hiddenPosts: number;
  /** How many posts can be found. */
  readonly indexedPosts: number;
  /** How many still wait to be read anew, after another version of the program. */
  readonly waitingPosts: number;
  /** Accepted, not parked, and no answer begun. */
  readonly queuedUpdates: number;
  readonly lastUpdateAt: Date | null;
  /** With the log that goes with it. */
  readonly bytes: number;
}

export interface FigureReader {
  /** One update does not count: the one that asks. */
  figures(askingUpdateId: number): Promise<StoreFigures>;
}
