import { FormattedString, fmt } from "@grammyjs/parse-mode";
import type { Answer, WordedSentence } from "../answers/answer.ts";
import type { Snippet } from "../search/hit.ts";
import { titleOf } from "../search/title.ts";
import { type AnswerViewOptions, answerButtons } from "./answer-buttons.ts";
import { type AnswerSource, sourcesFrom } from "./answer-sources.ts";
import { showHits, showQuote } from "./hit-view.ts";
import type { ListViewOptions } from "./list-view.ts";
import type { OutgoingMessage } from "./message.ts";
import { showSource, showTitle } from "./post-view.ts";
import { shortened } from "./text-cut.ts";

// Four quotes with their titles and sources, and the short answer, fit into one message.
const LONGEST_QUOTE_CHARS = 700;
// A worded answer is longer, and its quotes are there to be looked at beside it.
const LONGEST_QUOTE_OF_WORDED_CHARS = 300;
const LONGEST_SHORT_CHARS = 200;
const MAX_MARKS_A_QUOTE = 15;

/** An answer as a message: the worded or the short one, then what it is quoted from; or that there is none, and what is near. */
export function showAnswer(answer: Answer, options: AnswerViewOptions): OutgoingMessage {
  const parts = answer.answered ? answered(answer, options) : notAnswered(answer, options);
  return { text: FormattedString.join(parts, "\n\n"), keyboard: answerButtons(answer, options) };
}

function answered({ isSure, short, worded, citations }: Answer, options: ListViewOptions): FormattedString[] {
  const quoteChars = worded === null ? LONGEST_QUOTE_CHARS : LONGEST_QUOTE_OF_WORDED_CHARS;
  const sources = sourcesFrom(citations);
  const shown = sources.map((source, at) => showSourceQuoted(source, at + 1, { ...options, quoteChars }));
  const numberOf = (at: number) => sources.findIndex(({ post }) => post.id === citations[at]?.post.id) + 1;
  const doubt = isSure ? [] : [FormattedString.i(options.texts.plain("answer-maybe"))];
  const said = worded === null ? showShort(short) : [showWorded(worded, numberOf)];
  const parts = [...doubt, ...said, ...shown];
  const isUnlinked = citations.some(({ post }) => post.messageId === null);
  return isUnlinked ? [...parts, FormattedString.i(options.texts.plain("results-unknown-ids"))] : parts;
}

function showShort(short: string | null): FormattedString[] {
  if (short === null || short.trim() === "") return [];
  return [FormattedString.b(shortened(short.trim(), LONGEST_SHORT_CHARS))];
}

/** "It has 13 million parameters. [1][2]": the numbers are those of the posts below. */
function showWorded(
  worded: readonly WordedSentence[],
  numberOf: (citation: number) => number,
): FormattedString {
  const marks = ({ citations }: WordedSentence) =>
    [...new Set(citations.map(numberOf))].map((number) => `[${number}]`).join("");
  return new FormattedString(worded.map((sentence) => `${sentence.text} ${marks(sentence)}`).join(" "));
}

function showSourceQuoted(
  { post, quotes }: AnswerSource,
  number: number,
  options: ListViewOptions & { readonly quoteChars: number },
): FormattedString {
  const title = showTitle({ post, title: titleOf(post) }, options.texts);
  const shown = quotes
    .filter(({ text }) => text.trim() !== "")
    .map((quote) =>
      showQuote(fitted(quote, options.quoteChars), { isBrief: options.isBrief, maxMarks: MAX_MARKS_A_QUOTE }),
    );
  return FormattedString.join([fmt`[${number}] ${title}`, showSource(post, options), ...shown], "\n");
}

/** What the quote begins with, where it is too long. */
function fitted({ text, marks }: Snippet, longest: number): Snippet {
  const short = shortened(text, longest);
  return short === text
    ? { text, marks }
    : { text: short, marks: marks.filter(({ end }) => end < short.length) };
}

function notAnswered({ closest }: Answer, options: ListViewOptions): FormattedString[] {
  return [options.texts.rich("answer-none"), ...showHits(closest, 1, options)];
}
