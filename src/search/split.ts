import { soundalikes } from "./sounds.ts";
import { corrections } from "./spelling.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { scriptOf, stemOf } from "./words/stems.ts";

const SHORTEST_PART = 4;

/**
 * The two words of a Russian one that was typed without a space: "холодныйстарт" → холодный, старт.
 * Only a word that nothing else explains is cut, and only into words that the archive knows.
 */
export function splitWord(word: string, vocabulary: Vocabulary): readonly string[] {
  if (word.length < 2 * SHORTEST_PART || scriptOf(word) !== "cyrillic" || vocabulary.has(stemOf(word)))
    return [word];
  const [best] = cuts(word, vocabulary).sort((a, b) => a.frequency - b.frequency);
  if (best === undefined || isExplained(word, vocabulary)) return [word];
  return best.parts;
}

interface Cut {
  readonly parts: readonly string[];
  /** Of the rarer part: a cut into a rare word and another is less likely an accident than one into two common ones. */
  readonly frequency: number;
}

function cuts(word: string, vocabulary: Vocabulary): Cut[] {
  const found: Cut[] = [];
  for (let at = SHORTEST_PART; at <= word.length - SHORTEST_PART; at++) {
    const parts = [word.slice(0, at), word.slice(at)];
    const frequencies = parts.map((part) => vocabulary.frequency(stemOf(part)));
    if (!frequencies.includes(0)) found.push({ parts, frequency: Math.min(...frequencies) });
  }
  return found;
}

function isExplained(word: string, vocabulary: Vocabulary): boolean {
  return soundalikes(word, vocabulary).length > 0 || corrections(word, vocabulary).length > 0;
}
