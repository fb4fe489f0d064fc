import {
  type BestFirstStore,
  bestFirst,
  type Match,
  onPage,
  type Page,
  type Ranked,
  WEIGHTS,
} from "./best-first.ts";
import { coverageOf, PostWords, strictStems } from "./coverage.ts";
import type { HitOrder } from "./hit.ts";
import type { Plan } from "./plan.ts";
import { isPlain, isStrict } from "./plan-tree.ts";
import type { PostFilter } from "./post-filter.ts";
import type { Candidate, IndexQuery, SearchIndex } from "./search-index.ts";
import type { SearchStore } from "./search-store.ts";
import { shareOf } from "./verify.ts";

export interface RankRequest {
  readonly plan: Plan;
  readonly filter: PostFilter | null;
  readonly order: HitOrder;
  readonly page: Page;
}

export interface RankedPage {
  /** How many posts match in all. */
  readonly total: number;
  readonly ranked: readonly Ranked[];
}

export type RankStore = BestFirstStore & Pick<SearchStore, "select">;

/**
 * Below this share of the query, by idf, what is found is noise; by the number of words. One of two words is an accident,
 * a question of five is worded in its own way.
 */
const LEAST_COVERAGE = [1, 0.52, 0.5, 0.4, 0.3] as const;
const LEAST_COVERAGE_OF_LONG = 0.25;
/** A post must have nearly as much of the query as the best one: otherwise "newest first" is a list of accidents. */
const SHARE_OF_BEST = 0.6;
/** So many posts are let through a filter by name; of more, each candidate is asked. */
const MAX_ALLOWED = 20_000;

/** A page of the posts that match a plan, in the asked order. */
export async function rank(request: RankRequest, index: SearchIndex, store: RankStore): Promise<RankedPage> {
  const { plan, filter, order, page } = request;
  const allowed = filter === null ? null : await allowedBy(filter, store);
  const candidates = await index.candidates(indexQuery(plan, allowed));
  const matches = await matching(plan, candidates, store);
  const stillAsked = allowed === null ? filter : null;
  if (order === "newest") return byDate(matches, await newestFirst(matches, stillAsked, store), page);
  const passed = stillAsked === null ? matches : await passing(matches, stillAsked, store);
  return { total: passed.length, ranked: await bestFirst(plan, passed, page, store) };
}

async function allowedBy(filter: PostFilter, store: RankStore): Promise<ReadonlySet<number> | null> {
  const { ids, total } = await store.select(filter, { offset: 0, limit: MAX_ALLOWED });
  return total > ids.length ? null : new Set(ids);
}

/** Where the query has alternatives (`a | b`), any word may be all that counts, so no post may be left out. */
function indexQuery(plan: Plan, allowed: ReadonlySet<number> | null): IndexQuery {
  const whole = plan.terms.reduce((sum, { idf }) => sum + idf, 0);
  const stems = plan.terms.map(() => new Map<number, number>());
  for (const [number, terms] of plan.termsOfNumber) {
    for (const { term, weight } of terms) stems[term]?.set(number, weight);
  }
  const terms = plan.terms.map(({ idf }, term) => ({ stems: stems[term] ?? new Map(), worth: idf / whole }));
  const isPrunable = isPlain(plan.tree);
  return {
    terms,
    allowed,
    least: isPrunable ? leastCoverage(plan) : 0,
    leastOfBest: isPrunable && !isStrict(plan.tree) ? SHARE_OF_BEST : 0,
  };
}

/** Posts with enough of the query; before a look at them score = coverage + 0.4·bm25/strongest, by the index's own BM25. */
async function matching(plan: Plan, candidates: readonly Candidate[], store: RankStore): Promise<Match[]> {
  const strongest = candidates.reduce((most, { bm25 }) => Math.max(most, bm25), 0) || 1;
  const least = leastCoverage(plan);
  const shareOfQuery = sharesOf(plan);
  const covered: Match[] = [];
  // Of a frequent word there are tens of thousands.
  for (const { postId, found, bm25 } of candidates) {
    const coverage = shareOfQuery(found);
    if (coverage < least) continue;
    covered.push({ postId, found, bm25, coverage, score: (WEIGHTS.bm25 * bm25) / strongest + coverage });
  }
  const strict = isStrict(plan.tree) ? await meeting(plan, covered, store) : covered;
  const best = strict.reduce((most, { coverage }) => Math.max(most, coverage), 0);
  return strict.filter(({ coverage }) => coverage >= SHARE_OF_BEST * best);
}

/** What a post has of the query, as far as the index knows. */
function sharesOf(plan: Plan): (found: readonly number[]) => number {
  const isSum = isPlain(plan.tree) && !isStrict(plan.tree);
  return isSum ? (found) => shareOf(plan.terms, found) : (found) => coverageOf(plan, found, null) ?? 0;
}

function leastCoverage({ terms }: Plan): number {
  return LEAST_COVERAGE[terms.length] ?? LEAST_COVERAGE_OF_LONG;
}

/** Phrases, single forms and what is refused can be seen in the posts' words only. */
async function meeting(plan: Plan, matches: readonly Match[], store: RankStore): Promise<Match[]> {
  const wanted = strictStems(plan.tree);
  const readings = await store.readings(matches.map(({ postId }) => postId));
  return matches.flatMap((match) => {
    const reading = readings.get(match.postId);
    if (reading === undefined) return [];
    const coverage = coverageOf(plan, match.found, new PostWords(reading, wanted));
    if (coverage === null || coverage < leastCoverage(plan)) return [];
    return { ...match, coverage, score: match.score - match.coverage + coverage };
  });
}

function byDate(matches: readonly Match[], dated: ReadonlyMap<number, number>, page: Page): RankedPage {
  const byId = new Map(matches.map((match) => [match.postId, match]));
  const ranked = onPage([...dated.keys()], page).flatMap((postId) => {
    const match = byId.get(postId);
    return match === undefined ? [] : [{ ...match, verified: null }];
  });
  return { total: dated.size, ranked };
}

async function passing(matches: readonly Match[], filter: PostFilter, store: RankStore): Promise<Match[]> {
  const dated = await newestFirst(matches, filter, store);
  return matches.filter(({ postId }) => dated.has(postId));
}

/** Dates of the posts that pass, newest first. */
function newestFirst(
  matches: readonly Match[],
  filter: PostFilter | null,
  store: RankStore,
): Promise<ReadonlyMap<number, number>> {
  return store.newestFirst(
    matches.map(({ postId }) => postId),
    filter,
  );
}
