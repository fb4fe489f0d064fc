import type { Logger } from "pino";
import { settledWithin } from "../deadline.ts";
import type { DigestComposer } from "../digests/digest.ts";
import { createDispatcher } from "../digests/dispatcher.ts";
import type { Messenger } from "../digests/messenger.ts";
import type { Pacing } from "../digests/pacing.ts";
import { createPlanner } from "../digests/planner.ts";
import type { SqliteStore } from "../store/open.ts";
import { logSending } from "./sending-log.ts";

export interface SendingDeps {
  readonly store: SqliteStore;
  readonly composer: DigestComposer;
  readonly messenger: Messenger;
  readonly pacing: Pacing;
  /** What the pacer lets leave. */
  readonly perSecond: number;
  readonly log: Logger;
  readonly now: () => Date;
}

/** All that is sent without being asked for just now: it is planned, and sent when it is due. */
export interface Sending {
  start(): void;
  /** A post was saved, or somebody wants something else. */
  wake(): void;
  /** Begins nothing more, and waits for what is under way, but no longer than that. Twice is fine. */
  stop(timeoutMs: number): Promise<void>;
}

export function createSending({ store, composer, log, ...deps }: SendingDeps): Sending {
  const dispatcher = createDispatcher({
    ...deps,
    random: Math.random,
    store,
    composer,
    postVersion: (postId) => store.digestPosts.versionOf(postId),
    moveChat: (from, to) => store.moveChat(from, to),
    onEvent: (event) => logSending(event, log),
  });
  const planner = createPlanner({
    store,
    composer,
    now: deps.now,
    wakeDispatcher: () => dispatcher.wake(),
    onEvent: (event) => logSending(event, log),
  });
  return {
    start: () => {
      dispatcher.start();
      planner.start();
    },
    wake: () => {
      planner.wake();
      // What was wanted no more may be wanted again, and be due already.
      dispatcher.wake();
    },
    stop: async (timeoutMs) => {
      await Promise.all([settledWithin(timeoutMs, [planner.stop()]), dispatcher.stop(timeoutMs)]);
    },
  };
}
