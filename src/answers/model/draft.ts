import { sentencesOf } from "../../search/sentences.ts";
import { NO_ANSWER } from "./prompt.ts";

/** A sentence as a model wrote it, without the marks of its citations. */
export interface DraftSentence {
  readonly text: string;
  /** Numbers as they were written, from 1; none where it cites nothing. */
  readonly cited: readonly number[];
}

/** What models put around their thoughts. */
const THOUGHTS = /^\s*<think>[\s\S]*?(?:<\/think>|$)/;
/** 【1†source】, [^1] */
const OTHER_MARKS = /【(\d{1,3})[^】\n]{0,40}】|\[\^(\d{1,3})\]/g;
/** [1], [2, 3], [4-6]; several in a row */
const MARKS = /(?:\s*\[\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\])+/g;
const MARKS_BEHIND_END = new RegExp(`([.!?…]+)(${MARKS.source})`, "g");
/** [label](https://x.org), which leaves the label; (https://x.org) and (@name), which leave nothing */
const LABELLED_LINK = /\[([^\]\n]{1,200})\]\([^)\s]*\)/g;
const BRACKETED_LINK = /\s?\((?:https?:\/\/|www\.|t\.me\/|@)[^)\s]*\)/gi;
/** **bold**, `code`, ## heading, > quote */
const MARKUP = /\*\*|__|`+|^[ \t]*(?:#{1,6}|>)[ \t]+/gm;
/**
 * Everything that a messenger makes a link of: addresses, mails, @names, /commands, domains (x.org, but not Node.js
 * nor 1.5 млн nor NDCG@5).
 */
const LINK =
  /(?<![a-z\d+.-])[a-z][a-z\d+.-]*:\/\/\S*|mailto:\S*|www\.\S*|(?<![\p{L}\d])@[\p{L}_][\p{L}\d_]+|[^\s@]{1,64}@[\p{L}\d-]+\.\S+|(?<![\p{L}\d])\/[a-z]\w+|(?<![\p{L}\d.-])(?=[\d-]*\p{L}[\p{L}\d-]*\.)(?:[\p{L}\d-]+\.)+(?!(?:js|ts)(?![\p{L}\d]))\p{L}{2,}(?![\p{L}\d])(?:\/\S*)?/giu;

/** Whether the model says that it does not know. */
export function isNoAnswer(written: string): boolean {
  return plainText(written).includes(NO_ANSWER);
}

/** The sentences of what a model wrote, in order, without markup. */
export function draftSentences(written: string): DraftSentence[] {
  const text = plainText(written).replace(MARKS_BEHIND_END, "$2$1");
  return sentencesOf(text).map(({ start, end }) => draftSentence(text.slice(start, end)));
}

/** What somebody who looks on may see of an unfinished text; empty where there is nothing to see yet. */
export function visibleDraft(written: string): string {
  const text = plainText(written).trim();
  return NO_ANSWER.startsWith(text) || text.includes(NO_ANSWER) ? "" : text.replace(LINK, "").trim();
}

/** What a messenger would make a link of, as it stands in the text. */
export function linksIn(text: string): string[] {
  return [...text.matchAll(LINK)].map(([link]) => link);
}

function plainText(written: string): string {
  return written
    .replace(THOUGHTS, "")
    .replace(OTHER_MARKS, (_mark, one?: string, other?: string) => `[${one ?? other}]`)
    .replace(LABELLED_LINK, "$1")
    .replace(BRACKETED_LINK, "")
    .replace(MARKUP, "");
}

function draftSentence(written: string): DraftSentence {
  const marks = written.match(MARKS) ?? [];
  return {
    text: written.replace(MARKS, "").replace(/\s+/g, " ").trim(),
    cited: [...new Set(marks.flatMap(numbersOf))],
  };
}

/** [1], [2, 3], [4-6] → 1 2 3 4 5 6 */
function numbersOf(marks: string): number[] {
  return [...marks.matchAll(/(\d+)(?:\s*[–-]\s*(\d+))?/g)].flatMap(([, from = "", to = from]) => {
    const [first, last] = [Number(from), Number(to)];
    return Array.from({ length: Math.max(1, last - first + 1) }, (_, n) => first + n);
  });
}
