import { setImmediate as nextTurn } from "node:timers/promises";
import type { Logger } from "pino";
import { reportError } from "../error-report.ts";
import type { FastIndexEvent } from "../search/fast-index.ts";
import type { PaperUpkeep } from "../store/paper-upkeep.ts";
import type { IndexUpkeep } from "../store/search-writer.ts";
import { failedForNow, type StoreHealth } from "../store-trouble.ts";

const POSTS_A_SLICE = 50;

/** After an update of the program all posts may have to be read anew; the bot answers in between. */
export async function indexWaiting(
  store: IndexUpkeep & PaperUpkeep & StoreHealth,
  stopping: AbortSignal,
  log: Logger,
): Promise<void> {
  const deps = { store, stopping, log };
  await workOff(
    { slice: (limit) => store.indexWaiting(limit), name: "indexing", done: "posts were indexed anew" },
    deps,
  );
  await workOff(
    {
      slice: (limit) => store.readWaitingForPapers(limit),
      name: "reading for papers",
      done: "posts were read anew for papers",
    },
    deps,
  );
}

interface Upkeep {
  /** Works on at most so many posts; returns how many, 0 when none waits. */
  readonly slice: (limit: number) => Promise<number>;
  readonly name: string;
  readonly done: string;
}

async function workOff(
  { slice, name, done }: Upkeep,
  { store, stopping, log }: { store: StoreHealth; stopping: AbortSignal; log: Logger },
): Promise<void> {
  let posts = 0;
  try {
    for (let count = 1; count > 0 && !stopping.aborted; posts += count) {
      count = await whenWritable(() => slice(POSTS_A_SLICE), store, stopping);
      await nextTurn();
    }
    if (posts > 0) log.info({ posts }, done);
  } catch (error) {
    log.error({ error: reportError(error), posts }, `${name} failed; it goes on at the next start`);
  }
}

/** 0 where it could not be done before the stop. */
async function whenWritable(
  work: () => Promise<number>,
  store: StoreHealth,
  stopping: AbortSignal,
): Promise<number> {
  while (!stopping.aborted) {
    try {
      return await work();
    } catch (error) {
      if (!failedForNow(error)) throw error;
      await store.untilWritable(stopping);
    }
  }
  return 0;
}

/** What became of the index in memory. */
export function logIndex(event: FastIndexEvent, log: Logger): void {
  const { kind, ...fields } = event;
  if (kind === "failed")
    log.error(fields, "the index in memory has a problem; answers come from the database meanwhile");
  else log.info(fields, `index in memory: ${kind}`);
}
