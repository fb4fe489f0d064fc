import type { Plan } from "./plan.ts";
import type { Candidate } from "./search-index.ts";
import type { SearchStore } from "./search-store.ts";
import { type Verification, verify } from "./verify.ts";

/** A post that has enough of a query. */
export interface Match extends Candidate {
  /** Share of the query that the post has. */
  readonly coverage: number;
  readonly score: number;
}

/** A post that answers a query, before anything of it is shown. */
export interface Ranked extends Match {
  /** Null where the post was too far down to be looked at. */
  readonly verified: Looked | null;
}

/** What a look at a post has told; every figure is from 0 to 1. */
interface Looked extends Verification {
  /** e^(-age/180 days), by the newest of the posts looked at: an archive that ended long ago has new posts too. */
  readonly recency: number;
}

export type BestFirstStore = Pick<SearchStore, "readings" | "newestFirst">;

/** Verifying more candidates was measured to be no better. */
const VERIFIED = 50;
const RECENT_SECONDS = 180 * 24 * 60 * 60;

/**
 * Weights beside coverage, which has 1; tuned on questions of all kinds, flat around these values. Recency decides
 * between posts that fit alike.
 */
export const WEIGHTS = { bm25: 0.4, proximity: 0.5, inOrder: 0.3, title: 0.15, recency: 0.1 } as const;

export interface Page {
  readonly offset: number;
  readonly limit: number;
}

export function onPage<T>(items: readonly T[], { offset, limit }: Page): readonly T[] {
  return items.slice(offset, offset + limit);
}

/** A page of the matches by how well they answer. What was not looked at cannot overtake what was. */
export async function bestFirst(
  plan: Plan,
  matches: readonly Match[],
  page: Page,
  store: BestFirstStore,
): Promise<readonly Ranked[]> {
  const isFarDown = page.offset + page.limit > VERIFIED;
  const sorted = isFarDown ? [...matches].sort(byScore) : topOf(matches, VERIFIED);
  const looked = await lookAt(plan, sorted.slice(0, VERIFIED), store);
  const strongest = looked.reduce((most, { verified }) => Math.max(most, verified?.bm25 ?? 0), 0) || 1;
  const verified = looked.map((match) => ({ ...match, score: scoreOf(match, strongest) })).sort(byScore);
  const ceiling = verified.at(-1)?.score ?? 0;
  const rest = onPage(sorted, page).slice(Math.max(0, VERIFIED - page.offset));
  return [
    ...onPage(verified, page),
    ...rest.map((match) => ({ ...match, verified: null, score: Math.min(match.score, ceiling) })),
  ];
}

/** As a rule the later saved is the newer. */
function byScore(a: Match, b: Match): number {
  return b.score - a.score || b.postId - a.postId;
}

/** The best few in order; sorting all of tens of thousands would take longer than finding them. */
function topOf(matches: readonly Match[], count: number): Match[] {
  const top: Match[] = [];
  for (const match of matches) {
    const last = top[count - 1];
    if (last !== undefined && byScore(match, last) >= 0) continue;
    top.splice(placeIn(top, match), 0, match);
    if (top.length > count) top.pop();
  }
  return top;
}

function placeIn(sorted: readonly Match[], match: Match): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = sorted[middle];
    if (other !== undefined && byScore(match, other) < 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

async function lookAt(plan: Plan, matches: readonly Match[], store: BestFirstStore): Promise<Ranked[]> {
  const ids = matches.map(({ postId }) => postId);
  const readings = await store.readings(ids);
  const dates = await store.newestFirst(ids, null);
  const [newest = 0] = dates.values();
  return matches.map((match) => {
    const reading = readings.get(match.postId);
    if (reading === undefined) return { ...match, verified: null };
    const age = newest - (dates.get(match.postId) ?? 0);
    return { ...match, verified: { ...verify(plan, reading), recency: Math.exp(-age / RECENT_SECONDS) } };
  });
}

/** coverage + 0.4·bm25/strongest + 0.5·proximity + 0.3·in order + 0.15·title + 0.1·recency */
function scoreOf({ coverage, score, verified }: Ranked, strongest: number): number {
  if (verified === null) return score;
  const { bm25, proximity, inOrder, title, recency } = verified;
  return (
    coverage +
    (WEIGHTS.bm25 * bm25) / strongest +
    WEIGHTS.proximity * proximity +
    WEIGHTS.inOrder * inOrder +
    WEIGHTS.title * title +
    WEIGHTS.recency * recency
  );
}
