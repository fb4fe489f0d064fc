import type { Lexicon } from "./lexicon.ts";
import type { SearchablePassage } from "./searchable.ts";
import type { Reading, VisitWord } from "./verify.ts";
import { tokensOf } from "./words/tokens.ts";

const JOINED = 1;
const ASIDE = 2;
const TITLE = 4;
const FLAG_BITS = 3;
/** A title stands at the start of its post, but for tags and links before it. */
const TITLE_WITHIN_WORDS = 10;

/** Links and names stand apart from the text: a word of theirs is next to no word of it. */
const ASIDE_POSITION = 1_000_000;

/**
 * A post's words in order, four bytes each: verification reads candidates at every query,
 * and splitting and stemming their text each time would cost more than the search itself.
 */
export class PackedReading implements Reading {
  readonly #lexicon: Lexicon;
  readonly #words: Uint32Array;
  /** Per passage, where its words end in `#words`. */
  readonly #ends: Uint32Array;

  constructor(passages: readonly SearchablePassage[], title: string, lexicon: Lexicon) {
    const ofTitle = new Set(tokensOf(title).map(({ word }) => word));
    const titleEnd = ofTitle.size + TITLE_WITHIN_WORDS;
    const words: number[] = [];
    const ends: number[] = [];
    const pack = (word: string, flags: number) => words.push((lexicon.intern(word) << FLAG_BITS) | flags);
    for (const { text, links, names } of passages) {
      for (const { word, joined } of text) {
        const inTitle = words.length < titleEnd && ofTitle.has(word);
        pack(word, (joined ? JOINED : 0) | (inTitle ? TITLE : 0));
      }
      for (const word of [...links, ...names]) pack(word, ASIDE);
      ends.push(words.length);
    }
    this.#lexicon = lexicon;
    this.#words = Uint32Array.from(words);
    this.#ends = Uint32Array.from(ends);
  }

  /** The words of each passage, by their numbers in the lexicon. */
  *passages(): Generator<Uint32Array> {
    let start = 0;
    for (const end of this.#ends) {
      yield this.#words.subarray(start, end).map((packed) => packed >>> FLAG_BITS);
      start = end;
    }
  }

  eachWord(visit: VisitWord): void {
    let position = -1;
    let place = -1;
    let aside = ASIDE_POSITION;
    for (const packed of this.#words) {
      const word = packed >>> FLAG_BITS;
      const stem = this.#lexicon.stemText(this.#lexicon.stemNumberOf(word));
      if ((packed & ASIDE) !== 0) {
        visit({ stem, position: aside, place: aside++, isJoined: false, inTitle: false });
        continue;
      }
      const isJoined = (packed & JOINED) !== 0;
      if (!isJoined) {
        position++;
        if (!this.#lexicon.isStopWord(word)) place++;
      }
      visit({ stem, position, place, isJoined, inTitle: (packed & TITLE) !== 0 });
    }
  }
}
