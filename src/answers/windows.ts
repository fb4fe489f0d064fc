import { passagesOf, readableText } from "../channel/passages.ts";
import type { StoredPost } from "../channel/post.ts";
import type { TextRange } from "../search/hit.ts";
import { type Sentence, sentencesOf } from "../search/sentences.ts";
import { titleOf } from "../search/title.ts";
import { amountIn } from "./amounts.ts";
import type { Candidate } from "./candidates.ts";
import { evidenceFor, evidenceIn, type Found } from "./evidence.ts";
import { DENIAL, type Question } from "./question.ts";
import type { QuestionPlan } from "./question-plan.ts";
import { type FoundTerms, foundIn, shareOf, shareOfNames, together } from "./shares.ts";
import { isLead, stretchAround } from "./stretch.ts";

/** A sentence with what is read together with it. Offsets into the readable text of the post. */
export interface Window extends TextRange {
  readonly post: StoredPost;
  readonly text: string;
  /** Where the sentence begins that the others were added to. */
  readonly anchor: number;
  /** How much the post tells of what is asked: see LEAST_TOLD. */
  readonly told: number;
  /** Share of the question that the post's title has. */
  readonly ofTitle: number;
  /** Where that stands which was asked for: a number, a date, a name. */
  readonly evidence: Found | null;
  /** Share of the question that the sentence has in which the evidence stands, with what it stands under. */
  readonly ofEvidence: number;
  /** Whether that stands there which such a question cannot do without. */
  readonly isComplete: boolean;
  readonly score: number;
}

/** What stands in the heading or next to the sentence counts less than its own words. */
const OF_HEADING = 0.6;
const OF_NEIGHBOUR = 0.6;
/** A sentence under a title is about what the title says, as a rule. */
const OF_TITLE = 0.9;
const OF_POST = 0.4;
/** Fitted on judged questions; flat around these values. */
const WORTH = {
  coverage: 1.25,
  likeness: 0.9,
  own: 0.5,
  ofTitle: 0.75,
  title: -0.1,
  lead: 0.1,
  denies: 0.15,
};
/**
 * Share of the question that the post has, and so much times the share that the archive has; and how far it is ahead of
 * the next post, up to a limit: what stands out is told in words of one's own.
 */
