import type { Alternative } from "./spelling.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { fleetingVariants } from "./words/fleeting-vowels.ts";
import { remembered } from "./words/remembered.ts";
import { skeletonsOf, soundAlike } from "./words/skeleton.ts";
import { scriptOf, stemOf } from "./words/stems.ts";
import { russianReadings } from "./words/translit.ts";

const MAX_SOUNDALIKES = 6;
const SOUNDALIKE = 0.9;
const MISHEARD = 1.05; // times likeness² of .7 and more
const SHORTEST_MISHEARD = 5; // a shorter word sounds like many others of its own language
const NEEDED_LIKENESS_OF_MISHEARD = 0.7;
const READ_BACK = 0.9;
const SHORTEST_READ_BACK = 3;
/** Many short English words read as Russian ones; a known word must be longer to be doubted. */
const SHORTEST_KNOWN_READ_BACK = 5;

/** The more consonants two words share, the less their vowels need to agree. By length of the skeleton. */
const NEEDED_LIKENESS = [1, 0.95, 0.75, 0.66, 0.6] as const;
const NEEDED_LIKENESS_OF_LONG = 0.55;
/** A word that the archive knows needs no other script; only a clear likeness may add one. */
const NEEDED_LIKENESS_OF_KNOWN = 0.7;

/** Stems of the other script that sound like the word: «дипмайнд» → deepmind, `vrubel` → врубел. */
export function soundalikes(word: string, vocabulary: Vocabulary): Alternative[] {
  const script = scriptOf(word);
  if (script === "other") return [];
  const other = script === "cyrillic" ? "latin" : "cyrillic";
  const least = vocabulary.has(stemOf(word)) ? NEEDED_LIKENESS_OF_KNOWN : 0;
  return likeliest(word, { script: other, weight: SOUNDALIKE, least }, vocabulary);
}

/** Stems of the word's own script that sound like it, for a word that the archive lacks: «тсукирман» → цукерман. */
export function misheard(word: string, vocabulary: Vocabulary): Alternative[] {
  const script = scriptOf(word);
  if (script === "other" || word.length < SHORTEST_MISHEARD) return [];
  return likeliest(word, { script, weight: MISHEARD, least: NEEDED_LIKENESS_OF_MISHEARD }, vocabulary);
}

interface Wanted {
  readonly script: "cyrillic" | "latin";
  /** Of a word that sounds the same. */
  readonly weight: number;
  /** Likeness needed at least. */
  readonly least: number;
}

function likeliest(word: string, { script, weight, least }: Wanted, vocabulary: Vocabulary): Alternative[] {
  const best = new Map<string, number>();
  for (const { form, skeleton } of readingsOf(word)) {
    const needed = Math.max(neededLikeness(skeleton), least);
    for (const candidate of vocabulary.soundingLike(skeleton, script)) {
      const stem = stemOf(candidate);
      // "gini" is Джини whole, "айдишниками" in Latin letters is its stem.
      const likeness = Math.max(
        soundAlike(form, candidate),
        script === "cyrillic" ? soundAlike(form, stem) : 0,
      );
      if (likeness >= needed)
        best.set(stem, Math.max(best.get(stem) ?? 0, Math.min(SOUNDALIKE, weight * likeness ** 2)));
    }
  }
  const found = [...best].map(([stem, sureness]) => ({ stem, weight: sureness }));
  return found.sort((a, b) => b.weight - a.weight).slice(0, MAX_SOUNDALIKES);
}

/** The forms of a word that are compared by sound, each with its consonants: what sounds like it shares one of these. */
export const readingsOf = remembered((word: string): readonly SoundingForm[] => {
  const forms = [...new Set([word, stemOf(word)])];
  return forms.flatMap((form) => skeletonsOf(form).map((skeleton) => ({ form, skeleton })));
});

interface SoundingForm {
  readonly form: string;
  readonly skeleton: string;
}

/** Known stems of a Russian word that was typed in Latin letters. */
export function readBack(word: string, vocabulary: Vocabulary): Alternative[] {
  const shortest = vocabulary.has(stemOf(word)) ? SHORTEST_KNOWN_READ_BACK : SHORTEST_READ_BACK;
  if (scriptOf(word) !== "latin" || word.length < shortest) return [];
  const stems = russianReadings(word).map(stemOf);
  const variants = new Set(stems.flatMap((stem) => [stem, ...fleetingVariants(stem)]));
  const known = [...variants].filter((variant) => vocabulary.has(variant));
  return known.map((stem) => ({ stem, weight: READ_BACK }));
}

function neededLikeness(skeleton: string): number {
  return NEEDED_LIKENESS[skeleton.length] ?? NEEDED_LIKENESS_OF_LONG;
}
