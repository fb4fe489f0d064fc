import type { StoredPost } from "../channel/post.ts";
import { leansOnTheOneBefore } from "../search/sentences.ts";
import { snippetAround } from "../search/snippet.ts";
import type { Frequencies } from "../search/vocabulary.ts";
import { type WeighedSentence, weighedSentences } from "./sentence-worth.ts";
import { type ToldSentence, toldSentences } from "./told-sentence.ts";
import { likeness } from "./word-weights.ts";

const LONGEST_SUMMARY_CHARS = 280;
const MOST_SENTENCES = 3; // only where they are short
/** Comparing each with each is felt where there are thousands; a post has not said what it is about so late. */
const MOST_COMPARED = 80;
/** A title that stops inside a sentence is read to its end first, if that leaves room for more. */
const LONGEST_REST_OF_TITLE_CHARS = 200;
/** A sentence that repeats another one is worth half. */
const REPEATED = 0.5;
/** Of the worth of the best one: what says less is not told only because there is room. */
const LEAST_SHARE = 0.5;
const ELLIPSIS = "…";
const ITEM_NUMBER = /\n\s*(?:\d{1,3}[.)]|\(\d{1,3}\)|\d\ufe0f?\u20e3)/gu;

/**
 * What a post says below its title, in its own sentences: all of a short one, else the few that say most of it (see
 * `weighedSentences`). "…" stands where something is left out, a line break where the post has some.
 */
export function summaryOf(post: StoredPost, title: string, vocabulary: Frequencies): string {
  const sentences = toldSentences(post, title);
  const whole = joined(sentences, post.text);
  if (whole.length <= LONGEST_SUMMARY_CHARS) return whole;
  const weighed = weighedSentences(sentences.slice(0, MOST_COMPARED), {
    title,
    entities: post.entities,
    vocabulary,
  });
  const told = joined(tellingSentences(weighed, post.text), post.text);
  return told.length <= LONGEST_SUMMARY_CHARS ? told : snippetAround(told, []).text;
}

type Weighed = readonly WeighedSentence[];

/** What says most, then what adds most to it and still has room; in the order of the text. */
function tellingSentences(sentences: Weighed, text: string): Weighed {
  const least = LEAST_SHARE * Math.max(...sentences.map(({ worth }) => worth));
  let chosen = firstChoice(sentences, text);
  while (chosen.length < MOST_SENTENCES) {
    const more = sentences
      .filter(
        (one, at) =>
          one.worth >= least && !chosen.includes(one) && isReadAfter(one, sentences[at - 1], chosen),
      )
      .map((one) => ({ one, all: inOrder([...chosen, one]) }))
      .filter(({ all }) => fits(all, text));
    const next = best(more, ({ one }) => worthBeside(one, chosen));
    if (next === undefined) break;
    chosen = next.all;
  }
  return chosen;
}

function firstChoice(sentences: Weighed, text: string): Weighed {
  const [opening] = sentences;
  if (opening?.follows === "title's beginning" && opening.text.length <= LONGEST_REST_OF_TITLE_CHARS)
    return [opening];
  const readings = sentences.map((one, at) => withOneBefore(one, sentences[at - 1]));
  const fitting = readings.filter((reading) => fits(reading, text));
  return best(fitting.length > 0 ? fitting : readings, worthOf) ?? [];
}

/** "It…" is read after the sentence that says what. */
function withOneBefore(one: WeighedSentence, before: WeighedSentence | undefined): Weighed {
  return leans(one) && before !== undefined ? [before, one] : [one];
}

function isReadAfter(one: WeighedSentence, before: WeighedSentence | undefined, chosen: Weighed): boolean {
  return !leans(one) || (before !== undefined && chosen.includes(before));
}

/** What leans on the title is read below it. */
function leans({ text, follows }: ToldSentence): boolean {
  return follows === "sentence" && leansOnTheOneBefore(text);
}

/** Of two, their mean; half of it where the first one needs another one still. */
function worthOf(reading: Weighed): number {
  const worth = reading.reduce((sum, one) => sum + one.worth, 0) / reading.length;
  return reading.slice(0, 1).some(leans) ? worth / 2 : worth;
}

function worthBeside(one: WeighedSentence, chosen: Weighed): number {
  const known = Math.max(...chosen.map(({ weights }) => likeness(weights, one.weights)));
  return one.worth * (1 - REPEATED * known);
}

function fits(sentences: Weighed, text: string): boolean {
  return joined(sentences, text).length <= LONGEST_SUMMARY_CHARS;
}

function inOrder(sentences: Weighed): Weighed {
  return [...sentences].sort((a, b) => a.start - b.start);
}

/** The first of equals. */
function best<T>(all: readonly T[], worth: (one: T) => number): T | undefined {
  return all.reduce<T | undefined>(
    (found, one) => (found === undefined || worth(one) > worth(found) ? one : found),
    undefined,
  );
}

/** As the post has them, with the marks between neighbours. */
function joined(sentences: readonly ToldSentence[], text: string): string {
  let told = sentences[0]?.follows === "title's beginning" ? ELLIPSIS : "";
  for (const [at, { text: written, start }] of sentences.entries()) {
    const before = sentences[at - 1];
    told += (before === undefined ? "" : gap(text.slice(before.end, start))) + written;
  }
  return told;
}

function gap(between: string): string {
  if (/[\p{L}\p{N}]/u.test(between.replace(ITEM_NUMBER, "\n"))) return ` ${ELLIPSIS} `;
  return between.replace(/\s*\n\s*/g, "\n").replace(/[^\S\n]+/g, " ");
}
