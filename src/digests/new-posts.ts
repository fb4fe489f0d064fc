import { setImmediate as nextTurn } from "node:timers/promises";
import type { DeliveryStore, NewPost } from "./delivery-store.ts";
import type { DigestComposer } from "./digest.ts";
import type { PlannerEvent } from "./planner.ts";

export interface NewPostsOptions {
  readonly store: Pick<DeliveryStore, "nextNewPost" | "planPost" | "passOver">;
  readonly composer: Pick<DigestComposer, "savedQueriesOf">;
  readonly now: () => Date;
  readonly onEvent: (event: PlannerEvent) => void;
  /** Told when something is owed. */
  readonly wakeDispatcher: () => void;
  /** How long after its publication a post is told of. */
  readonly settleMs: number;
}

/** Telegram keeps what we missed for a day; what is older comes from an archive. */
const NEWS_MS = 48 * 60 * 60_000;
/** Clocks differ; a post from further ahead has no date that says anything. */
const CLOCKS_DIFFER_MS = 5 * 60_000;

/** Others have their turn after so many posts: an archive has thousands. */
const POSTS_A_TURN = 100;
/** And so the rest of the bot has, each of these takes a millisecond or more. */
const POSTS_BETWEEN_PAUSES = 8;
/** Some ten milliseconds of writing. */
const PLACES_A_STEP = 500;
/** An archive is passed over in few steps, so that what is published meanwhile need not wait. */
const OLD_POSTS_A_STEP = 1_000;

/**
 * Owes the next new posts to whoever wants them, in the order of their keys; old ones are passed over. Returns in how
 * many milliseconds there may be more to do, without end where no post waits.
 */
export async function planNewPosts(options: NewPostsOptions, stopping: AbortSignal): Promise<number> {
  for (let done = 1; done <= POSTS_A_TURN && !stopping.aborted; done++) {
    const post = await options.store.nextNewPost();
    if (post === null) return Number.POSITIVE_INFINITY;
    const now = options.now().getTime();
    const ageMs = now - post.publishedAt.getTime();
    const waitMs = ageMs < -CLOCKS_DIFFER_MS ? 0 : options.settleMs - ageMs;
    if (waitMs > 0) return waitMs;
    if (ageMs > NEWS_MS) await options.store.passOver(new Date(now - NEWS_MS), OLD_POSTS_A_STEP);
    else await planPost(post, options, stopping);
    if (done % POSTS_BETWEEN_PAUSES === 0) await nextTurn();
  }
  return 0;
}

/** What is stopped in between goes on after the next start, and nobody is owed the post twice. */
async function planPost({ postId }: NewPost, options: NewPostsOptions, stopping: AbortSignal): Promise<void> {
  const { store, composer, now, onEvent, wakeDispatcher } = options;
  const matched = await composer.savedQueriesOf(postId);
  const step = { dueAt: now(), limit: PLACES_A_STEP };
  while (!stopping.aborted) {
    const isDone = await store.planPost(postId, matched, step);
    wakeDispatcher();
    if (isDone) return onEvent({ kind: "post-planned", postId, savedQueries: matched.length });
    await nextTurn();
  }
}
