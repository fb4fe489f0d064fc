import { misheard, readBack, soundalikes } from "./sounds.ts";
import { type Alternative, corrections, kin } from "./spelling.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { derivedForms } from "./words/derived-forms.ts";
import { fleetingVariants } from "./words/fleeting-vowels.ts";
import { abbreviationSpelt } from "./words/letter-names.ts";
import { scriptOf, stemOf } from "./words/stems.ts";
import { russianReadings } from "./words/translit.ts";

/** A word of a query among its neighbours. */
export interface WordInQuery {
  readonly word: string;
  readonly previous: string | undefined;
  readonly next: string | undefined;
  /** Whether it may be the beginning of a longer word. */
  readonly mayGoOn: boolean;
  /** Stems of other words for the same thing that the archive has. */
  readonly synonyms: readonly string[];
}

const JOINED = 0.9;
const SHORTEST_JOINED = 6; // shorter ones sound like too much
const PART = 0.5;
const FLEETING_VOWEL = 0.85;
const DERIVED = 0.75;
const SPELT = 0.9;
const SHORT_FORM = 0.7;
/** Only long words are shortened; of short ones a beginning says nothing. */
const SHORTEST_SHORTENED = 7;
const SHORTEST_HEAD_WORD = 4;
const SYLLABLE = 3;
/** A sound-alike at least this good explains a word: its spelling is doubted less. */
const CONVINCING = 0.6;
const DOUBT = 0.85;
const MISSPELT_READ_BACK = 0.8;
const SHORTEST_MISSPELT_READ_BACK = 6;

/** By the glossary; less than any spelling of the word itself. */
const SYNONYM = 0.6;

const PREFIX_BASE = 0.45;
const PREFIX_SHARE = 0.45;
const MAX_COMPLETIONS = 32;
const SHORTEST_PREFIX = 3;
const SHORTEST_HEAD = 5;

/** Everything that counts as finding a word: stem → weight. The word's own stem is always there, with 1. */
export function alternativesOf(place: WordInQuery, vocabulary: Vocabulary): Map<string, number> {
  const { word } = place;
  const stem = stemOf(word);
  const found = new Alternatives(stem);
  if (place.mayGoOn) found.addAll(completions(stem, vocabulary));
  found.addAll(fleetingVariants(stem).filter(known(vocabulary)).map(weighing(FLEETING_VOWEL)));
  found.addAll(derivedForms(stem).filter(known(vocabulary)).map(weighing(DERIVED)));
  found.addAll(withCompletions(soundalikes(word, vocabulary), vocabulary));
  found.addAll(joinedForms(place, vocabulary));
  found.addAll(shortForms(place, vocabulary));
  found.addAll(spelt(word).filter(known(vocabulary)).map(weighing(SPELT)));
  found.addAll(readBack(word, vocabulary));
  found.addAll(place.synonyms.map(weighing(SYNONYM)));
  // A word that has synonyms is spelt as meant.
  if (vocabulary.has(stem) || place.synonyms.length > 0) return found.weights;
  found.addAll(joinedSoundalikes(place, vocabulary));
  found.addAll(partsOf(word, vocabulary));
  if (found.best < CONVINCING) found.addAll(misheard(word, vocabulary));
  const doubt = found.best >= CONVINCING ? DOUBT : 1;
  found.addAll(corrections(word, vocabulary).map((near) => ({ ...near, weight: near.weight * doubt })));
  if (found.weights.size === 1) found.addAll(kin(stem, vocabulary));
  if (found.weights.size === 1) found.addAll(misspeltReadBack(word, vocabulary));
  return found.weights;
}

class Alternatives {
  readonly weights: Map<string, number>;
  /** The best weight besides the word's own. */
  best = 0;

  constructor(stem: string) {
    this.weights = new Map([[stem, 1]]);
  }

  addAll(alternatives: Iterable<Alternative>): void {
    for (const { stem, weight } of alternatives) {
      this.weights.set(stem, Math.max(this.weights.get(stem) ?? 0, weight));
      this.best = Math.max(this.best, weight);
    }
  }
}

