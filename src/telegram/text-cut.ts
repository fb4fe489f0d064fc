import { FormattedString } from "@grammyjs/parse-mode";

// No character is longer, but for walls of combining marks; and the segmenter is slow on long texts.
const LONGEST_CHARACTER = 64;

/** The largest end ≤ `end` at which no character is cut, as a reader sees characters: neither 👨‍👩‍👧 nor й. */
export function wholeCharacterEnd(text: string, end: number): number {
  if (end >= text.length) return text.length;
  const from = Math.max(0, wholeCodePoint(text, end - LONGEST_CHARACTER));
  const segments = new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(
    text.slice(from, end + LONGEST_CHARACTER),
  );
  const start = segments.containing(end - from)?.index ?? end - from;
  return start > 0 ? from + start : wholeCodePoint(text, end);
}

/** Of what a button says: a phone shows no more. */
export const LONGEST_LABEL_CHARS = 40;

// A longer piece of a word that is cut off is rather shown: an address, or a language without spaces.
const LONGEST_PIECE = 0.4;

/** The text itself, or its beginning and "…", together at most so many UTF-16 units; cut between words where it can be. */
export function shortened(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const room = text.slice(0, wholeCharacterEnd(text, maxChars - 1));
  const space = /\s/.test(text.charAt(room.length)) ? room.length : room.search(/\s\S*$/);
  const isNear = room.length - space <= LONGEST_PIECE * maxChars;
  const words = space > 0 && isNear ? room.slice(0, space) : room;
  return `${words.replace(/[\s,;:–—-]+$/, "")}…`;
}

function wholeCodePoint(text: string, at: number): number {
  const isInside = isHighSurrogate(text.charCodeAt(at - 1)) && isLowSurrogate(text.charCodeAt(at));
  return isInside ? at - 1 : at;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

export interface PageLimits {
  readonly chars: number;
  readonly entities: number;
}

// A page that is nearly empty, because its first paragraph is short, reads worse than a paragraph cut in two.
const FULL_ENOUGH = 0.5;
const BREAKS = [/\n\s*\n/g, /\n/g, /[.!?…]["»”)]*\s/g, /\s/g];

/** A long text as pages within the limits, cut between paragraphs, else lines, sentences, words, characters. */
export function textPages(text: FormattedString, limits: PageLimits): FormattedString[] {
  const pages: FormattedString[] = [];
  let start = 0;
  while (start < text.rawText.length) {
    const end = pageEnd(text, start, limits);
    const page = trimmedSlice(text, start, end);
    if (page.rawText !== "") pages.push(page);
    start = end;
  }
  return pages;
}

function pageEnd(text: FormattedString, start: number, { chars, entities }: PageLimits): number {
  const starts = text.rawEntities
    .filter(({ offset, length }) => offset + length > start)
    .map(({ offset }) => offset);
  const surplus = starts.sort((a, b) => a - b)[entities] ?? Number.POSITIVE_INFINITY;
  // Where they all begin at once no page can hold them.
  const limit = Math.min(start + chars, surplus > start ? surplus : Number.POSITIVE_INFINITY);
  if (limit >= text.rawText.length) return text.rawText.length;
  const piece = text.rawText.slice(start, limit);
  for (const pattern of BREAKS) {
    const end = lastBreak(piece, pattern);
    if (end >= piece.length * FULL_ENOUGH) return start + end;
  }
  return Math.max(wholeCharacterEnd(text.rawText, limit), start + 1);
}

function lastBreak(text: string, pattern: RegExp): number {
  let last = 0;
  for (const match of text.matchAll(pattern)) last = match.index + match[0].length;
  return last;
}

function trimmedSlice(text: FormattedString, start: number, end: number): FormattedString {
  const piece = text.rawText.slice(start, end);
  const from = start + piece.length - piece.replace(/^\n+/, "").length;
  const to = start + piece.trimEnd().length;
  return to <= from ? new FormattedString("") : text.slice(from, to);
}
