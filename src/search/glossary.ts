import { searchWords } from "./wanted.ts";
import { stemOf } from "./words/stems.ts";
import { isStopWord } from "./words/stop-words.ts";

/** Terms that mean the same in a field, as an operator wrote them down. */
export interface Glossary {
  /**
   * Stems that count as finding the word at a place of a query, which is given by the stems of its words without stop
   * words: for "холодный" of "холодный старт" cold and coldstart, for "coldstart" none, because neither of the words
   * of "холодный старт" alone means it.
   */
  alternativesAt(stems: readonly string[], at: number): readonly string[];
}

/** What is wrong with a glossary, and where in it; the file's name is the caller's to tell. */
export class GlossaryProblem extends Error {
  override readonly name = "GlossaryProblem";
}

/** A longer term is a sentence; nobody types it the same way twice. */
const MAX_WORDS = 3;

/**
 * Reads `{"groups": [{"terms": ["холодный старт", "cold start"]}]}`: groups of two or more terms, each of one to three
 * words in any form. Throws a GlossaryProblem that names the group and the term.
 */
export function parseGlossary(json: unknown): Glossary {
  const groups = isRecord(json) ? json.groups : undefined;
  if (!Array.isArray(groups)) throw new GlossaryProblem('there is no list "groups"');
  return new StemGlossary(groups.map(readGroup));
}

/** Normalised words, without stop words. */
type Term = readonly string[];

function readGroup(group: unknown, at: number): Term[] {
  const place = `group ${at + 1}`;
  const terms = isRecord(group) ? group.terms : undefined;
  if (!Array.isArray(terms)) throw new GlossaryProblem(`${place} has no list "terms"`);
  if (terms.length < 2)
    throw new GlossaryProblem(`${place} ${JSON.stringify(terms)} needs two terms or more`);
  return terms.map((term) => readTerm(term, place));
}

function readTerm(term: unknown, place: string): Term {
  if (typeof term !== "string") throw new GlossaryProblem(`${nameOf(term, place)}: a term is text in quotes`);
  const words = wordsOf(term).filter((word) => !isStopWord(word));
  if (words.length === 0)
    throw new GlossaryProblem(`${nameOf(term, place)} has no word that could be searched`);
  if (words.length > MAX_WORDS)
    throw new GlossaryProblem(`${nameOf(term, place)} has ${words.length} words, more than ${MAX_WORDS}`);
  return words;
}

function nameOf(term: unknown, place: string): string {
  return `${place}, term ${JSON.stringify(term)}`;
}

/** "холодный старт": every word is in normal form and of one script, so there is nothing to take apart. */
const PLAIN_TERM = /^(?:[a-z]{1,40}|[а-я]{1,40})(?: (?:[a-z]{1,40}|[а-я]{1,40}))*$/;

function wordsOf(term: string): string[] {
  return PLAIN_TERM.test(term) ? term.split(" ") : searchWords(term).map(({ word }) => word);
}

interface Filed {
  readonly words: Term;
  /** It, and what means the same. */
  readonly group: readonly Term[];
}

interface Entry extends Filed {
  /** The words stemmed. */
  readonly term: Term;
}

/** A start does not wait for the stems of a thousand terms: each is taken when a query has a word that begins alike. */
class StemGlossary implements Glossary {
  /** Not yet stemmed; a word and its stem begin with the same letter. */
  readonly #waiting = new Map<string, Filed[]>();
  readonly #byFirstStem = new Map<string, Entry[]>();

  constructor(groups: readonly (readonly Term[])[]) {
    for (const group of groups)
      for (const words of group) push(this.#waiting, firstLetter(words[0]), { words, group });
  }

  alternativesAt(stems: readonly string[], at: number): readonly string[] {
    const found = new Set<string>();
    for (let start = Math.max(0, at - MAX_WORDS + 1); start <= at; start++) {
      for (const { term, group } of this.#entriesOf(stems[start] ?? "")) {
        const covers = start + term.length > at && isSame(stems.slice(start, start + term.length), term);
        if (!covers) continue;
        const others = group.map(stemmed).filter((other) => !isSame(other, term));
        const shares = others.map((other) => shareOf(other, at - start, term.length));
        for (const [stem, ...more] of shares) if (stem !== undefined && more.length === 0) found.add(stem);
      }
    }
    return [...found];
  }

  #entriesOf(stem: string): readonly Entry[] {
    const letter = firstLetter(stem);
    for (const entry of this.#waiting.get(letter) ?? []) {
      const term = stemmed(entry.words);
      push(this.#byFirstStem, term[0] ?? "", { ...entry, term });
    }
    this.#waiting.delete(letter);
    return this.#byFirstStem.get(stem) ?? [];
  }
}

function firstLetter(word: string | undefined): string {
  return word?.charAt(0) ?? "";
}

function stemmed(words: Term): Term {
  return words.map(stemOf);
}

function push<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

/**
 * The part of a term that stands for one of the words that it replaces: word by word where the numbers agree,
 * all of it for a single word, the same word for several.
 */
function shareOf(term: Term, word: number, words: number): Term {
  const start = Math.floor((word * term.length) / words);
  const end = Math.floor(((word + 1) * term.length) / words);
  return term.slice(start, Math.max(start + 1, end));
}

function isSame(one: Term, other: Term): boolean {
  return one.length === other.length && one.every((stem, at) => stem === other[at]);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
