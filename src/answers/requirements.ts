import type { TextRange } from "../search/hit.ts";
import type { Candidate } from "./candidates.ts";
import { evidenceFor, type Found } from "./evidence.ts";
import type { Question, QuestionKind } from "./question.ts";
import type { QuestionPlan } from "./question-plan.ts";
import { nearby, type ReadPost, underTitle } from "./read-post.ts";
import { isFound, shareOf, shareOfNames, tellsOfAsked } from "./shares.ts";

/** What is asked, and how it is understood. */
interface Asked {
  readonly question: Question;
  readonly plan: QuestionPlan;
}

const KNOWN = 1.1;
const AHEAD = 0.6;
const MOST_AHEAD = 0.4;

/**
 * How much a post tells of what is asked: the share of the question that it has, and so much times the share that the
 * archive has; and how far it is ahead of the next post, up to a limit: what stands out is told in words of one's own.
 */
export function toldBy({ whole }: ReadPost, { ahead }: Candidate, plan: QuestionPlan): number {
  return shareOf(whole, plan) + KNOWN * plan.knownShare + AHEAD * Math.min(MOST_AHEAD, ahead);
}

const LEAST_TOLD = 1.45;
const LEAST_OF_QUESTION = 0.4;
/** Another paper's learning rate is no answer; of two that are compared both are told of. */
const LEAST_OF_NAMES = 0.5;
const LEAST_OF_COMPARED = 0.9;
/** "Что такое HSTU" asks of nothing but the name. */
const ASKS_OF_SOMETHING: ReadonlySet<QuestionKind> = new Set([
  "who",
  "when",
  "where",
  "how-many",
  "which",
  "why",
  "how",
]);

/** Whether anything in the post can be an answer. */
export function mayAnswer(
  { whole }: ReadPost,
  { question: { kind, denies }, plan, told }: Asked & { readonly told: number },
): boolean {
  if (told < LEAST_TOLD || shareOf(whole, plan) < LEAST_OF_QUESTION) return false;
  if (shareOfNames(whole, plan) < (kind === "compare" ? LEAST_OF_COMPARED : LEAST_OF_NAMES)) return false;
  // What did not happen is told without its word: "виза не дошла".
  return denies || !ASKS_OF_SOMETHING.has(kind) || tellsOfAsked(whole, plan);
}

interface Looked extends Asked {
  readonly range: TextRange;
  readonly found: Found | null;
}

/** Whether the sentence at a place, with what is read with it, has all that such an answer cannot do without. */
export function isComplete(at: number, read: ReadPost, looked: Looked): boolean {
  const { isNeeded } = evidenceFor(looked.question.kind);
  return (!isNeeded || hasEvidence(at, read, looked)) && hasAsked(at, read, looked);
}

/** A date of another passage is something else's; a person's name stands in the sentence that tells of what they did. */
const LEAST_NEARBY = 0.2;
const LEAST_OF_WHO = 0.15;

function hasEvidence(
  at: number,
  read: ReadPost,
  { question: { kind }, plan, range, found }: Looked,
): boolean {
  // Where "основала" itself stands, who did it needs no capital: "религия победила".
  if (plan.askedDeeds.some((term) => read.own[at]?.[term] === 1)) return true;
  if (found === null) return false;
  const place = range.start + found.start;
  if (kind === "how-many") return true;
  if (kind === "who") return shareOf(underTitle(place, read), plan) >= LEAST_OF_WHO;
  return shareOf(nearby(place, read), plan) >= LEAST_NEARBY;
}

/** Where so many words of the question are near, one may be said otherwise. */
const TELLING_ENOUGH = 3;

/** Whether the thing that is asked for is named there, and what somebody is asked to have done. */
function hasAsked(at: number, read: ReadPost, { range, plan }: Looked): boolean {
  const { sentences, own, title, headingAt } = read;
  const near = own.filter((_, place) => {
    const { start, end } = sentences[place] ?? range;
    return Math.abs(place - at) <= 1 || (range.start <= start && end <= range.end);
  });
  const found = [...near, title, headingAt(range.start)];
  const has = (term: number) => found.some((one) => isFound(term, one));
  const { askedNoun, askedDeeds, tellingTerms } = plan;
  if (tellingTerms.filter(has).length >= TELLING_ENOUGH) return true;
  return (askedNoun === null || has(askedNoun)) && (askedDeeds.length === 0 || askedDeeds.some(has));
}
