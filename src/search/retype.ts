import type { Lexicon } from "./lexicon.ts";
import { searchWords } from "./query.ts";
import { readBack, soundalikes } from "./sounds.ts";
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

/** The query in the keyboard layout that was meant; null where it was typed in it. */
export function retype(text: string, lexicon: Lexicon): string | null {
  const meant = inOtherLayout(text, lexicon) ?? text;
  const byWord = meant.split(" ").map((chunk) => chunkInOtherLayout(chunk, lexicon) ?? chunk);
  const reading = byWord.join(" ");
  return reading === text ? null : reading;
}

/** The whole query, where the other layout makes words of what is none. */
function inOtherLayout(text: string, lexicon: Lexicon): string | null {
  const share = readableShare(text, lexicon);
  if (share >= DOUBTFUL_SHARE) return null;
  const readings = otherLayouts(text)
    .filter((reading) => isMadeOfWords(reading) && hasTellingWord(reading))
    .map((reading) => ({ reading, share: readableShare(reading, lexicon) }))
    .sort((a, b) => b.share - a.share);
  const best = readings[0];
  const isBetter = best !== undefined && best.share >= READABLE_SHARE && best.share > share + CLEARLY_BETTER;
  return isBetter ? best.reading : null;
}

/** One word among others: only where nothing else explains it, and every part of the other reading is known. */
function chunkInOtherLayout(chunk: string, lexicon: Lexicon): string | null {
  if (chunk.length < SHORTEST_WORD || readableShare(chunk, lexicon) > 0) return null;
  if (readBack(chunk, lexicon).length > 0) return null;
  const readings = otherLayouts(chunk).filter((reading) => {
    const words = searchWords(reading);
    return words.length > 0 && isMadeOfWords(reading) && words.every(({ word }) => lexicon.has(stemOf(word)));
  });
  return readings[0] ?? null;
}

/** Letters that became brackets and commas fall apart: "[j,b" was no word in another layout. */
function isMadeOfWords(reading: string): boolean {
  const words = tokensOf(reading).filter(({ joined }) => !joined);
  return words.length <= reading.split(/[\s_-]+/).length;
}

function hasTellingWord(reading: string): boolean {
  return tokensOf(reading).some(({ word }) => word.length >= SHORTEST_TELLING_WORD);
}

/** How much of a text, by letters, is words that the archive knows in this or the other script. */
function readableShare(text: string, lexicon: Lexicon): number {
  let letters = 0;
  let readable = 0;
  for (const { word, joined } of tokensOf(text).slice(0, MAX_READ_WORDS)) {
    if (joined) continue;
    letters += word.length;
    if (isReadable(word, lexicon)) readable += word.length;
  }
  return letters === 0 ? 1 : readable / letters;
}

function isReadable(word: string, lexicon: Lexicon): boolean {
  const stem = stemOf(word);
  if (isStopWord(word) || lexicon.has(stem)) return true;
  if (fleetingVariants(stem).some((variant) => lexicon.has(variant))) return true;
  return soundalikes(word, lexicon).some(({ weight }) => weight >= CONVINCING);
}
