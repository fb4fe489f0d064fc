import type { Candidate, PassageIndex } from "./passage-index.ts";
import type { Plan } from "./plan.ts";
import { coverageOf, verify } from "./verify.ts";

/** A post that answers a query, before anything of it is shown. */
export interface Ranked {
  readonly postId: number;
  readonly date: string;
  readonly score: number;
}

/** Below this share of the query, by idf, what is found is noise. */
const LEAST_COVERAGE = 0.4;
/** A post must have nearly as much of the query as the best one: otherwise "newest first" is a list of accidents. */
const SHARE_OF_BEST = 0.6;
/** Verifying more candidates was measured to be no better. */
const VERIFIED = 50;

/** Weights beside coverage, which has 1; tuned on generated queries of all kinds, flat around these values. */
const BM25 = 0.4;
const PROXIMITY = 0.5;
const IN_ORDER = 0.2;
const TITLE = 0.15;

/** The posts that match a plan, best first; equal ones newest first. */
export function rank(plan: Plan, index: PassageIndex, channelId?: number): Ranked[] {
  const matches = matching(plan, index, channelId).sort(byScore);
  const verified = matches.slice(0, VERIFIED).map((match) => verifiedMatch(plan, index, match));
  const rest = matches.slice(VERIFIED);
  // What was not verified cannot overtake what was: it would only be for lack of a look at it.
  const ceiling = Math.min(...verified.map(({ score }) => score));
  return [
    ...verified.sort(byScore),
    ...rest.map((match) => ({ ...match, score: Math.min(match.score, ceiling) })),
  ];
}

/** Newest first; of one second the later saved. */
export function byDate(a: Ranked, b: Ranked): number {
  if (a.date !== b.date) return a.date < b.date ? 1 : -1;
  return b.postId - a.postId;
}

function byScore(a: Ranked, b: Ranked): number {
  return b.score - a.score || byDate(a, b);
}

/** Posts with enough of the query; score = 0.4·bm25/max + coverage, before verification adds to it. */
function matching(plan: Plan, index: PassageIndex, channelId?: number): Ranked[] {
  const candidates = index.candidates(plan, channelId);
  const strongest = candidates.reduce((most, { bm25 }) => Math.max(most, bm25), 0) || 1;
  const covered = candidates.map((candidate) => ({
    ...candidate,
    coverage: coverageOf(plan.terms, candidate.found),
  }));
  const best = covered.reduce((most, { coverage }) => Math.max(most, coverage), 0);
  const least = Math.max(LEAST_COVERAGE, SHARE_OF_BEST * best);
  return covered
    .filter(({ coverage }) => coverage >= least)
    .filter((candidate) => isAllowed(plan, index, candidate))
    .map(({ postId, bm25, coverage }) => ({
      postId,
      date: index.dateOf(postId),
      score: (BM25 * bm25) / strongest + coverage,
    }));
}

function isAllowed(plan: Plan, index: PassageIndex, { postId }: Candidate): boolean {
  if (plan.phrases.length + plan.excluded.length === 0) return true;
  const reading = index.readingOf(postId);
  return reading !== undefined && verify(plan, reading).isAllowed;
}

function verifiedMatch(plan: Plan, index: PassageIndex, match: Ranked): Ranked {
  const reading = index.readingOf(match.postId);
  if (reading === undefined) return match;
  const { proximity, inOrder, title } = verify(plan, reading);
  return { ...match, score: match.score + PROXIMITY * proximity + IN_ORDER * inOrder + TITLE * title };
}
