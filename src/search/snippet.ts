import type { Snippet, TextRange } from "./hit.ts";
import type { Plan } from "./plan.ts";
import { withoutStrayStart } from "./stray-start.ts";
import { isTagsAndLinks } from "./title.ts";
import { stemOf } from "./words/stems.ts";
import { tokensOf } from "./words/tokens.ts";

const LONGEST_SNIPPET_CHARS = 220; // with the "…" and a space at both ends
const LONGEST_TEXT_CHARS = LONGEST_SNIPPET_CHARS - 3;
const ELLIPSIS = "…";
/** Room for context around the words: the window of matches itself stays below this share. */
const SHARE_OF_MATCHES = 0.85;
/** Text before the first match, at most, where no sentence begins near it. */
const SHARE_BEFORE = 0.4;
/** Finding a word again is worth little; a window that is longer for the same words is worth less. */
const REPEATED = 0.05;
const PER_CHAR = 0.0008;

const SENTENCE_START = /[.!?…。！？]+["»”)]*\s+|\n\s*/gu;
const BREAK = /\s+|[。！？、，；：」』）]/gu;
const UNSPACED_BREAK = /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])(?=\P{M})/gu;
/** Between two marked words: "DCN" and "v2" of "DCN-v2" are one mark. */
const MARK_GAP = /^[\s\-‐–]?$/u;

/** The piece of a text that has most of the plan's words, as a reader sees it, with the words marked. */
export function snippetOf(text: string, plan: Plan): Snippet {
  return snippetWith(text, matchesIn(text, plan));
}

/** The piece of a text around the ranges, or around as many of them as fit, with the ranges marked. */
export function snippetAround(text: string, ranges: readonly TextRange[]): Snippet {
  return snippetWith(
    text,
    ranges.map(({ start, end }) => ({ start, end, term: 0, worth: 1 })),
  );
}

function snippetWith(text: string, matches: readonly Match[]): Snippet {
  const window = bestWindow(matches);
  const range = window === null ? { start: 0, end: fittingEnd(text, 0, 0) } : surroundings(text, window);
  return displayed(text, range, matches);
}

interface Match extends TextRange {
  /** Which term of the plan, and how much finding it here is worth. */
  readonly term: number;
  readonly worth: number;
}

function matchesIn(text: string, plan: Plan): Match[] {
  return tokensOf(text).flatMap(({ word, start, end }) => {
    const terms = plan.termsOfStem.get(stemOf(word)) ?? [];
    return terms.map(({ term, weight }) => ({
      term,
      worth: weight * (plan.terms[term]?.idf ?? 0),
      start,
      end,
    }));
  });
}

/** Most worth over distinct terms. */
function bestWindow(matches: readonly Match[]): TextRange | null {
  let best: (TextRange & { worth: number }) | null = null;
  for (const [left, first] of matches.entries()) {
    const seen = new Map<number, number>();
    let worth = 0;
    for (const match of matches.slice(left)) {
      const length = match.end - first.start;
      if (length > LONGEST_SNIPPET_CHARS * SHARE_OF_MATCHES) break;
      const known = seen.get(match.term) ?? 0;
      worth += match.worth > known ? match.worth - known : REPEATED * match.worth;
      seen.set(match.term, Math.max(known, match.worth));
      const dense = worth - PER_CHAR * length;
      if (best === null || dense > best.worth) best = { start: first.start, end: match.end, worth: dense };
    }
  }
  return best;
}

/** From the start of a sentence or line where one is near, else from a word; to a sentence's end or a word's. */
function surroundings(text: string, window: TextRange): TextRange {
  const start = afterStray(text, { start: fittingStart(text, window), end: window.start });
  const range = { start, end: fittingEnd(text, start, window.end) };
  return isTagsAndLinks(text.slice(range.start, range.end)) ? withTextBefore(text, range) : range;
}

function afterStray(text: string, { start, end }: TextRange): number {
  return end - withoutStrayStart(text.slice(start, end)).length;
}

/** As much as fits, whole sentences if there is one: hashtags alone do not say what a post is about. */
function withTextBefore(text: string, { start, end }: TextRange): TextRange {
  const earliest = end - LONGEST_TEXT_CHARS;
  if (earliest <= 0) return { start: 0, end };
  const before = { start: earliest, end: start - 1 };
  const from = firstOf(text, SENTENCE_START, before) ?? firstBreak(text, before) ?? start;
  return { start: afterStray(text, { start: from, end: start }), end };
}

