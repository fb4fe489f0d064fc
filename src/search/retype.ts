import type { All, Clause } from "./query-language.ts";
import { readBack, soundalikes } from "./sounds.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { searchWords } from "./wanted.ts";
import { fleetingVariants } from "./words/fleeting-vowels.ts";
import { otherLayouts } from "./words/layout.ts";
import { stemOf } from "./words/stems.ts";
import { isStopWord } from "./words/stop-words.ts";
import { tokensOf } from "./words/tokens.ts";

/** A query with this share of readable letters was typed in the layout that was meant. */
const DOUBTFUL_SHARE = 0.67;
/** The other layout must make at least this share readable, and this much more than there was. */
const READABLE_SHARE = 0.5;
const CLEARLY_BETTER = 0.3;
/** A sound-alike at least this good makes a word readable. */
const CONVINCING = 0.5;
const SHORTEST_TELLING_WORD = 4;
const SHORTEST_WORD = 3;
/** More of a pasted page need not be read to tell its layout. */
const MAX_READ_WORDS = 48;
const LETTER = /\p{L}/gu;

/** The query in the keyboard layout that was meant; `retyped` is null where it was typed in it. */
export function retype(asked: All, vocabulary: Vocabulary): { words: All; retyped: string | null } {
  const text = plainText(asked);
  if (text === null) return { words: asked.map((clause) => retypeClause(clause, vocabulary)), retyped: null };
  const meant = inOtherLayout(text, vocabulary) ?? text;
  const byWord = meant.split(" ").map((chunk) => chunkInOtherLayout(chunk, vocabulary) ?? chunk);
  const reading = byWord.join(" ");
  if (reading === text) return { words: asked, retyped: null };
  return { words: byWord.map((word) => ({ kind: "word", text: word, isExact: false })), retyped: reading };
}

/** Null where the query is more than words. */
function plainText(words: All): string | null {
  const texts = words.flatMap((clause) => (clause.kind === "word" && !clause.isExact ? [clause.text] : []));
  return texts.length === words.length ? texts.join(" ") : null;
}

/** Whoever writes quotes and brackets has looked at the screen; a single word may be mistyped all the same. */
function retypeClause(clause: Clause, vocabulary: Vocabulary): Clause {
  if (clause.kind === "any") {
    return { ...clause, of: clause.of.map((all) => all.map((part) => retypeClause(part, vocabulary))) };
  }
  if (clause.kind !== "word" || clause.isExact) return clause;
  return { ...clause, text: chunkInOtherLayout(clause.text, vocabulary) ?? clause.text };
}

/** The whole query, where the other layout makes words of what is none. */
function inOtherLayout(text: string, vocabulary: Vocabulary): string | null {
  const share = readableShare(text, vocabulary);
  if (share >= DOUBTFUL_SHARE) return null;
  const readings = otherLayouts(text)
    .filter((reading) => isMadeOfWords(reading) && keepsLetters(text, reading) && hasTellingWord(reading))
    .map((reading) => ({ reading, share: readableShare(reading, vocabulary) }))
    .sort((a, b) => b.share - a.share);
  const best = readings[0];
  const isBetter = best !== undefined && best.share >= READABLE_SHARE && best.share > share + CLEARLY_BETTER;
  return isBetter ? best.reading : null;
}

/** One word among others: only where nothing else explains it, and every part of the other reading is known. */
function chunkInOtherLayout(chunk: string, vocabulary: Vocabulary): string | null {
  if (chunk.length < SHORTEST_WORD || hasReadableWord(chunk, vocabulary)) return null;
  if (readBack(chunk, vocabulary).length > 0) return null;
  const readings = otherLayouts(chunk).filter((reading) => {
    const words = searchWords(reading);
    if (words.length === 0 || !isMadeOfWords(reading) || !keepsLetters(chunk, reading)) return false;
    return words.every(({ word }) => vocabulary.has(stemOf(word)));
  });
  return readings[0] ?? null;
}

/** One or two letters among commas tell nothing: ".ne,t" is "ютубе". */
function hasReadableWord(chunk: string, vocabulary: Vocabulary): boolean {
  const words = tokensOf(chunk).filter(
    ({ word, joined }) => !joined && (word === chunk || word.length >= SHORTEST_WORD),
  );
  return words.some(({ word }) => readability(word, vocabulary) > 0);
}

/** Letters that became brackets and commas fall apart: "[j,b" was no word in another layout. */
function isMadeOfWords(reading: string): boolean {
  const words = tokensOf(reading).filter(({ joined }) => !joined);
  return words.length <= reading.split(/[\s_-]+/).length;
}

/** "бэд" is ",'l" on the other keys: who means a word types all its letters. */
function keepsLetters(typed: string, reading: string): boolean {
  return lettersIn(reading) >= lettersIn(typed);
}

function lettersIn(text: string): number {
  return text.match(LETTER)?.length ?? 0;
}

function hasTellingWord(reading: string): boolean {
  return tokensOf(reading).some(({ word }) => word.length >= SHORTEST_TELLING_WORD);
}

/** How much of a text, by letters, is words that the archive knows in this or, less surely, in the other script. */
function readableShare(text: string, vocabulary: Vocabulary): number {
  let letters = 0;
  let readable = 0;
  for (const { word, joined } of tokensOf(text).slice(0, MAX_READ_WORDS)) {
    if (joined) continue;
    letters += word.length;
    readable += word.length * readability(word, vocabulary);
  }
  return letters === 0 ? 1 : readable / letters;
}

/** From 0 to 1: a word of the other script is read only as surely as it sounds alike. */
function readability(word: string, vocabulary: Vocabulary): number {
  const stem = stemOf(word);
  if (isStopWord(word) || vocabulary.has(stem)) return 1;
  if (fleetingVariants(stem).some((variant) => vocabulary.has(variant))) return 1;
  const [best] = soundalikes(word, vocabulary);
  return best !== undefined && best.weight >= CONVINCING ? best.weight : 0;
}
