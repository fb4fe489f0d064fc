import type { Post } from "../channel/post.ts";
import type { IndexedPassage } from "./search-index.ts";
import { type SearchablePassage, searchablePassages } from "./searchable.ts";
import { titleOf } from "./title.ts";
import { isStopWord } from "./words/stop-words.ts";
import { tokensOf } from "./words/tokens.ts";

/** Version of everything that decides which words and stems a post has; where it changes, all is indexed anew. */
export const ANALYSER = 1;

/** A second reading of words that are there too: "dcnv2" of "DCN-v2". */
const JOINED = 1;
const IN_TITLE = 2;
const STOP_WORD = 4;
const FLAG_BITS = 3;
/** Values below the first word's are no words but say what follows. */
const END_OF_PASSAGE = 0;
const HEADING_FOLLOWS = 1;
const ASIDE_FOLLOWS = 2;

/** A title stands at the start of its post, but for tags and links before it. */
const TITLE_WITHIN_WORDS = 10;
/** Links and names stand apart from the text: a word of theirs is next to no word of it. */
const ASIDE_POSITION = 1_000_000;

/** A word and its stem's number; the caller keeps the numbers. */
export type NumberOfWord = (word: string) => number;

/**
 * A post's words in order, packed: per word the number of its stem with three flags (LEB128) and two bytes that tell
 * its form, about five bytes in all. Verification reads candidates at every query; splitting and stemming their
 * texts each time would cost more than the search itself.
 */
export function packReading(post: Post, numberOf: NumberOfWord): Uint8Array {
  const ofTitle = new Set(tokensOf(titleOf(post)).map(({ word }) => word));
  const titleEnd = ofTitle.size + TITLE_WITHIN_WORDS;
  const packer = new Packer(numberOf);
  for (const passage of searchablePassages(post)) {
    for (const { word, joined } of passage.text) {
      const inTitle = packer.words < titleEnd && ofTitle.has(word);
      packer.word(word, (joined ? JOINED : 0) | (inTitle ? IN_TITLE : 0));
    }
    packer.section(HEADING_FOLLOWS, passage.heading);
    packer.section(ASIDE_FOLLOWS, asideOf(passage));
    packer.control(END_OF_PASSAGE);
  }
  return packer.bytes();
}

/** Tells apart the forms of one stem, for queries that want one form only; 14 bits, so that chance rarely fools it. */
export function formOf(word: string): number {
  let hash = 0;
  for (let at = 0; at < word.length; at++) hash = (hash * 31 + word.charCodeAt(at)) | 0;
  return (hash ^ (hash >>> 14)) & 0x3fff;
}

function asideOf({ links, names }: SearchablePassage): readonly string[] {
  return [...links, ...names];
}

class Packer {
  words = 0;
  readonly #bytes: number[] = [];
  readonly #numberOf: NumberOfWord;

  constructor(numberOf: NumberOfWord) {
    this.#numberOf = numberOf;
  }

  section(control: number, words: readonly string[]): void {
    if (words.length === 0) return;
    this.control(control);
    for (const word of words) this.word(word, 0);
  }

  control(value: number): void {
    this.#bytes.push(value);
  }

  word(word: string, flags: number): void {
    const stop = isStopWord(word) ? STOP_WORD : 0;
    let value = ((this.#numberOf(word) + 1) << FLAG_BITS) | flags | stop;
    for (; value > 0x7f; value >>>= 7) this.#bytes.push((value & 0x7f) | 0x80);
    this.#bytes.push(value);
    const form = formOf(word);
    this.#bytes.push(form >>> 7, form & 0x7f);
    this.words++;
  }

  bytes(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }
}

/** A word of a reading. One object is used for all visits: take what you need, keep none. */
export interface WordVisit {
  /** Number of the stem. */
  stem: number;
  /** See `formOf`. */
  form: number;
  /** Place among the words of the post; a joined form has the place of the part it ends with. */
  position: number;
  /** The same, counting no stop words: "митап от Сбера" and "митап Сбера" are equally close. */
  place: number;
  isJoined: boolean;
  isStopWord: boolean;
  /** In an address or a name. */
  isAside: boolean;
  inTitle: boolean;
}

type Part = "text" | "heading" | "aside";

/** Visits the words of a packed reading, without headings of sections: they repeat what stands in the text. */
export function eachWord(
  reading: Uint8Array,
  visit: (word: WordVisit) => void,
  endPassage?: () => void,
): void {
  const word: WordVisit = {
    stem: 0,
    form: 0,
    position: -1,
    place: -1,
    isJoined: false,
    isStopWord: false,
    isAside: false,
    inTitle: false,
  };
  let position = -1;
  let place = -1;
  let aside = ASIDE_POSITION;
  unpack(
    reading,
    (stem, form, flags, part) => {
      if (part === "heading") return;
      word.stem = stem;
      word.form = form;
      word.isJoined = (flags & JOINED) !== 0;
      word.isStopWord = (flags & STOP_WORD) !== 0;
      word.inTitle = (flags & IN_TITLE) !== 0;
      word.isAside = part === "aside";
      if (word.isAside) {
        word.position = aside;
        word.place = aside++;
      } else {
        if (!word.isJoined) position++;
        if (!word.isJoined && !word.isStopWord) place++;
        word.position = position;
        word.place = place;
      }
      visit(word);
    },
    endPassage,
  );
}

/** The passages of a packed reading as indexes take them in. */
export function indexedPassages(reading: Uint8Array): IndexedPassage[] {
  const passages: Record<Part, number[]>[] = [];
  let passage: Record<Part, number[]> = { text: [], heading: [], aside: [] };
  unpack(
    reading,
    (stem, _form, _flags, part) => passage[part].push(stem),
    () => {
      passages.push(passage);
      passage = { text: [], heading: [], aside: [] };
    },
  );
  return passages;
}

type VisitPacked = (stem: number, form: number, flags: number, part: Part) => void;

function unpack(reading: Uint8Array, visit: VisitPacked, endPassage?: () => void): void {
  let part: Part = "text";
  for (let at = 0; at < reading.length; ) {
    let byte = reading[at++] ?? 0;
    let value = byte & 0x7f;
    for (let shift = 7; byte > 0x7f; shift += 7) {
      byte = reading[at++] ?? 0;
      value |= (byte & 0x7f) << shift;
    }
    if (value >>> FLAG_BITS > 0) {
      const form = ((reading[at] ?? 0) << 7) | (reading[at + 1] ?? 0);
      at += 2;
      visit((value >>> FLAG_BITS) - 1, form, value & ((1 << FLAG_BITS) - 1), part);
    } else if (value === END_OF_PASSAGE) {
      part = "text";
      endPassage?.();
    } else part = value === HEADING_FOLLOWS ? "heading" : "aside";
  }
}
