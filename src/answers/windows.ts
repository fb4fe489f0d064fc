import type { StoredPost } from "../channel/post.ts";
import type { TextRange } from "../search/hit.ts";
import { amountIn } from "./amounts.ts";
import type { Candidate } from "./candidates.ts";
import { evidenceFor, evidenceIn, type Found } from "./evidence.ts";
import { DENIAL, type Question } from "./question.ts";
import type { QuestionPlan } from "./question-plan.ts";
import { inContext, type ReadPost, readPost, underTitle } from "./read-post.ts";
import { isComplete, mayAnswer, toldBy } from "./requirements.ts";
import { shareOf } from "./shares.ts";
import { isLead, stretchAround } from "./stretch.ts";

/** A sentence with what is read together with it. Offsets into the readable text of the post. */
export interface Window extends TextRange {
  readonly post: StoredPost;
  readonly text: string;
  /** Where the sentence begins that the others were added to. */
  readonly anchor: number;
  /** How much the post tells of what is asked: see `toldBy`. */
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

/** The windows of a post, one for each sentence; none where the post has too little of the question. */
export function windowsOf(candidate: Candidate, question: Question, plan: QuestionPlan): Window[] {
  const read = readPost(candidate.post, plan);
  const told = toldBy(read, candidate, plan);
  if (!mayAnswer(read, { question, plan, told })) return [];
  return read.sentences.map((_, at) => windowAt(at, read, { candidate, question, plan, told }));
}

interface Asking extends Pick<Window, "told"> {
  readonly candidate: Candidate;
  readonly question: Question;
  readonly plan: QuestionPlan;
}

function windowAt(at: number, read: ReadPost, asking: Asking): Window {
  const { candidate, question, plan, told } = asking;
  const { text, sentences } = read;
  const range = stretchAround(read, at, question.kind);
  const written = text.slice(range.start, range.end);
  const found =
    question.kind === "how-many" ? amountIn(written, question, plan) : evidenceIn(written, question);
  return {
    ...range,
    anchor: sentences[at]?.start ?? range.start,
    post: candidate.post,
    text,
    told,
    ofTitle: shareOf(read.title, plan),
    evidence: found === null ? null : shifted(found, range.start),
    ofEvidence: found === null ? 0 : shareOf(underTitle(found.start + range.start, read), plan),
    isComplete: isComplete(at, read, { question, plan, range, found }),
    score: scoreOf(at, { read, range, found }, asking),
  };
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
