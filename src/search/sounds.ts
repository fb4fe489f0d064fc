import type { Lexicon } from "./lexicon.ts";
import type { Alternative } from "./spelling.ts";
import { fleetingVariants } from "./words/fleeting-vowels.ts";
import { skeletonsOf, soundAlike } from "./words/skeleton.ts";
import { scriptOf, stemOf } from "./words/stems.ts";
import { russianReadings } from "./words/translit.ts";

const MAX_SOUNDALIKES = 6;
const SOUNDALIKE = 0.9;
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
export function soundalikes(word: string, lexicon: Lexicon): Alternative[] {
  const script = scriptOf(word);
  if (script === "other") return [];
  const other = script === "cyrillic" ? "latin" : "cyrillic";
  const isKnown = lexicon.has(stemOf(word));
  const best = new Map<string, number>();
  for (const { form, skeleton } of readingsOf(word)) {
    const needed = Math.max(neededLikeness(skeleton), isKnown ? NEEDED_LIKENESS_OF_KNOWN : 0);
    for (const candidate of lexicon.soundingLike(skeleton, other)) {
      const stem = stemOf(candidate);
      const likeness = soundAlike(form, other === "cyrillic" ? stem : candidate);
      if (likeness >= needed) best.set(stem, Math.max(best.get(stem) ?? 0, SOUNDALIKE * likeness ** 2));
    }
  }
  const found = [...best].map(([stem, weight]) => ({ stem, weight }));
  return found.sort((a, b) => b.weight - a.weight).slice(0, MAX_SOUNDALIKES);
}

function readingsOf(word: string): { form: string; skeleton: string }[] {
  const forms = [...new Set([word, stemOf(word)])];
  return forms.flatMap((form) => skeletonsOf(form).map((skeleton) => ({ form, skeleton })));
}

/** Known stems of a Russian word that was typed in Latin letters. */
export function readBack(word: string, lexicon: Lexicon): Alternative[] {
  const shortest = lexicon.has(stemOf(word)) ? SHORTEST_KNOWN_READ_BACK : SHORTEST_READ_BACK;
  if (scriptOf(word) !== "latin" || word.length < shortest) return [];
  const stems = russianReadings(word).map(stemOf);
  const variants = new Set(stems.flatMap((stem) => [stem, ...fleetingVariants(stem)]));
  const known = [...variants].filter((variant) => lexicon.has(variant));
  return known.map((stem) => ({ stem, weight: READ_BACK }));
}

function neededLikeness(skeleton: string): number {
  return NEEDED_LIKENESS[skeleton.length] ?? NEEDED_LIKENESS_OF_LONG;
}
