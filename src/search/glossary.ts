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
  const name = `${place}, term ${JSON.stringify(term)}`;
  if (typeof term !== "string") throw new GlossaryProblem(`${name}: a term is text in quotes`);
  const words = searchWords(term).filter(({ word }) => !isStopWord(word));
  if (words.length === 0) throw new GlossaryProblem(`${name} has no word that could be searched`);
  if (words.length > MAX_WORDS)
    throw new GlossaryProblem(`${name} has ${words.length} words, more than ${MAX_WORDS}`);
  return words.map(({ word }) => stemOf(word));
}

interface Entry {
  readonly term: Term;
  readonly others: readonly Term[];
}

class StemGlossary implements Glossary {
  readonly #byFirstStem = new Map<string, Entry[]>();

  constructor(groups: readonly (readonly Term[])[]) {
    for (const terms of groups) {
      for (const term of terms) this.#file({ term, others: terms.filter((other) => !isSame(other, term)) });
    }
  }

  alternativesAt(stems: readonly string[], at: number): readonly string[] {
    const found = new Set<string>();
    for (let start = Math.max(0, at - MAX_WORDS + 1); start <= at; start++) {
      for (const { term, others } of this.#byFirstStem.get(stems[start] ?? "") ?? []) {
        const covers = start + term.length > at && isSame(stems.slice(start, start + term.length), term);
        if (!covers) continue;
        const shares = others.map((other) => shareOf(other, at - start, term.length));
        for (const [stem, ...more] of shares) if (stem !== undefined && more.length === 0) found.add(stem);
      }
    }
    return [...found];
  }

  #file(entry: Entry): void {
    const [first = ""] = entry.term;
    this.#byFirstStem.set(first, [...(this.#byFirstStem.get(first) ?? []), entry]);
  }
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
