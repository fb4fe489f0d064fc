import type { Lexicon } from "./lexicon.ts";
import { readBack, soundalikes } from "./sounds.ts";
import { type Alternative, corrections, kin } from "./spelling.ts";
import { fleetingVariants } from "./words/fleeting-vowels.ts";
import { scriptOf, stemOf } from "./words/stems.ts";
import { russianReadings } from "./words/translit.ts";

/** A word of a query among its neighbours. */
export interface WordInQuery {
  readonly word: string;
  readonly previous: string | undefined;
  readonly next: string | undefined;
}

const JOINED = 0.9;
const PART = 0.5;
const FLEETING_VOWEL = 0.85;
/** A sound-alike at least this good explains a word: its spelling is doubted less. */
const CONVINCING = 0.6;
const DOUBT = 0.85;
const MISSPELT_READ_BACK = 0.8;
const SHORTEST_MISSPELT_READ_BACK = 6;

const PREFIX_BASE = 0.45;
const PREFIX_SHARE = 0.45;
const MAX_COMPLETIONS = 32;
const SHORTEST_PREFIX = 3;
const SHORTEST_HEAD = 5;

/** Everything that counts as finding a word: stem → weight. The word's own stem is always there, with 1. */
export function alternativesOf(place: WordInQuery, lexicon: Lexicon): Map<string, number> {
  const { word } = place;
  const stem = stemOf(word);
  const found = new Alternatives(stem);
  found.addAll(completions(stem, lexicon));
  found.addAll(fleetingVariants(stem).filter(known(lexicon)).map(weighing(FLEETING_VOWEL)));
  found.addAll(withCompletions(soundalikes(word, lexicon), lexicon));
  found.addAll(joinedForms(place, lexicon));
  found.addAll(readBack(word, lexicon));
  if (lexicon.has(stem)) return found.weights;
  found.addAll(partsOf(word, lexicon));
  const doubt = found.best >= CONVINCING ? DOUBT : 1;
  found.addAll(corrections(word, lexicon).map((near) => ({ ...near, weight: near.weight * doubt })));
  if (found.weights.size === 1) found.addAll(kin(stem, lexicon));
  if (found.weights.size === 1) found.addAll(misspeltReadBack(word, lexicon));
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
function completions(stem: string, lexicon: Lexicon): Alternative[] {
  if (stem.length < SHORTEST_PREFIX || scriptOf(stem) === "other") return [];
  const longer = lexicon.completions(stem, MAX_COMPLETIONS).filter((whole) => whole !== stem);
  return longer.map((whole) => ({
    stem: whole,
    weight: PREFIX_BASE + PREFIX_SHARE * Math.min(1, stem.length / whole.length),
  }));
}

/** A clear sound-alike may be the head of a longer word: recsys → рексис → рексистема. */
function withCompletions(found: readonly Alternative[], lexicon: Lexicon): Alternative[] {
  const clear = found.filter(({ stem, weight }) => weight >= CONVINCING && stem.length >= SHORTEST_HEAD);
  const longer = clear.flatMap(({ stem, weight }) =>
    completions(stem, lexicon).map((whole) => ({ ...whole, weight: whole.weight * weight })),
  );
  return [...found, ...longer];
}

/** "dcn v2" is written "DCN-v2" elsewhere, and "self play" "selfplay". */
function joinedForms({ word, previous, next }: WordInQuery, lexicon: Lexicon): Alternative[] {
  const forms = [previous === undefined ? "" : previous + word, next === undefined ? "" : word + next];
  return forms
    .filter((form) => form !== "")
    .map(stemOf)
    .filter(known(lexicon))
    .map(weighing(JOINED));
}

/** "dcnv2" is written "DCN v2" elsewhere: both parts must be known, and short ones need a digit beside them. */
function partsOf(word: string, lexicon: Lexicon): Alternative[] {
  if (!/^[\da-z]{5,}$/.test(word) || !/\d|.{7}/.test(word)) return [];
  const found: Alternative[] = [];
  for (let at = 2; at < word.length - 1; at++) {
    const parts = [word.slice(0, at), word.slice(at)];
    const isPlausible = /\d/.test(word) || parts.every((part) => part.length > 2);
    const stems = parts.map(stemOf);
    if (isPlausible && stems.every(known(lexicon))) found.push(...stems.map(weighing(PART)));
  }
  return found;
}

function misspeltReadBack(word: string, lexicon: Lexicon): Alternative[] {
  if (scriptOf(word) !== "latin" || word.length < SHORTEST_MISSPELT_READ_BACK) return [];
  const [likeliest = ""] = russianReadings(word);
  const near = corrections(likeliest, lexicon);
  return near.map(({ stem, weight }) => ({ stem, weight: weight * MISSPELT_READ_BACK }));
}

function known(lexicon: Lexicon): (stem: string) => boolean {
  return (stem) => lexicon.has(stem);
}

function weighing(weight: number): (stem: string) => Alternative {
  return (stem) => ({ stem, weight });
}