const KNOWN = 1.1;
const AHEAD = 0.6;
const MOST_AHEAD = 0.4;
const LEAST_TOLD = 1.5;
/** Another paper's learning rate is no answer. */
const LEAST_OF_NAMES = 0.5;
const TAGS_ONLY = /^(?:\s*#[\p{L}\p{N}_]+\s*)+$/u;
const LINK_ONLY = /^\s*(?:https?:\/\/\S+|\S+\.\w+\/\S+)\s*$/;

/** The windows of a post, one for each sentence; none where the post has too little of the question. */
export function windowsOf(candidate: Candidate, question: Question, plan: QuestionPlan): Window[] {
  const read = readPost(candidate.post, plan);
  const told =
    shareOf(read.whole, plan) + KNOWN * plan.knownShare + AHEAD * Math.min(MOST_AHEAD, candidate.ahead);
  if (told < LEAST_TOLD || shareOfNames(read.whole, plan) < LEAST_OF_NAMES) return [];
  return read.sentences.map((_, at) => windowAt(at, read, { candidate, question, plan, told }));
}

interface ReadPost {
  readonly text: string;
  readonly sentences: readonly Sentence[];
  /** By sentence. */
  readonly own: readonly FoundTerms[];
  readonly title: FoundTerms;
  readonly whole: FoundTerms;
  readonly headingAt: (place: number) => FoundTerms;
}

function readPost(post: StoredPost, plan: QuestionPlan): ReadPost {
  const text = readableText(post);
  const sentences = sentencesOf(text).filter(
    ({ start, end }) => !isEmpty(text.slice(start, end)) && !isCode(post, start),
  );
  const own = sentences.map(({ start, end }) => foundIn(text.slice(start, end), plan));
  const title = foundIn(titleOf(post), plan);
  const whole = own.reduce((all, one) => together(all, one, 1), title);
  return { text, sentences, own, title, whole, headingAt: headingsOf(post, plan) };
}

interface Asking extends Pick<Window, "told"> {
  readonly candidate: Candidate;
  readonly question: Question;
  readonly plan: QuestionPlan;
}

function windowAt(at: number, read: ReadPost, asking: Asking): Window {
  const { candidate, question, plan, told } = asking;
  const { text, sentences, title } = read;
  const range = stretchAround(read, at, question.kind);
  const written = text.slice(range.start, range.end);
  const found =
    question.kind === "how-many" ? amountIn(written, question, plan) : evidenceIn(written, question);
  const { isNeeded } = evidenceFor(question.kind);
  return {
    ...range,
    anchor: sentences[at]?.start ?? range.start,
    post: candidate.post,
    text,
    told,
    ofTitle: shareOf(title, plan),
    evidence: found === null ? null : shifted(found, range.start),
    ofEvidence: found === null ? 0 : shareOf(underTitle(found.start + range.start, read), plan),
    isComplete: found !== null || !isNeeded,
    score: scoreOf(at, { read, range, found }, asking),
  };
}

/** What the sentence at a place has with the title and the heading that it stands under. */
function underTitle(place: number, { sentences, own, title, headingAt }: ReadPost): FoundTerms {
  const at = sentences.findIndex(({ start, end }) => start <= place && place < end);
  return together(together(own[at] ?? [], title, OF_TITLE), headingAt(place), OF_TITLE);
}

function shifted({ start, end, strength }: Found, by: number): Found {
  return { start: start + by, end: end + by, strength };
}

interface Seen {
  readonly read: ReadPost;
  readonly range: TextRange;
  readonly found: Found | null;
}

/** 1.25·coverage + 0.9·likeness + 0.5·own + 0.75·title + worth·strength of the evidence, and a little for a lead. */
function scoreOf(at: number, { read, range, found }: Seen, { candidate, question, plan }: Asking): number {
  const { text, sentences, own, title } = read;
  const sentence = sentences[at];
  const isTitle = at === 0 && sentences.length > 1 && sentence !== undefined && isLead(text, sentence);
  const leads = sentence !== undefined && isLead(text, sentence) && range.end > sentence.end;
  return (
    WORTH.coverage * shareOf(inContext(at, read), plan) +
    WORTH.likeness * candidate.likeness +
    WORTH.own * shareOf(own[at] ?? [], plan) +
    WORTH.ofTitle * shareOf(title, plan) +
    (found === null ? 0 : found.strength * evidenceFor(question.kind).worth) +
    (isTitle ? WORTH.title : leads ? WORTH.lead : 0) +
    (question.denies && DENIAL.test(text.slice(range.start, range.end)) ? WORTH.denies : 0)
  );
}

/** What a sentence has with what stands around it. */
function inContext(at: number, { sentences, own, title, whole, headingAt }: ReadPost): FoundTerms {
  const its = own[at] ?? [];
  const around = [own[at - 1], own[at + 1]].reduce<FoundTerms>(
    (all, neighbour) => together(all, neighbour ?? [], OF_NEIGHBOUR),
    its,
  );
  const headed = together(around, headingAt(sentences[at]?.start ?? 0), OF_HEADING);
  return together(together(headed, title, OF_HEADING), whole, OF_POST);
}

function isEmpty(sentence: string): boolean {
  return TAGS_ONLY.test(sentence) || LINK_ONLY.test(sentence);
}

function isCode({ entities }: StoredPost, at: number): boolean {
  return entities.some(({ type, offset, length }) => type === "pre" && offset <= at && at < offset + length);
}

/** What the heading of the passage at a place has of the question. */
function headingsOf(post: StoredPost, plan: QuestionPlan): (at: number) => FoundTerms {
  const passages = passagesOf(post).map(({ start, end, heading }) => ({
    start,
    end,
    found: foundIn(heading ?? "", plan),
  }));
  return (at) => passages.find(({ start, end }) => start <= at && at < end)?.found ?? [];
}
