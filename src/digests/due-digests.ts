import type { DeliveryStore, DigestPlan, DueDigest } from "./delivery-store.ts";
import type { PlannerEvent } from "./planner.ts";
import { decide } from "./schedule.ts";

export interface DueDigestsOptions {
  readonly store: Pick<DeliveryStore, "dueDigests" | "planDigests" | "nextDigestAt">;
  readonly now: () => Date;
  readonly onEvent: (event: PlannerEvent) => void;
  /** Told when something is owed. */
  readonly wakeDispatcher: () => void;
}

const HOUR_MS = 60 * 60_000;
/** Deciding and writing them takes some twenty milliseconds. */
const DIGESTS_A_TURN = 200;
/** A post can become known so long after its publication and still be news. */
const KNOWN_LATE_MS = 48 * HOUR_MS;

/** Owes the digests whose hour has come. Returns in how many milliseconds there is more to do. */
export async function planDueDigests({ store, now, ...told }: DueDigestsOptions): Promise<number> {
  const planned = now();
  const due = await store.dueDigests(planned, DIGESTS_A_TURN);
  if (due.length > 0) {
    const plans = due.map((digest) => planOf(digest, planned));
    await store.planDigests(plans, planned);
    const owed = plans.filter(({ send }) => send !== null).length;
    told.wakeDispatcher();
    told.onEvent({ kind: "digests-planned", owed, folded: plans.length - owed });
  }
  if (due.length === DIGESTS_A_TURN) return 0;
  const next = await store.nextDigestAt();
  return next === null ? Number.POSITIVE_INFINITY : next.getTime() - now().getTime();
}

/** What becomes of a digest whose hour has come. */
export function planOf(digest: DueDigest, now: Date): DigestPlan {
  const { subscriberId, due, since } = digest;
  // From a full hour on: what was planned a moment apart is of the same posts, and composed once for all.
  const hours = Math.floor((since.getTime() - KNOWN_LATE_MS) / HOUR_MS);
  const publishedSince = new Date(hours * HOUR_MS);
  const { send, next } = decide(digest, now);
  // A place that came back after the hour has no posts of before: that there are none would not be true.
  const isOwed = send !== null && send.at >= since;
  return { subscriberId, due, publishedSince, send: isOwed ? send : null, next };
}
