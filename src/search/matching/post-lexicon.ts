import type { Post } from "../../channel/post.ts";
import { packReading } from "../reading.ts";
import { type SearchablePassage, searchablePassages } from "../searchable.ts";
import { TextVocabulary } from "../text-vocabulary.ts";
import { scriptOf, stemOf } from "../words/stems.ts";
import { isStopWord } from "../words/stop-words.ts";
import type { Token } from "../words/tokens.ts";

/** The words of one post, as a query is looked for in it. */
export interface PostLexicon {
  /** Every word, of the text and aside from it, under numbers of its own. */
  readonly words: TextVocabulary;
  /** Stems that stand in the text. */
  readonly inText: ReadonlySet<string>;
  /** Stems of addresses and names. */
  readonly aside: ReadonlySet<string>;
  /** Beginning of a stem of the text that is most of it → the stems: "gpt" → gpt, gpt4. */
  readonly beginnings: ReadonlyMap<string, readonly string[]>;
  /** Packed, with the lexicon's own numbers. */
  readonly reading: Uint8Array;
  /** Stem of two neighbours written together → the stems of both: "DCN v2" is found as "dcnv2", too. */
  readonly neighbours: ReadonlyMap<string, readonly [string, string]>;
}

/** Shorter ones are accidents, longer ones no words. */
const SHORTEST_JOINED = 5;
const LONGEST_JOINED = 24;
const SHORTEST_BEGINNING = 3;
/** A longer word is nearly the same one: "gpt" is in "gpt4", "кот" in "котлета" is not. */
const LEAST_SHARE_OF_LONGER = 0.75;
const LATIN_OR_DIGITS = /^[\da-z]+$/;

export function lexiconOf(post: Post): PostLexicon {
  const passages = searchablePassages(post);
  const neighbours = passages.flatMap(({ text }) => neighboursIn(text));
  const texts = [
    [...passages.flatMap(wordsInText), ...neighbours.map(({ joined }) => joined)],
    passages.flatMap(({ links, names }) => [...links, ...names]),
  ];
  const words = new TextVocabulary(texts.map((text) => text.join(" ")));
  const [inText = new Set(), aside = new Set()] = words.stemsOfText;
  return {
    words,
    inText,
    aside,
    beginnings: beginningsOf(inText),
    // Headings are read, too; those that stand nowhere else have no number.
    reading: packReading(post, (word) => words.numberOf(stemOf(word)) ?? NO_STEM),
    neighbours: new Map(neighbours.map(({ joined, parts }) => [stemOf(joined), parts])),
  };
}

/** Larger than any number of a post's stems. */
const NO_STEM = 1_000_000;

function wordsInText({ text, heading }: SearchablePassage): string[] {
  return [...text.map(({ word }) => word), ...heading];
}

function beginningsOf(stems: ReadonlySet<string>): Map<string, string[]> {
  const beginnings = new Map<string, string[]>();
  for (const stem of stems) {
    const shortest = Math.max(SHORTEST_BEGINNING, Math.ceil(LEAST_SHARE_OF_LONGER * stem.length));
    for (let length = shortest; length <= stem.length; length++) {
      const beginning = stem.slice(0, length);
      beginnings.set(beginning, [...(beginnings.get(beginning) ?? []), stem]);
    }
  }
  return beginnings;
}

interface Neighbours {
  readonly joined: string;
  readonly parts: readonly [string, string];
}

function neighboursIn(tokens: readonly Token[]): Neighbours[] {
  const words = tokens.flatMap(({ word, joined }) => (joined ? [] : [word]));
  return words.slice(1).flatMap((word, at) => {
    const previous = words[at] ?? "";
    const joined = previous + word;
    if (joined.length < SHORTEST_JOINED || joined.length > LONGEST_JOINED) return [];
    if (isStopWord(previous) || isStopWord(word) || !areOneName(joined)) return [];
    return [{ joined, parts: [stemOf(previous), stemOf(word)] }];
  });
}

function areOneName(joined: string): boolean {
  return LATIN_OR_DIGITS.test(joined) ? !/^\d+$/.test(joined) : scriptOf(joined) === "cyrillic";
}