function fittingStart(text: string, window: TextRange): number {
  const room = LONGEST_TEXT_CHARS - (window.end - window.start);
  if (window.start <= room * SHARE_BEFORE) return 0;
  const earliest = window.start - room;
  const sentence = lastBreak(text, SENTENCE_START, { start: Math.max(0, earliest - 1), end: window.start });
  if (sentence !== null) return sentence;
  if (earliest <= 0) return 0;
  const context = { start: window.start - Math.floor(room * SHARE_BEFORE), end: window.start };
  return firstBreak(text, context) ?? window.start;
}

/** The text goes on to `atLeast`, and further as far as it fits. */
function fittingEnd(text: string, start: number, atLeast: number): number {
  const limit = start + LONGEST_TEXT_CHARS;
  if (text.length <= limit) return text.length;
  const tail = { start: atLeast, end: limit };
  const sentence = lastBreak(text, SENTENCE_START, tail);
  if (sentence !== null && sentence - start >= LONGEST_TEXT_CHARS / 2) return sentence;
  const word =
    lastBreak(text, BREAK, { start: atLeast, end: limit + 1 }) ?? lastBreak(text, UNSPACED_BREAK, tail);
  if (word !== null && word > start) return word;
  return atLeast > start ? atLeast : lastWholeCharacter(text, start, limit);
}

function lastBreak(text: string, pattern: RegExp, { start, end }: TextRange): number | null {
  let last: number | null = null;
  for (const match of text.slice(start, end).matchAll(pattern)) last = start + match.index + match[0].length;
  return last;
}

function firstBreak(text: string, range: TextRange): number | null {
  return firstOf(text, BREAK, range) ?? firstOf(text, UNSPACED_BREAK, range);
}

function firstOf(text: string, pattern: RegExp, { start, end }: TextRange): number | null {
  const [first] = text.slice(start, end).matchAll(pattern);
  return first === undefined ? null : start + first.index + first[0].length;
}

/** For text without any break: a key, a wall of emoji. The segmenter sees a few hundred characters only. */
function lastWholeCharacter(text: string, start: number, limit: number): number {
  const segments = new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(
    text.slice(start, limit + 40),
  );
  let end = start;
  for (const { index, segment } of segments) {
    if (start + index + segment.length > limit) break;
    end = start + index + segment.length;
  }
  return end > start ? end : limit;
}

/** Spaces and line breaks collapsed, "…" where the text goes on, marks moved along. */
function displayed(text: string, { start, end }: TextRange, matches: readonly Match[]): Snippet {
  const opening = withoutStrayStart(text.slice(0, start)) === "" ? "" : ELLIPSIS;
  const places: number[] = [];
  let shown = opening;
  for (let at = start; at < end; at++) {
    const isSpace = /\s/.test(text.charAt(at));
    places.push(shown.length);
    if (!isSpace) shown += text.charAt(at);
    else if (shown.length > opening.length && !shown.endsWith(" ")) shown += " ";
  }
  const body = shown.trimEnd();
  places.push(body.length);
  const inside = matches.filter((match) => match.start >= start && match.end <= end);
  const marks = inside.map((match) => ({
    start: places[match.start - start] ?? 0,
    end: Math.min(places[match.end - start] ?? body.length, body.length),
  }));
  return {
    text: body + closingOf(body, text.slice(end)),
    marks: merged(
      marks.map((mark) => trimmed(body, mark)),
      body,
    ),
  };
}

/** A sentence that ends keeps its own mark, with the "…" apart: "конец. …", not "конец.…". */
function closingOf(shown: string, rest: string): string {
  if (rest.trim() === "") return "";
  return /[.!?…]["»”)]*$/u.test(shown) ? ` ${ELLIPSIS}` : ELLIPSIS;
}

/** A place after a word may stand behind a collapsed space. */
function trimmed(text: string, { start, end }: TextRange): TextRange {
  return { start, end: start + text.slice(start, end).trimEnd().length };
}

function merged(marks: readonly TextRange[], text: string): TextRange[] {
  const result: TextRange[] = [];
  for (const mark of [...marks].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last === undefined || !MARK_GAP.test(text.slice(last.end, mark.start))) result.push(mark);
    else result[result.length - 1] = { start: last.start, end: Math.max(last.end, mark.end) };
  }
  return result;
}
