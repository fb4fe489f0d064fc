import type { TextRange } from "../../search/hit.ts";
import { keyWords, mainTitle, nameKey, titleKey } from "../keys.ts";
import type { KnownPaper } from "../known-papers.ts";
import { titleShape } from "./title-shape.ts";

/** A phrase of the list that stands in a text. */
export interface KnownPlace extends TextRange {
  readonly kind: "title" | "name";
  /** As it is compared. */
  readonly key: string;
}

interface Phrase {
  readonly kind: "title" | "name";
  /** Few words in lower case may stand there by chance. */
  readonly needsCapitals: boolean;
}

/** A title of fewer words counts only where it is written like one. */
const SURE_TITLE_WORDS = 5;
const WORD = /[\p{L}\p{N}]+(?:['’`´]s(?![\p{L}\p{N}]))?/giu;
const MOST_WORDS = 40;
const MAX_REMEMBERED = 50_000;
const BEGINNING_CHARS = 2;
/** Letters that are others in keys: see `titleKey`. */
const ACCENTED = /[^A-Za-z\dа-зик-я]/i;
const CAPITALS = /^\p{Lu}+$/u;

/** The titles and the names of well-known papers, for finding them in texts whatever their case and hyphens. */
export class KnownTitles {
  readonly #phrases = new Map<string, Phrase>();
  /** Sorted: tells whether any of them begins so. */
  readonly #keys: readonly string[];
  readonly #beginnings: ReadonlySet<string>;
  readonly #keysOfWords = new Map<string, string>();

  constructor(papers: readonly KnownPaper[]) {
    for (const { title, aliases } of papers) {
      for (const name of aliases) this.#addName(name);
      const main = mainTitle(title);
      for (const written of main === null ? [title] : [title, main]) this.#addTitle(written);
    }
    this.#keys = [...this.#phrases.keys()].sort();
    this.#beginnings = new Set(this.#keys.flatMap((key) => [key.slice(0, BEGINNING_CHARS), key.slice(0, 1)]));
  }

  /** In the order of the text; the longest where several begin, none inside another. */
  placesIn(text: string): KnownPlace[] {
    const words = [...text.matchAll(WORD)];
    const places: KnownPlace[] = [];
    for (let at = 0; at < words.length; ) {
      const longest = this.#longestAt(text, words, at);
      if (longest === null) at += 1;
      else {
        places.push(longest.place);
        at += longest.words;
      }
    }
    return places;
  }

  #addName(name: string): void {
    const key = nameKey(name);
    // Names in capitals are found as such, with the others that no list knows.
    if (key !== "" && !CAPITALS.test(key)) this.#phrases.set(key, { kind: "name", needsCapitals: false });
  }

  #addTitle(title: string): void {
    const words = keyWords(title).length;
    if (words >= 2)
      this.#phrases.set(titleKey(title), { kind: "title", needsCapitals: words < SURE_TITLE_WORDS });
  }

  #longestAt(text: string, words: readonly RegExpExecArray[], first: number) {
    if (!this.#mayBegin(words[first]?.[0] ?? "")) return null;
    let key = "";
    let longest: { place: KnownPlace; words: number } | null = null;
    const start = words[first]?.index ?? 0;
    for (let count = 1; count <= MOST_WORDS; count++) {
      const word = words[first + count - 1];
      if (word === undefined) break;
      key += this.#keyOf(word[0]);
      if (!this.#begins(key)) break;
      const phrase = this.#phrases.get(key);
      const place = { start, end: word.index + word[0].length };
      if (phrase !== undefined && isWritten(text.slice(place.start, place.end), phrase))
        longest = { place: { ...place, kind: phrase.kind, key }, words: count };
    }
    return longest;
  }

  /** By its first two letters, which leaves most words out at once. */
  #mayBegin(word: string): boolean {
    const beginning = word.slice(0, BEGINNING_CHARS);
    return ACCENTED.test(beginning) || this.#beginnings.has(beginning.toLowerCase());
  }

  /** Languages repeat themselves. */
  #keyOf(word: string): string {
    const known = this.#keysOfWords.get(word);
    if (known !== undefined) return known;
    const key = titleKey(word);
    if (this.#keysOfWords.size >= MAX_REMEMBERED) this.#keysOfWords.clear();
    this.#keysOfWords.set(word, key);
    return key;
  }

  /** Whether some phrase begins so. */
  #begins(key: string): boolean {
    let [low, high] = [0, this.#keys.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#keys[middle] ?? "") < key) low = middle + 1;
      else high = middle;
    }
    return this.#keys[low]?.startsWith(key) === true;
  }
}

function isWritten(text: string, { needsCapitals }: Phrase): boolean {
  return !needsCapitals || titleShape(text).isTitleCase;
}
