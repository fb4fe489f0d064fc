import { scriptOf } from "./stems.ts";

type Rule = readonly [RegExp, string];

/** Vowels become this and are dropped, but for the first: "ассет" and "сет" stay apart. */
const VOWEL = "A";

const RUSSIAN_SOUNDS: readonly Rule[] = [
  [/дж/g, "g"],
  [/тс|ц/g, "s"],
  [/щ|сч|ш/g, "S"],
  [/ч/g, "C"],
  [/ж/g, "g"],
  [/[ьъ]/g, ""],
  [/[аеиоуыэюяйіїєў]+/g, VOWEL],
  [/з/g, "s"],
  ...letters("бвгґдклмнпрстфх", "bvggdklmnprstfh"),
];

const ENGLISH_SOUNDS: readonly Rule[] = [
  [/tion|sion/g, "Sn"],
  [/shch|sch|sh/g, "S"],
  [/tch|ch/g, "C"],
  [/kh/g, "h"],
  [/zh/g, "g"],
  [/ph/g, "f"],
  [/th/g, "t"],
  [/ck/g, "k"],
  [/ts|tz/g, "s"],
  [/dj|dg/g, "g"],
  [/gh(?=t)/g, ""],
  [/qu/g, "kv"],
  [/q/g, "k"],
  [/x/g, "ks"],
  [/c(?=[eiy])/g, "s"],
  [/c/g, "k"],
  [/w/g, "v"],
  [/j(?=[aeiouy])/g, "g"],
  [/j/g, ""],
  [/z/g, "s"],
  [/e$/, ""],
  [/[aeiouy]+/g, VOWEL],
];

/** Vowels kept, one spelling for both scripts: tells apart words with one skeleton. */
const RUSSIAN_READING: readonly Rule[] = [
  [/дж/g, "g"],
  [/тс/g, "s"],
  [/[чЧ]/g, "ch"],
  [/[шщ]/g, "sh"],
  [/[ьъ]/g, ""],
  [/ц/g, "s"],
  ...letters("абвгґдежзийклмнопрстуфхыэюяіїєў", "abvggdegsiiklmnoprstufhieuaiieu"),
];

const ENGLISH_READING: readonly Rule[] = [
  [/^y(?=[aou])/, ""],
  [/kh/g, "h"],
  [/zh|j/g, "g"],
  [/ph/g, "f"],
  [/oo|ou/g, "u"],
  [/ee|ea/g, "i"],
  [/ts|tz|z/g, "s"],
  [/x/g, "ks"],
  [/q/g, "k"],
  [/c(?=[eiy])/g, "s"],
  [/c(?!h)/g, "k"],
  [/w/g, "v"],
  [/tion/g, "shn"],
  [/y/g, "i"],
];

/**
 * The consonants of a word as they sound, the same for both scripts: «дипмайнд» and "deepmind" → dpmnd.
 * English "ch" is read in several ways ("chat", "Michael", "Bach"), so there may be several; none for words that are neither
 * Cyrillic nor Latin. Takes a normalised word.
 */
export function skeletonsOf(word: string): string[] {
  const readings = word.includes("ch")
    ? [word, word.replaceAll("ch", "k"), word.replaceAll("ch", "h")]
    : [word];
  const skeletons = readings.flatMap((reading) => soundsOf(reading, RUSSIAN_SOUNDS, ENGLISH_SOUNDS) ?? []);
  return skeletons.map((sounds) => sounds.charAt(0) + sounds.slice(1).replaceAll(VOWEL, ""));
}

/** How alike two words of different scripts sound, from 0 to 1. */
export function soundAlike(one: string, other: string): number {
  const [a, b] = [readingOf(one), readingOf(other)];
  const longest = Math.max(a.length, b.length);
  return longest === 0 ? 0 : 1 - editDistance(a, b) / longest;
}

function readingOf(word: string): string {
  return soundsOf(word, RUSSIAN_READING, ENGLISH_READING)?.replace(/e$/, "") ?? word;
}

function soundsOf(word: string, russian: readonly Rule[], english: readonly Rule[]): string | null {
  const script = scriptOf(word);
  if (script === "other") return null;
  const rules = script === "cyrillic" ? russian : english;
  const sounds = rules.reduce((text, [pattern, sound]) => text.replace(pattern, sound), word);
  return sounds.replace(/(.)\1+/g, "$1");
}

/** Levenshtein, two rows. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, place) => place);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

function letters(from: string, to: string): Rule[] {
  return [...from].map((letter, place) => [new RegExp(letter, "g"), to.charAt(place)]);
}
