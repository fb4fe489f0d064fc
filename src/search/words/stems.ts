import { stemmer as stemEnglish } from "@orama/stemmers/english";
import { stemmer as stemRussian } from "@orama/stemmers/russian";

export type Script = "cyrillic" | "latin" | "other";

const CYRILLIC = /^[а-яіїєґў]+$/;
const LATIN = /^[a-z]+$/;

/** Languages repeat themselves: the most frequent 100,000 forms cover nearly every token of an archive. */
const MAX_REMEMBERED_STEMS = 100_000;
/** Longer "words" are keys and hashes; Snowball has nothing to say about them. */
const MAX_STEMMED_CHARS = 40;
/** "ииии" is no form of "и". */
const SHORTEST_STEM = 2;

let remembered = new Map<string, string>();

/** The part of a normalised word that its forms share: "рексистемами" → "рексист", "rankings" → "rank". */
export function stemOf(word: string): string {
  const known = remembered.get(word);
  if (known !== undefined) return known;
  const stem = computeStem(word);
  if (remembered.size >= MAX_REMEMBERED_STEMS) remembered = new Map();
  remembered.set(word, stem);
  return stem;
}

/** The script that a normalised word is written in; a word with digits or of mixed scripts is "other". */
export function scriptOf(word: string): Script {
  if (CYRILLIC.test(word)) return "cyrillic";
  return LATIN.test(word) ? "latin" : "other";
}

function computeStem(word: string): string {
  if (word.length > MAX_STEMMED_CHARS) return word;
  const stem = snowballStem(word);
  return stem.length < SHORTEST_STEM ? word : stem;
}

function snowballStem(word: string): string {
  switch (scriptOf(word)) {
    case "cyrillic":
      return correctRussian(stemRussian(word));
    case "latin":
      return stemEnglish(word);
    default:
      return word;
  }
}

/**
 * Snowball leaves "рексистем" (genitive plural) whole and cuts "рексистемы" to "рексистем", because -ем is also
 * a verb's ending; and it keeps the -ов- of surnames and adjectives. Both corrections make the forms meet.
 */
function correctRussian(stem: string): string {
  if (stem.length >= 5 && stem.endsWith("ем")) return stem.slice(0, -2);
  if (stem.length >= 7 && (stem.endsWith("ова") || stem.endsWith("ева"))) return stem.slice(0, -3);
  return stem;
}
