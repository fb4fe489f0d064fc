import type { TextRange } from "./hit.ts";
import { scriptOf, stemOf } from "./words/stems.ts";
import { type Token, tokensOf } from "./words/tokens.ts";

/** A Latin word up to this length is taken for a name: "DIN" is not "dined". */
const LONGEST_SHORT_NAME = 5;
/** Written together, apart or with a hyphen ("DCNv2"), a name stays the same; a long phrase needs no such help. */
const LONGEST_JOINED_NAME = 24;
const HYPHEN_BEFORE = /[\p{L}\p{N}][-‐‑_]$/u;
const PREPRINT_VERSION = /(?<=^\d{4,5})v\d{1,2}$/;

/**
 * Where a phrase stands in a text: its words one after another, stop words included, whatever their case, endings,
 * hyphens and punctuation. A short name or an identifier must stand as it is, and may be the head of a compound:
 * "DCN" stands in "DCN-v2" and "DCN'ов", not in "M-DCN". Ranges ascend and do not overlap.
 */
export function phraseRanges(text: string, phrase: string): TextRange[] {
  const wanted = wordsOf(phrase);
  const words = wordsOf(text);
  if (wanted.length === 0) return [];
  const ranges: TextRange[] = [];
  for (let at = 0; at < words.length; at++) {
    const length = matchedAt(words, at, wanted);
    const range = spanOf(words, at, length);
    if (range === null || (isName(wanted) && isTail(text, range))) continue;
    ranges.push(range);
    at += length - 1;
  }
  return ranges;
}

function wordsOf(text: string): Token[] {
  const tokens = tokensOf(text).filter(({ joined }) => !joined);
  return tokens.map((token) => ({ ...token, word: token.word.replace(PREPRINT_VERSION, "") }));
}

/** How many words of the text the phrase takes from here on; 0 = it does not stand here. */
function matchedAt(words: readonly Token[], at: number, wanted: readonly Token[]): number {
  const isThere = wanted.every(({ word }, offset) => isSameWord(words[at + offset]?.word, word));
  return isThere ? wanted.length : joinedLength(words, at, wanted);
}

function isSameWord(found: string | undefined, wanted: string): boolean {
  if (found === undefined || found === wanted) return found === wanted;
  return !isShortName(wanted) && stemOf(found) === stemOf(wanted);
}

/** "DCNv2" for "DCN-v2" and the reverse: the same letters, cut into words elsewhere. */
function joinedLength(words: readonly Token[], at: number, wanted: readonly Token[]): number {
  const letters = wanted.map(({ word }) => word).join("");
  if (letters.length > LONGEST_JOINED_NAME || scriptOf(letters) === "cyrillic") return 0;
  let found = "";
  for (let length = 1; found.length < letters.length; length++) {
    const word = words[at + length - 1]?.word;
    if (word === undefined || !letters.startsWith(found + word)) return 0;
    found += word;
    if (found === letters) return length;
  }
  return 0;
}

function spanOf(words: readonly Token[], at: number, length: number): TextRange | null {
  const first = words[at];
  const last = words[at + length - 1];
  if (length === 0 || first === undefined || last === undefined) return null;
  return { start: first.start, end: last.end };
}

function isName(wanted: readonly Token[]): boolean {
  return wanted.length === 1 && wanted.every(({ word }) => isShortName(word));
}

function isShortName(word: string): boolean {
  return scriptOf(word) === "other" || (scriptOf(word) === "latin" && word.length <= LONGEST_SHORT_NAME);
}

function isTail(text: string, { start }: TextRange): boolean {
  return HYPHEN_BEFORE.test(text.slice(Math.max(0, start - 3), start));
}
