import type Sqlite from "better-sqlite3";
import { skeletonsOf } from "../search/words/skeleton.ts";
import { scriptOf, stemOf } from "../search/words/stems.ts";

/** Keys, hashes and characters of scripts without spaces are not misspelt. */
const MISSPELLABLE = /^[a-zа-яіїєґў\d]{3,40}$/;
/** Words whose numbers are remembered; languages repeat themselves. */
const MAX_REMEMBERED = 200_000;

/** Numbers the stems of words and counts them, inside somebody's transaction. */
export class NewWords {
  readonly #findWord: Sqlite.Statement<[string], number>;
  readonly #findStem: Sqlite.Statement<[string], number>;
  readonly #lastNumber: Sqlite.Statement<[], number | null>;
  readonly #insertStem: Sqlite.Statement<[string, number, string | null]>;
  readonly #insertWord: Sqlite.Statement<[string, number, string | null]>;
  readonly #insertSound: Sqlite.Statement<[string, string, string, number]>;
  readonly #addFrequency: Sqlite.Statement<[number, number]>;
  #numbers = new Map<string, number>();
  #epoch = "";
  #next: number | null = null;
  readonly #changes = new Map<number, number>();

  constructor(db: Sqlite.Database) {
    this.#findWord = db.prepare<[string], number>("SELECT stem FROM words WHERE word = ?").pluck();
    this.#findStem = db.prepare<[string], number>("SELECT number FROM stems WHERE stem = ?").pluck();
    this.#lastNumber = db.prepare<[], number | null>("SELECT max(number) FROM stems").pluck();
    this.#insertStem = db.prepare(
      "INSERT INTO stems (stem, number, frequency, reversed) VALUES (?, ?, 0, ?)",
    );
    this.#insertWord = db.prepare("INSERT INTO words (word, stem, reversed) VALUES (?, ?, ?)");
    this.#insertSound = db.prepare(
      "INSERT INTO sounds (skeleton, script, word, stem) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
    );
    this.#addFrequency = db.prepare("UPDATE stems SET frequency = frequency + ? WHERE number = ?");
  }

  begin(epoch: string): void {
    if (epoch !== this.#epoch) this.forget();
    this.#epoch = epoch;
    this.#next = null;
  }

  /** The number of a normalised word's stem, new or known; counts nothing. */
  numberOf(word: string): number {
    const number = this.#numbers.get(word) ?? this.#findWord.get(word) ?? this.#add(word);
    if (this.#numbers.size >= MAX_REMEMBERED) this.#numbers = new Map();
    this.#numbers.set(word, number);
    return number;
  }

  /** Counts a passage's stems, once each. */
  count(stems: ReadonlySet<number>, change: 1 | -1): void {
    for (const stem of stems) this.#changes.set(stem, (this.#changes.get(stem) ?? 0) + change);
  }

  flush(): void {
    for (const [stem, change] of this.#changes) if (change !== 0) this.#addFrequency.run(change, stem);
    this.#changes.clear();
  }

  forget(): void {
    this.#numbers = new Map();
    this.#changes.clear();
    this.#next = null;
  }

  #add(word: string): number {
    const stem = stemOf(word);
    const number = this.#findStem.get(stem) ?? this.#addStem(stem);
    this.#insertWord.run(word, number, word === stem ? null : reversedOf(word));
    this.#addSounds(word, number);
    return number;
  }

  #addStem(stem: string): number {
    const number = this.#next ?? (this.#lastNumber.get() ?? -1) + 1;
    this.#next = number + 1;
    this.#insertStem.run(stem, number, reversedOf(stem));
    return number;
  }

  /** Russian words are compared by their stems: their endings would be consonants of the skeleton. */
  #addSounds(word: string, stem: number): void {
    const script = scriptOf(word);
    if (script === "other" || word.length < 2) return;
    for (const skeleton of skeletonsOf(script === "cyrillic" ? stemOf(word) : word)) {
      this.#insertSound.run(skeleton, script, word, stem);
    }
  }
}

function reversedOf(word: string): string | null {
  return MISSPELLABLE.test(word) ? [...word].reverse().join("") : null;
}
