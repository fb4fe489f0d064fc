import { setImmediate as nextTurn } from "node:timers/promises";
import type { Logger } from "pino";
import { reportError } from "../error-report.ts";
import type { FastIndexEvent } from "../search/fast-index.ts";
import type { IndexUpkeep } from "../store/search-writer.ts";

const POSTS_AN_INDEXING = 50;

/** After an update of the program all posts may have to be indexed anew; the bot answers in between. */
export async function indexWaiting(store: IndexUpkeep, stopping: AbortSignal, log: Logger): Promise<void> {
  let indexed = 0;
  try {
    for (let count = 1; count > 0 && !stopping.aborted; indexed += count) {
      count = await store.indexWaiting(POSTS_AN_INDEXING);
      await nextTurn();
    }
    if (indexed > 0) log.info({ posts: indexed }, "posts were indexed anew");
  } catch (error) {
    log.error({ error: reportError(error), indexed }, "indexing failed; it goes on at the next start");
  }
}

/** What became of the index in memory. */
export function logIndex(event: FastIndexEvent, log: Logger): void {
  const { kind, ...fields } = event;
  if (kind === "failed")
    log.error(fields, "the index in memory has a problem; answers come from the database meanwhile");
  else log.info(fields, `index in memory: ${kind}`);
}
