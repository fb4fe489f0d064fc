import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { type DueDigestsOptions, planDueDigests } from "./due-digests.ts";
import { type NewPostsOptions, planNewPosts } from "./new-posts.ts";

/** Sees to it that what becomes known, and what has its hour, is owed to whoever wants it. */
export interface Planner {
  start(): void;
  /** A post was saved, or what somebody wants has changed. */
  wake(): void;
  /** Resolves when the step that is under way is done; twice is fine. */
  stop(): Promise<void>;
}

export interface PlannerOptions
  extends Omit<NewPostsOptions, "store" | "settleMs">,
    Pick<DueDigestsOptions, "now"> {
  readonly store: NewPostsOptions["store"] & DueDigestsOptions["store"];
  /** How long after its publication a post is told of; absent = 30 seconds. */
  readonly settleMs?: number;
  /** Waits so long, or until it is told to stop; absent = by this machine's timers. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
}

export type PlannerEvent =
  | { readonly kind: "post-planned"; readonly postId: number; readonly savedQueries: number }
  | { readonly kind: "digests-planned"; readonly owed: number; readonly folded: number }
  /** It is tried again in a while. */
  | { readonly kind: "failed"; readonly work: "posts" | "digests"; readonly error: unknown };

/** Until then come the other messages of an album, and what its author mends at once. */
const SETTLE_MS = 30_000;
/** Timers know nothing of a clock that is set, nor of a machine that slept. */
const LONGEST_PAUSE_MS = 60_000;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;

export function createPlanner(options: PlannerOptions): Planner {
  return new PlanningLoop(options);
}

class PlanningLoop implements Planner {
  readonly #pause: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly #stopping = new AbortController();
  readonly #posts: RetriedWork;
  readonly #digests: RetriedWork;
  /** Aborted where the loop is not to pause after this turn. */
  #turn = new AbortController();
  #running: Promise<void> | null = null;

  constructor({ settleMs = SETTLE_MS, pause = pauseByTimer, ...options }: PlannerOptions) {
    const { now, onEvent } = options;
    const { signal } = this.#stopping;
    this.#pause = pause;
    this.#posts = new RetriedWork(() => planNewPosts({ ...options, settleMs }, signal), {
      now,
      onFailure: (error) => onEvent({ kind: "failed", work: "posts", error }),
    });
    this.#digests = new RetriedWork(() => planDueDigests(options), {
      now,
      onFailure: (error) => onEvent({ kind: "failed", work: "digests", error }),
    });
  }

  start(): void {
    this.#running ??= this.#run();
  }

  wake(): void {
    this.#turn.abort();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#turn.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      this.#turn = new AbortController();
      const waitMs = Math.min(await this.#posts.attempt(), await this.#nextDigest(), LONGEST_PAUSE_MS);
      await nextTurn();
      if (waitMs > 0 && !this.#turn.signal.aborted) await this.#pause(waitMs, this.#turn.signal);
    }
  }

  async #nextDigest(): Promise<number> {
    return this.#stopping.signal.aborted ? 0 : this.#digests.attempt();
  }
}

interface RetryOptions {
  readonly now: () => Date;
  readonly onFailure: (error: unknown) => void;
}

/** Work that is left alone for a while after it has failed, the longer the more often it did. */
class RetriedWork {
  readonly #work: () => Promise<number>;
  readonly #options: RetryOptions;
  #failures = 0;
  #retryAt = 0;

  /** What it resolves to is in how many milliseconds there is more to do. */
  constructor(work: () => Promise<number>, options: RetryOptions) {
    this.#work = work;
    this.#options = options;
  }

  async attempt(): Promise<number> {
    const { now, onFailure } = this.#options;
    const leftMs = this.#retryAt - now().getTime();
    // More is left where the clock was put back.
    if (leftMs > 0 && leftMs <= LAST_RETRY_MS) return leftMs;
    try {
      const waitMs = await this.#work();
      this.#failures = 0;
      return waitMs;
    } catch (error) {
      onFailure(error);
      const retryMs = Math.min(FIRST_RETRY_MS * 2 ** this.#failures, LAST_RETRY_MS);
      this.#failures += 1;
      this.#retryAt = now().getTime() + retryMs;
      return retryMs;
    }
  }
}

async function pauseByTimer(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined); // woken
}
