import { passagesOf, readableText } from "../channel/passages.ts";
import type { StoredPost } from "../channel/post.ts";
import { type Sentence, sentencesOf } from "../search/sentences.ts";
import { titleOf } from "../search/title.ts";
import type { QuestionPlan } from "./question-plan.ts";
import { type FoundTerms, foundIn, together } from "./shares.ts";

/** What stands in the heading or next to the sentence counts less than its own words. */
const OF_HEADING = 0.6;
const OF_NEIGHBOUR = 0.6;
/** A sentence under a title is about what the title says, as a rule. */
const OF_TITLE = 0.9;
const OF_POST = 0.4;
const TAGS_ONLY = /^(?:\s*#[\p{L}\p{N}_]+\s*)+$/u;
const LINK_ONLY = /^\s*(?:https?:\/\/\S+|\S+\.\w+\/\S+)\s*$/;

/** A post's sentences, and what they have of a question. */
export interface ReadPost {
  readonly text: string;
  readonly sentences: readonly Sentence[];
  /** By sentence. */
  readonly own: readonly FoundTerms[];
  readonly title: FoundTerms;
  readonly whole: FoundTerms;
  readonly headingAt: (place: number) => FoundTerms;
}

/** Without code, and without what is tags or a link alone. */
export function readPost(post: StoredPost, plan: QuestionPlan): ReadPost {
  const text = readableText(post);
  const sentences = sentencesOf(text).filter(
    ({ start, end }) => !isEmpty(text.slice(start, end)) && !isCode(post, start),
  );
  const own = sentences.map(({ start, end }) => foundIn(text.slice(start, end), plan));
  const title = foundIn(titleOf(post), plan);
  const whole = own.reduce((all, one) => together(all, one, 1), title);
  return { text, sentences, own, title, whole, headingAt: headingsOf(post, plan) };
}

/** What a sentence has with what stands around it. */
export function inContext(at: number, read: ReadPost): FoundTerms {
  const { sentences, title, whole, headingAt } = read;
  const headed = together(
    withNeighbours(at, read, OF_NEIGHBOUR),
    headingAt(sentences[at]?.start ?? 0),
    OF_HEADING,
  );
  return together(together(headed, title, OF_HEADING), whole, OF_POST);
}

/** What the sentence at a place has with the title and the heading that it stands under. */
export function underTitle(place: number, read: ReadPost): FoundTerms {
  return titled(place, read, 0);
}

/** The same with the sentences before and after it. */
export function nearby(place: number, read: ReadPost): FoundTerms {
  return titled(place, read, 1);
}

function titled(place: number, read: ReadPost, worthOfNeighbours: number): FoundTerms {
  const at = read.sentences.findIndex(({ start, end }) => start <= place && place < end);
  const its = withNeighbours(at, read, worthOfNeighbours);
  return together(together(its, read.title, OF_TITLE), read.headingAt(place), OF_TITLE);
}

function withNeighbours(at: number, { own, title }: ReadPost, worth: number): FoundTerms {
  const its = own[at] ?? title.map(() => 0);
  return [own[at - 1], own[at + 1]].reduce<FoundTerms>(
    (all, neighbour) => together(all, neighbour ?? [], worth),
    its,
  );
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
