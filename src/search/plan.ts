import { alternativesOf } from "./expand.ts";
import type { Glossary } from "./glossary.ts";
import { idf } from "./idf.ts";
import { type PlanNode, planTree } from "./plan-tree.ts";
import type { All } from "./query-language.ts";
import { retype } from "./retype.ts";
import { splitWord } from "./split.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { type WantedToken, wantedTokens } from "./wanted.ts";
import { stemOf } from "./words/stems.ts";
import { isStopWord, isVague } from "./words/stop-words.ts";

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
  /** Numbers of the stems that the archive has. */
  readonly numberOfStem: ReadonlyMap<string, number>;
  /** Which terms a stem counts for, by its number. */
  readonly termsOfNumber: ReadonlyMap<number, readonly TermWeight[]>;
  /** What of the query must, may and must not stand in a post. */
  readonly tree: PlanNode;
  /** The query in the layout that was meant, where it was typed in the other one. */
  readonly retyped: string | null;
}

interface TermWeight {
  /** Place in the plan's terms. */
  readonly term: number;
  readonly weight: number;
}

/** Longer questions keep their rarest words: the frequent ones decide little and cost most. */
const MAX_TERMS = 12;
/** A word in more passages than this is dropped where at least so many others are left. */
const COMMON_SHARE = 0.1;
const ENOUGH_UNCOMMON = 3;
/** Of a longer query only the last word may be unfinished: whoever writes a sentence writes its words out. */
const MAX_WORDS_IN_HASTE = 7;
/** Expanding walks the vocabulary; a pasted page of text must not do that hundreds of times. */
const MAX_WEIGHED_WORDS = 48;
/** An alternative below this weight says only half of what its frequency promises. */
const STRONG = 0.75;
/** "Где почитать про …": reading is not what is looked for. */
const VAGUE = 0.5;
/** A word that the archive lacks must not outweigh a rare one that it has. */
const LEAST_FREQUENCY = 2;

/** Decides what to look for: which words, in which forms and scripts, and how much each of them counts. */
export function planQuery(asked: All, vocabulary: Vocabulary, glossary: Glossary | null = null): Plan {
  const { words, retyped } = retype(asked, vocabulary);
  return { ...planAsTyped(words, vocabulary, glossary), retyped };
}

/** The same of words that are taken to be typed in the layout that was meant. */
export function planAsTyped(words: All, vocabulary: Vocabulary, glossary: Glossary | null): Plan {
  const places = tellingWords(wantedTokens(words), vocabulary, glossary);
  const terms = places.map((place) => plannedTerm(place, vocabulary));
  const termsOfStem = termsByStem(terms);
  const numberOfStem = numbersOf([...termsOfStem.keys()], vocabulary);
  return {
    terms,
    termsOfStem,
    numberOfStem,
    termsOfNumber: new Map([...numberOfStem].map(([stem, number]) => [number, termsOfStem.get(stem) ?? []])),
    tree: planTree(words, {
      termsOfWord: termsByWord(places),
      numberOf: (stem) => vocabulary.numberOf(stem),
    }),
    retyped: null,
  };
}

/** Without stop words, unless there is nothing else; the rarest twelve, in the order of the query. */
function tellingWords(
  tokens: readonly WantedToken[],
  vocabulary: Vocabulary,
  glossary: Glossary | null,
): readonly WantedToken[] {
  const telling = tokens.filter(({ word }) => !isStopWord(word));
  const typed = (telling.length > 0 ? telling : tokens).slice(0, MAX_WEIGHED_WORDS);
  const words = typed.flatMap((token) => partsOf(token, vocabulary));
  const stems = words.map(({ word }) => stemOf(word));
  const places = words.map((place, at) => ({
    ...place,
    previous: words[at - 1]?.word,
    next: words[at + 1]?.word,
    mayGoOn: words.length <= MAX_WORDS_IN_HASTE || at === words.length - 1,
    synonyms: (glossary?.alternativesAt(stems, at) ?? []).filter((stem) => vocabulary.has(stem)),
  }));
  const unique = places.filter(({ word }, at) => words.findIndex((other) => other.word === word) === at);
  const uncommon = unique.filter(({ word }) => !isCommon(word, vocabulary));
  return rarest(uncommon.length >= ENOUGH_UNCOMMON ? uncommon : unique, vocabulary);
}

/** Words typed without a space are looked for apart. */
function partsOf(token: WantedToken, vocabulary: Vocabulary): WantedToken[] {
  if (token.isExact) return [token];
  return splitWord(token.word, vocabulary).map((word) => ({ ...token, word }));
}

/** Common words of a question tell little, and each of them brings a good part of the archive as candidates. */
function isCommon(word: string, vocabulary: Vocabulary): boolean {
  return vocabulary.frequency(stemOf(word)) > vocabulary.passages * COMMON_SHARE;
}

function rarest(places: readonly WantedToken[], vocabulary: Vocabulary): readonly WantedToken[] {
  if (places.length <= MAX_TERMS) return places;
  const byRarity = [...places].sort((a, b) => rarity(a.word, vocabulary) - rarity(b.word, vocabulary));
  const kept = new Set(byRarity.slice(0, MAX_TERMS));
  return places.filter((place) => kept.has(place));
}

/** Unknown words are rare too, but a known rare word is a surer thing to keep. */
function rarity(word: string, vocabulary: Vocabulary): number {
  const frequency = vocabulary.frequency(stemOf(word));
  return frequency > 0 ? frequency : Math.sqrt(vocabulary.passages + 1);
}

function plannedTerm(place: WantedToken, vocabulary: Vocabulary): PlannedTerm {
  const alternatives = place.isExact ? new Map([[stemOf(place.word), 1]]) : alternativesOf(place, vocabulary);
  const idf = idfOf(alternatives, vocabulary) * (isVague(stemOf(place.word)) ? VAGUE : 1);
  return { word: place.word, alternatives, idf, achievable: achievableWeight(alternatives, vocabulary) };
}

/** A word that the archive has only in another script or spelling must not count as half missing. */
function achievableWeight(alternatives: ReadonlyMap<string, number>, vocabulary: Vocabulary): number {
  const known = [...alternatives].filter(([stem]) => vocabulary.has(stem));
  const best = Math.max(0, ...known.map(([, weight]) => weight));
  return best >= STRONG ? best : 1;
}

/** BM25's idf, of the most frequent way in which the word can be found. */
function idfOf(alternatives: ReadonlyMap<string, number>, vocabulary: Vocabulary): number {
  let frequency = LEAST_FREQUENCY;
  for (const [stem, weight] of alternatives) {
    const share = weight >= STRONG ? 1 : 0.5;
    frequency = Math.max(frequency, vocabulary.frequency(stem) * share);
  }
  return idf(frequency, vocabulary.passages);
}

/** By the word as it was typed. */
function termsByWord(places: readonly WantedToken[]): Map<string, number[]> {
  const byWord = new Map<string, number[]>();
  for (const [term, { typed }] of places.entries()) byWord.set(typed, [...(byWord.get(typed) ?? []), term]);
  return byWord;
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

function numbersOf(stems: readonly string[], vocabulary: Vocabulary): ReadonlyMap<string, number> {
  const numbered = stems.map((stem) => [stem, vocabulary.numberOf(stem)] as const);
  return new Map(numbered.flatMap(([stem, number]) => (number === null ? [] : [[stem, number] as const])));
}
