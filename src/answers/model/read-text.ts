import { skeletonsOf, soundAlike } from "../../search/words/skeleton.ts";
import { type Script, scriptOf, stemOf } from "../../search/words/stems.ts";
import { isStopWord } from "../../search/words/stop-words.ts";
import { type Token, tokensOf } from "../../search/words/tokens.ts";
import { monthsIn, type Quantity, quantitiesIn } from "./quantities.ts";

/** A word of a text, with what it is compared by. */
export interface ReadWord extends Token {
  readonly stem: string;
  /** As it is written. */
  readonly written: string;
}

/** How like two words of different scripts must sound to be one name: more where few consonants say so. */
const NEEDED_LIKENESS = 0.6;
const NEEDED_LIKENESS_OF_SLIGHT = 0.9;
const SLIGHT_SKELETON = 2;
/** "Яндекс" and "index" differ in a vowel only, but the first one is heard. */
const VOWEL_FIRST = /^[аеиоуыэюяaeiouy]/;
/** Words of one root: "обучали" and "обучение" share four letters, and most of the shorter stem. */
const SHARED_LETTERS = 4;
const SHARED_PART = 0.7;

/** A text that others are compared with. */
export class ReadText {
  readonly text: string;
  readonly words: readonly ReadWord[];
  readonly quantities: readonly Quantity[];
  readonly months: ReadonlySet<number>;
  /** The script that most of its words are written in. */
  readonly script: Script;
  readonly #forms: ReadonlySet<string>;
  readonly #stems: ReadonlySet<string>;
  readonly #numbers: ReadonlySet<number>;
  /** Forms of a script by how they sound; made where it is asked for, which is seldom. */
  readonly #sounds = new Map<Script, ReadonlyMap<string, readonly string[]>>();
  /** The same few words are looked for again and again. */
  readonly #found = new Map<string, boolean>();

  constructor(text: string) {
    this.text = text;
    this.words = tokensOf(text).map((token) => ({
      ...token,
      stem: stemOf(token.word),
      written: text.slice(token.start, token.end),
    }));
    this.quantities = quantitiesIn(text);
    this.months = new Set(monthsIn(text));
    this.script = mainScript(this.words);
    this.#forms = new Set(this.words.map(({ word }) => word));
    this.#stems = new Set(this.words.map(({ stem }) => stem));
    this.#numbers = new Set(this.quantities.flat());
  }

  hasQuantity(quantity: Quantity): boolean {
    return quantity.some((reading) => this.#numbers.has(reading));
  }

  hasMonth(month: number): boolean {
    return this.months.has(month);
  }

  hasStem(stem: string): boolean {
    return this.#stems.has(stem);
  }

  /** The word in some form, or one of another script that sounds like it: Дипмайнда, DeepMind. */
  hasName({ word, stem }: ReadWord): boolean {
    return this.#forms.has(word) || this.#stems.has(stem) || this.#hasSound(word) || this.#hasSound(stem);
  }

  /** The name, or a word of the same root. */
  hasTerm(word: ReadWord): boolean {
    return this.hasName(word) || this.#hasRelative(word.stem);
  }

  #hasSound(form: string): boolean {
    const known = this.#found.get(form);
    if (known !== undefined) return known;
    const script = scriptOf(form);
    const found = script !== "other" && this.#soundsAs(form, script === "latin" ? "cyrillic" : "latin");
    this.#found.set(form, found);
    return found;
  }

  #soundsAs(form: string, script: Script): boolean {
    const sounds = this.#soundsOf(script);
    if (sounds.size === 0) return false;
    return skeletonsOf(form).some((sound) => {
      const isSlight = sound.length <= SLIGHT_SKELETON || VOWEL_FIRST.test(form);
      const needed = isSlight ? NEEDED_LIKENESS_OF_SLIGHT : NEEDED_LIKENESS;
      return sounds.get(sound)?.some((other) => soundAlike(form, other) >= needed) ?? false;
    });
  }

  #soundsOf(script: Script): ReadonlyMap<string, readonly string[]> {
    const known = this.#sounds.get(script);
    if (known !== undefined) return known;
    const sounds = new Map<string, string[]>();
    for (const form of new Set([...this.#forms, ...this.#stems])) {
      if (scriptOf(form) !== script) continue;
      for (const sound of skeletonsOf(form)) sounds.set(sound, [...(sounds.get(sound) ?? []), form]);
    }
    this.#sounds.set(script, sounds);
    return sounds;
  }

  #hasRelative(stem: string): boolean {
    if (stem.length < SHARED_LETTERS) return false;
    const head = stem.slice(0, SHARED_LETTERS);
    for (const other of this.#stems) if (other.startsWith(head) && areRelatives(stem, other)) return true;
    return false;
  }
}

function areRelatives(one: string, other: string): boolean {
  const shortest = Math.min(one.length, other.length);
  let shared = 0;
  while (shared < shortest && one.charAt(shared) === other.charAt(shared)) shared += 1;
  return shared / shortest >= SHARED_PART;
}

function mainScript(words: readonly ReadWord[]): Script {
  const count = (script: Script) =>
    words.filter(({ word, joined }) => !joined && scriptOf(word) === script).length;
  return count("cyrillic") >= count("latin") ? "cyrillic" : "latin";
}

const SHORTEST_TERM = 3;

/** Words that say what a text is about. */
export function termsOf({ words }: ReadText): ReadWord[] {
  return words.filter(
    ({ word, joined }) =>
      !joined && word.length >= SHORTEST_TERM && !isStopWord(word) && !/^[\d.]+$/.test(word),
  );
}