/** Words that go on where the stem ends; the more they add, the less they count. */
function completions(stem: string, vocabulary: Vocabulary): Alternative[] {
  if (stem.length < SHORTEST_PREFIX || scriptOf(stem) === "other") return [];
  const longer = vocabulary.completions(stem, MAX_COMPLETIONS).filter((whole) => whole !== stem);
  return longer.map((whole) => ({
    stem: whole,
    weight: PREFIX_BASE + PREFIX_SHARE * Math.min(1, stem.length / whole.length),
  }));
}

/** A clear sound-alike may be the head of a longer word: recsys → рексис → рексистема. */
function withCompletions(found: readonly Alternative[], vocabulary: Vocabulary): Alternative[] {
  const clear = found.filter(({ stem, weight }) => weight >= CONVINCING && stem.length >= SHORTEST_HEAD);
  const longer = clear.flatMap(({ stem, weight }) =>
    completions(stem, vocabulary).map((whole) => ({ ...whole, weight: whole.weight * weight })),
  );
  return [...found, ...longer];
}

/** "dcn v2" is written "DCN-v2" elsewhere, and "self play" "selfplay". */
function joinedForms(place: WordInQuery, vocabulary: Vocabulary): Alternative[] {
  return joined(place).map(stemOf).filter(known(vocabulary)).map(weighing(JOINED));
}

function joined({ word, previous, next }: WordInQuery): string[] {
  return [...(previous === undefined ? [] : [previous + word]), ...(next === undefined ? [] : [word + next])];
}

/** Two words that are said as one: "рекомендательная система" is a "рексистема", "recommender systems" are "recsys". */
function shortForms({ word, previous, next }: WordInQuery, vocabulary: Vocabulary): Alternative[] {
  const forms = [...shortened(previous, word), ...shortened(word, next)];
  return forms.map(stemOf).filter(known(vocabulary)).map(weighing(SHORT_FORM));
}

function shortened(first: string | undefined, second: string | undefined): string[] {
  if (first === undefined || second === undefined || first.length < SHORTEST_SHORTENED) return [];
  if (second.length < SHORTEST_HEAD_WORD || scriptOf(first) !== scriptOf(second)) return [];
  const start = first.slice(0, SYLLABLE);
  const syllables = start + second.slice(0, SYLLABLE);
  // "холодный старт" is no "холста": syllables make a new word, not a form of another.
  const isNewWord =
    second.length >= 2 * SYLLABLE && (scriptOf(start) === "latin" || stemOf(syllables) === syllables);
  return isNewWord ? [start + second, syllables] : [start + second];
}

function spelt(word: string): string[] {
  const abbreviation = abbreviationSpelt(word);
  return abbreviation === null ? [] : [abbreviation];
}

/** «пин сейдж» is how somebody writes PinSage. */
function joinedSoundalikes(place: WordInQuery, vocabulary: Vocabulary): Alternative[] {
  const found = joined(place)
    .filter((form) => form.length >= SHORTEST_JOINED)
    .flatMap((form) => soundalikes(form, vocabulary));
  return found.map(({ stem, weight }) => ({ stem, weight: weight * JOINED }));
}

/** "dcnv2" is written "DCN v2" elsewhere: both parts must be known, and short ones need a digit beside them. */
function partsOf(word: string, vocabulary: Vocabulary): Alternative[] {
  if (!/^[\da-z]{5,}$/.test(word) || !/\d|.{7}/.test(word)) return [];
  const found: Alternative[] = [];
  for (let at = 2; at < word.length - 1; at++) {
    const parts = [word.slice(0, at), word.slice(at)];
    const isPlausible = /\d/.test(word) || parts.every((part) => part.length > 2);
    const stems = parts.map(stemOf);
    if (isPlausible && stems.every(known(vocabulary))) found.push(...stems.map(weighing(PART)));
  }
  return found;
}

function misspeltReadBack(word: string, vocabulary: Vocabulary): Alternative[] {
  if (scriptOf(word) !== "latin" || word.length < SHORTEST_MISSPELT_READ_BACK) return [];
  const [likeliest = ""] = russianReadings(word);
  const near = corrections(likeliest, vocabulary);
  return near.map(({ stem, weight }) => ({ stem, weight: weight * MISSPELT_READ_BACK }));
}

function known(vocabulary: Vocabulary): (stem: string) => boolean {
  return (stem) => vocabulary.has(stem);
}

function weighing(weight: number): (stem: string) => Alternative {
  return (stem) => ({ stem, weight });
}
