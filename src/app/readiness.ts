import { resultWithin } from "../deadline.ts";
import type { Searcher } from "../engine/searcher.ts";
import type { SqliteStore } from "../store/open.ts";

/**
 * What has to hold before people are answered as they should be.
 * - started: the start is complete
 * - updates: they come in: Telegram answers
 * - answers: the search answers, and of all posts
 * - running: the bot is not about to stop
 */
export const READY_PARTS = ["started", "updates", "answers", "running"] as const;
export type ReadyPart = (typeof READY_PARTS)[number];

export interface ReadinessDeps {
  readonly store: Pick<SqliteStore, "search">;
  readonly searcher: Pick<Searcher, "indexStatus">;
  readonly isStarted: () => boolean;
  readonly isReceiving: () => boolean;
  readonly stopping: AbortSignal;
  /** Hears why something cannot be told; that part is missing then. */
  readonly onError: (error: unknown) => void;
}

// Whoever asks has a deadline, too.
const SEARCH_ANSWERS_MS = 2_000;

/** What is missing; nothing = ready. */
export async function missingParts(deps: ReadinessDeps): Promise<readonly ReadyPart[]> {
  const holds: Readonly<Record<ReadyPart, boolean>> = {
    started: deps.isStarted(),
    updates: deps.isReceiving(),
    answers: await givesCompleteAnswers(deps),
    running: !deps.stopping.aborted,
  };
  return READY_PARTS.filter((part) => !holds[part]);
}

async function givesCompleteAnswers({ store, searcher, onError }: ReadinessDeps): Promise<boolean> {
  try {
    const { isComplete } = await store.search.position();
    return isComplete && (await resultWithin(SEARCH_ANSWERS_MS, searcher.indexStatus())) !== undefined;
  } catch (error) {
    onError(error);
    return false;
  }
}
