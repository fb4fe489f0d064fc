import type Sqlite from "better-sqlite3";
import type { Vocabulary } from "../search/vocabulary.ts";
import { isWithin } from "../search/words/edit-distance.ts";
import { oneEditFrom } from "../search/words/one-edit.ts";

interface Named {
  readonly text: string;
  readonly stem: number;
}

/** Looking through the words of a short beginning stops here: it would be most of a large vocabulary. */
const MAX_LOOKED_AT = 20_000;
const MAX_COMPLETED_WORDS = 3_000;
const MAX_NEIGHBOURS = 200;
/** So few letters share their half with thousands of words; looking up all that is an edit away takes a millisecond. */
const LONGEST_SHORT_WORD = 7;
/** Behind every letter: ends a range of beginnings. */
const LAST = "\uffff";

/**
 * By words too: the stem of a word may be shorter than its beginning that was typed. A word that is its own stem is among
 * the stems already; looking each up by its number would take most of the time.
 */
const COMPLETIONS = `
  WITH beginning (stem, frequency) AS (
    SELECT stem, frequency FROM (
      SELECT stem, frequency FROM stems WHERE stem >= @from AND stem < @to LIMIT ${MAX_LOOKED_AT}
    )
    UNION
    SELECT stems.stem, frequency FROM (
      SELECT stem AS number, reversed FROM words WHERE word >= @from AND word < @to LIMIT ${MAX_COMPLETED_WORDS}
    ) AS inflected JOIN stems USING (number) WHERE inflected.reversed IS NOT NULL
  )
  SELECT stem FROM beginning WHERE frequency > 0 ORDER BY frequency DESC, stem LIMIT @limit`;

/** Most words begin with their stem. */
const WORD_FOR = `
  SELECT word FROM words WHERE word >= @from AND word < @to AND stem = @number ORDER BY length(word), word LIMIT 1`;

/** Words (or stems) of nearly the same length that begin, or end, as the misspelt one does. */
function namesInRange(key: "word" | "stem" | "reversed", table: "words" | "stems"): string {
  const name = table === "words" ? "word" : "stem";
  const stem = table === "words" ? "stem" : "number";
  return `
    SELECT ${name} AS text, ${stem} AS stem FROM ${table}
    WHERE ${key} >= @from AND ${key} < @to AND length(${name}) BETWEEN @shortest AND @longest
    LIMIT ${MAX_LOOKED_AT}`;
}

const SPELT = `
  SELECT stem FROM words WHERE word IN (SELECT value FROM json_each(@spellings))
  UNION SELECT number FROM stems WHERE stem IN (SELECT value FROM json_each(@spellings))`;

interface Range {
  readonly from: string;
  readonly to: string;
}
type Lengths = { readonly shortest: number; readonly longest: number };

/** The vocabulary that the store keeps with its posts. */
export function vocabularyIn(db: Sqlite.Database): Vocabulary {
  return new StoredVocabulary(db);
}

class StoredVocabulary implements Vocabulary {
  readonly #passages: Sqlite.Statement<[], number>;
  readonly #find: Sqlite.Statement<[string], { number: number; frequency: number }>;
  readonly #stemOfNumber: Sqlite.Statement<[number], { stem: string; frequency: number }>;
  readonly #completions: Sqlite.Statement<[Range & { limit: number }], string>;
  readonly #byStart: readonly Sqlite.Statement<[Range & Lengths], Named>[];
  readonly #byEnd: readonly Sqlite.Statement<[Range & Lengths], Named>[];
  readonly #spelt: Sqlite.Statement<[{ spellings: string }], number>;
  readonly #word: Sqlite.Statement<[Range & { number: number }], string>;
  readonly #sounding: Sqlite.Statement<[string, string], string>;

  constructor(db: Sqlite.Database) {
    this.#passages = db.prepare<[], number>("SELECT passages FROM search_state").pluck();
    this.#find = db.prepare("SELECT number, frequency FROM stems WHERE stem = ?");
    this.#stemOfNumber = db.prepare("SELECT stem, frequency FROM stems WHERE number = ?");
    this.#completions = db.prepare<[Range & { limit: number }], string>(COMPLETIONS).pluck();
    this.#byStart = [db.prepare(namesInRange("word", "words")), db.prepare(namesInRange("stem", "stems"))];
    this.#byEnd = [
      db.prepare(namesInRange("reversed", "words")),
      db.prepare(namesInRange("reversed", "stems")),
    ];
    this.#spelt = db.prepare<[{ spellings: string }], number>(SPELT).pluck();
    this.#word = db.prepare<[Range & { number: number }], string>(WORD_FOR).pluck();
    this.#sounding = db
      .prepare<[string, string], string>(
        `SELECT word FROM sounds JOIN stems ON stems.number = sounds.stem
         WHERE skeleton = ? AND script = ? AND frequency > 0`,
      )
      .pluck();
  }

  get passages(): number {
    return this.#passages.get() ?? 0;
  }

  frequency(stem: string): number {
    return this.#find.get(stem)?.frequency ?? 0;
  }

  frequencyOf(number: number): number {
    return this.#stemOfNumber.get(number)?.frequency ?? 0;
  }

  has(stem: string): boolean {
    return this.frequency(stem) > 0;
  }

  numberOf(stem: string): number | null {
    const found = this.#find.get(stem);
    return found === undefined || found.frequency === 0 ? null : found.number;
  }

  wordFor(stem: string): string {
    const number = this.#find.get(stem)?.number ?? -1;
    return this.#word.get({ ...startingWith(stem), number }) ?? stem;
  }

  completions(prefix: string, limit: number): string[] {
    return this.#completions.all({ ...startingWith(prefix), limit });
  }

  neighbours(word: string, distance: 1 | 2): string[] {
    const isShort = distance === 1 && word.length <= LONGEST_SHORT_WORD;
    const near = isShort ? this.#oneEditFrom(word) : this.#nearInRanges(word, distance);
    return near.flatMap((number) => {
      const found = this.#stemOfNumber.get(number);
      return found !== undefined && found.frequency > 0 ? [found.stem] : [];
    });
  }

  #oneEditFrom(word: string): number[] {
    return this.#spelt.all({ spellings: JSON.stringify(oneEditFrom(word)) }).slice(0, MAX_NEIGHBOURS);
  }

  #nearInRanges(word: string, distance: 1 | 2): number[] {
    const lengths = { shortest: word.length - distance, longest: word.length + distance };
    const { head, tail } = sharedEnds(word, distance);
    const near = new Set<number>();
    const take = ({ text, stem }: Named) => {
      if (near.size < MAX_NEIGHBOURS && isWithin(word, text, distance)) near.add(stem);
    };
    for (const names of this.#byStart) names.all({ ...startingWith(head), ...lengths }).forEach(take);
    if (tail !== null) {
      for (const names of this.#byEnd) names.all({ ...startingWith(tail), ...lengths }).forEach(take);
    }
    return [...near];
  }

  soundingLike(skeleton: string, script: "cyrillic" | "latin"): string[] {
    return this.#sounding.all(skeleton, script);
  }
}

/**
 * One edit leaves either the first or the second half of a word as it is, so the words that share one of them are
 * all that need a look. Two edits may be anywhere behind the first letter.
 */
function sharedEnds(word: string, distance: 1 | 2): { head: string; tail: string | null } {
  if (distance === 2) return { head: word.slice(0, 1), tail: null };
  const half = Math.floor(word.length / 2);
  return { head: word.slice(0, half), tail: [...word.slice(half)].reverse().join("") };
}

function startingWith(prefix: string): Range {
  return { from: prefix, to: prefix + LAST };
}
