import type { Vocabulary } from "./vocabulary.ts";
import { stemOf } from "./words/stems.ts";

/** A stem to search instead of a word, and how much finding it counts. */
export interface Alternative {
  readonly stem: string;
  /** 0 to 1; 1 = as good as the word itself. */
  readonly weight: number;
}

const SHORTEST_WORD = 4; // any three letters are one edit from many words
const SHORTEST_WORD_OF_TWO_EDITS = 6;
const SHORTEST_STEM = 5;
const MAX_CORRECTIONS = 6;

const TRANSPOSED = 0.85;
/** By length of the word: in a short one an edit makes another word. */
const ONE_EDIT = [0, 0, 0, 0, 0.6, 0.75] as const;
const ONE_EDIT_OF_LONG = 0.8;
const TWO_EDITS = [0, 0, 0, 0, 0, 0, 0.45, 0.45] as const;
const TWO_EDITS_OF_LONG = 0.6;
/** The ending is not looked at, so somewhat less. */
const SURE_OF_STEM = 0.7;
const KIN = 0.6;
const SHORTEST_ROOT = 6;
const LONGEST_SUFFIX = 4;

/** Stems of known words that a misspelt word may have meant, likeliest first. */
export function corrections(word: string, vocabulary: Vocabulary): Alternative[] {
  if (word.length < SHORTEST_WORD) return [];
  const once = [...transpositions(word, vocabulary), ...oneEdit(word, vocabulary)];
  // With a word a single edit away, two edits are somebody else.
  return likeliest(once.length > 0 ? once : twoEdits(word, vocabulary), vocabulary);
}

function* transpositions(word: string, vocabulary: Vocabulary): Generator<Alternative> {
  for (let at = 0; at + 1 < word.length; at++) {
    const swapped = word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
    const stem = stemOf(swapped);
    if (swapped !== word && vocabulary.has(stem)) yield { stem, weight: TRANSPOSED };
  }
}

/** In the word as it is, or in its stem where the archive has another form: "пинтрестом" for "Пинтереста". */
function oneEdit(word: string, vocabulary: Vocabulary): Alternative[] {
  const stem = stemOf(word);
  const weight = ONE_EDIT[word.length] ?? ONE_EDIT_OF_LONG;
  const inWord = vocabulary.neighbours(word, 1).map((near) => ({ stem: near, weight }));
  if (stem.length < SHORTEST_STEM) return inWord;
  const inStem = vocabulary
    .neighbours(stem, 1)
    .map((near) => ({ stem: near, weight: weight * SURE_OF_STEM }));
  return [...inWord, ...inStem];
}

function twoEdits(word: string, vocabulary: Vocabulary): Alternative[] {
  if (word.length < SHORTEST_WORD_OF_TWO_EDITS) return [];
  const weight = TWO_EDITS[word.length] ?? TWO_EDITS_OF_LONG;
  return vocabulary.neighbours(word, 2).map((near) => ({ stem: near, weight }));
}

/** Words of the same root: the archive has "дистилляция" for "дистиллировать". Only for long words that it lacks. */
export function kin(stem: string, vocabulary: Vocabulary): Alternative[] {
  const root = stem.slice(0, Math.max(SHORTEST_ROOT, stem.length - LONGEST_SUFFIX));
  if (stem.length <= SHORTEST_ROOT) return [];
  const found = vocabulary.completions(root, MAX_CORRECTIONS);
  return found.map((other) => ({
    stem: other,
    weight: (KIN * root.length) / Math.max(root.length, other.length),
  }));
}

function likeliest(found: readonly Alternative[], vocabulary: Vocabulary): Alternative[] {
  const best = new Map<string, number>();
  for (const { stem, weight } of found) best.set(stem, Math.max(best.get(stem) ?? 0, weight));
  return [...best]
    .map(([stem, weight]) => ({ stem, weight, frequency: vocabulary.frequency(stem) }))
    .sort((a, b) => b.weight - a.weight || b.frequency - a.frequency)
    .slice(0, MAX_CORRECTIONS)
    .map(({ stem, weight }) => ({ stem, weight }));
}
