import { editDistance } from "./edit-distance.ts";
import { remembered } from "./remembered.ts";
import { scriptOf } from "./stems.ts";

type Rule = readonly [RegExp, string];

/** Vowels become this and are dropped, but for the first: "ассет" and "сет" stay apart. */
const VOWEL = "A";

/** "Knowledge", "wrapper". */
const SILENT_START = /^k(?=n)|^w(?=r)/;
/** "Matthew", "flow", "browser": part of the vowel before it. */
const SILENT_W = /(?<=[aeo])w(?![aiouyh])/g;

/** A voiced consonant at the end of a word loses its voice in Russian: «шопинг» and «шопинк». */
const VOICELESS: Readonly<Record<string, string>> = { b: "p", d: "t", g: "k", v: "f" };

const RUSSIAN_SOUNDS: readonly Rule[] = [
  [/дж/g, "g"],
  [/тч/g, "C"],
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
  [SILENT_START, ""],
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
  [SILENT_W, VOWEL],
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
  [/тч/g, "ч"],
  [/тс/g, "s"],
  [/[чЧ]/g, "ch"],
  [/[шщ]/g, "sh"],
  [/[ьъ]/g, ""],
  [/ц/g, "s"],
  ...letters("абвгґдежзийклмнопрстуфхыэюяіїєў", "abvggdegsiiklmnoprstufhieuaiieu"),
];

/** English writes one letter for them: pipeline, baseline, backprop, host. */
const ENGLISH_VOWELS: Readonly<Record<string, string>> = { ай: "и", ей: "а", эй: "а", э: "а", оу: "о" };
const DIPHTHONGS = /ай|[еэ]й|э|оу/g;

const ENGLISH_READING: readonly Rule[] = [
  [SILENT_START, ""],
  [/^y(?=[aou])/, ""],
  [/dg/g, "g"],
  [/tch/g, "ch"],
  [/ew/g, "u"],
  [SILENT_W, "u"],
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
 * Cyrillic nor Latin, and for those without consonants: "III" is not "ие". Takes a normalised word.
 */
export const skeletonsOf = remembered((word: string): readonly string[] => {
  const readings = word.includes("ch")
    ? [word, word.replaceAll("ch", "k"), word.replaceAll("ch", "h")]
    : [word];
  const skeletons = readings.flatMap((reading) => soundsOf(reading, RUSSIAN_SOUNDS, ENGLISH_SOUNDS) ?? []);
  return skeletons
    .map((sounds) => sounds.charAt(0) + sounds.slice(1).replaceAll(VOWEL, ""))
    .map((skeleton) => skeleton.replace(/(?<=..)[bdgv]$/, (last) => VOICELESS[last] ?? last))
    .filter((skeleton) => skeleton !== VOWEL);
});

/** How alike two words of different scripts sound, from 0 to 1. */
export function soundAlike(one: string, other: string): number {
  const [a, b] = [readingsOf(one), readingsOf(other)];
  return Math.max(...a.flatMap((reading) => b.map((counterpart) => likeness(reading, counterpart))));
}

function likeness(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  return longest === 0 ? 0 : 1 - editDistance(a, b) / longest;
}

/** As it is spelt, and as an English word would be spelt that sounds so: «пайплайн» → paiplain, piplin. */
const readingsOf = remembered((word: string): readonly string[] => {
  const spelt = word.replace(DIPHTHONGS, (sound) => ENGLISH_VOWELS[sound] ?? sound);
  return spelt === word ? [readingOf(word)] : [readingOf(word), readingOf(spelt)];
});

function readingOf(word: string): string {
  return soundsOf(word, RUSSIAN_READING, ENGLISH_READING)?.replace(/e$/, "") ?? word;
}

function soundsOf(word: string, russian: readonly Rule[], english: readonly Rule[]): string | null {
  const script = scriptOf(word);
  if (script === "other") return null;
  const rules = script === "cyrillic" ? russian : english;
  const sounds = rules.reduce((text, [pattern, sound]) => text.replace(pattern, sound), word);
  // A double consonant sounds like one; "пппп" is nothing to say.
  return sounds.replace(/(.)\1/g, "$1");
}

function letters(from: string, to: string): Rule[] {
  return [...from].map((letter, place) => [new RegExp(letter, "g"), to.charAt(place)]);
}
