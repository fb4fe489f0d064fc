import { alternativesOf } from "./expand.ts";
import type { Lexicon } from "./lexicon.ts";
import { type Query, searchWords } from "./query.ts";
import { retype } from "./retype.ts";
import { stemOf } from "./words/stems.ts";
import { isStopWord } from "./words/stop-words.ts";
import { type Token, tokensOf } from "./words/tokens.ts";

/** A word of the query with everything that counts as finding it. */
export interface PlannedTerm {
  readonly word: string;
  /** Stem → weight; the word's own stem has 1. */
  readonly alternatives: ReadonlyMap<string, number>;
  /** Inverse document frequency: how much finding this word says. */
  readonly idf: number;
  /** The most that an archive without the word itself can offer for it; 1 where that is little. */
  readonly achievable: number;
}

/** A query as an index and a verification work it off; both see nothing else. */
export interface Plan {
  readonly terms: readonly PlannedTerm[];
  /** The same the other way round: which terms a stem counts for. */
  readonly termsOfStem: ReadonlyMap<string, readonly TermWeight[]>;
  /** Stems that must stand together in this order. */
  readonly phrases: readonly (readonly string[])[];
  /** Stem sequences that must not stand in the post. */
  readonly excluded: readonly (readonly string[])[];
  /** The query in the layout that was meant, where it was typed in the other one. */
  readonly retyped: string | null;
}

export interface TermWeight {
  /** Place in the plan's terms. */
  readonly term: number;
  readonly weight: number;
}

/** Longer questions keep their rarest words: the frequent ones decide little and cost most. */
const MAX_TERMS = 12;
/** A word in more passages than this is dropped where at least so many others are left. */
const COMMON_SHARE = 0.1;
const ENOUGH_UNCOMMON = 3;
/** Expanding walks the vocabulary; a pasted page of text must not do that hundreds of times. */
const MAX_WEIGHED_WORDS = 48;
/** An alternative below this weight says only half of what its frequency promises. */
const STRONG = 0.75;
/** A word that the archive lacks must not outweigh a rare one that it has. */
const LEAST_FREQUENCY = 2;

/** Decides what to look for: which words, in which forms and scripts, and how much each of them counts. */
export function planQuery(query: Query, lexicon: Lexicon): Plan {
  const retyped = retype(query.wanted, lexicon);
  const words = tellingWords(searchWords(retyped ?? query.wanted), lexicon);
  const terms = words.map((word) => plannedTerm(word, lexicon));
  return {
    terms,
    termsOfStem: termsByStem(terms),
    phrases: retyped === null ? query.phrases.map(stemsOf).filter(isLong) : [],
    excluded: query.excluded.map(stemsOf).filter(({ length }) => length > 0),
    retyped,
  };
}

interface Place {
  readonly word: string;
  readonly previous: string | undefined;
  readonly next: string | undefined;
}

/** Without stop words, unless there is nothing else; the rarest twelve, in the order of the query. */
function tellingWords(tokens: readonly Token[], lexicon: Lexicon): readonly Place[] {
  const telling = tokens.filter(({ word }) => !isStopWord(word));
  const words = (telling.length > 0 ? telling : tokens).slice(0, MAX_WEIGHED_WORDS).map(({ word }) => word);
  const places = words.map((word, at) => ({ word, previous: words[at - 1], next: words[at + 1] }));
  const unique = places.filter(({ word }, at) => words.indexOf(word) === at);
  const uncommon = unique.filter(({ word }) => !isCommon(word, lexicon));
  return rarest(uncommon.length >= ENOUGH_UNCOMMON ? uncommon : unique, lexicon);
}

/** Common words of a question tell little, and each of them brings a good part of the archive as candidates. */
function isCommon(word: string, lexicon: Lexicon): boolean {
  return lexicon.frequency(stemOf(word)) > lexicon.passages * COMMON_SHARE;
}

function rarest(places: readonly Place[], lexicon: Lexicon): readonly Place[] {
  if (places.length <= MAX_TERMS) return places;
  const byRarity = [...places].sort((a, b) => rarity(a.word, lexicon) - rarity(b.word, lexicon));
  const kept = new Set(byRarity.slice(0, MAX_TERMS));
  return places.filter((place) => kept.has(place));
}

/** Unknown words are rare too, but a known rare word is a surer thing to keep. */
function rarity(word: string, lexicon: Lexicon): number {
  const frequency = lexicon.frequency(stemOf(word));
  return frequency > 0 ? frequency : Math.sqrt(lexicon.passages + 1);
}

function plannedTerm(place: Place, lexicon: Lexicon): PlannedTerm {
  const alternatives = alternativesOf(place, lexicon);
  const idf = idfOf(alternatives, lexicon);
  return { word: place.word, alternatives, idf, achievable: achievableWeight(alternatives, lexicon) };
}

/** A word that the archive has only in another script or spelling must not count as half missing. */
function achievableWeight(alternatives: ReadonlyMap<string, number>, lexicon: Lexicon): number {
  const known = [...alternatives].filter(([stem]) => lexicon.has(stem));
  const best = Math.max(0, ...known.map(([, weight]) => weight));
  return best >= STRONG ? best : 1;
}

/** BM25's idf, of the most frequent way in which the word can be found. */
function idfOf(alternatives: ReadonlyMap<string, number>, lexicon: Lexicon): number {
  let frequency = LEAST_FREQUENCY;
  for (const [stem, weight] of alternatives) {
    const share = weight >= STRONG ? 1 : 0.5;
    frequency = Math.max(frequency, lexicon.frequency(stem) * share);
  }
  const others = Math.max(0, lexicon.passages - frequency); // an archive of one post must have an idf too
  return Math.log(1 + (others + 0.5) / (frequency + 0.5));
}

function termsByStem(terms: readonly PlannedTerm[]): Map<string, TermWeight[]> {
  const byStem = new Map<string, TermWeight[]>();
  for (const [term, { alternatives }] of terms.entries()) {
    for (const [stem, weight] of alternatives) {
      byStem.set(stem, [...(byStem.get(stem) ?? []), { term, weight }]);
    }
  }
  return byStem;
}

function stemsOf(text: string): string[] {
  return tokensOf(text)
    .filter(({ joined }) => !joined)
    .map(({ word }) => stemOf(word));
}

/** A phrase of one word is that word, which is wanted anyway. */
function isLong(stems: readonly string[]): boolean {
  return stems.length > 1;
}
