import { matchAt } from "./scan.ts";

/** Straight and single marks also stand behind letters (5", don‘t), where they begin nothing. */
const OPENER = /[«„“]|(?<![\p{L}\p{N}])(?:"|‘(?=[\p{L}\p{N}]))/uy;
/** By the opening mark. Each ends at the first mark that closes it; ’ before a letter is an apostrophe. */
const FORMS: ReadonlyMap<string, RegExp> = new Map([
  ['"', /"([^"]*)"/y],
  ["«", /«([^»]*)»/y],
  ["„", /„([^“”]*)[“”]/y],
  ["“", /“([^”]*)”/y],
  ["‘", /‘((?:[^’]|’(?=[\p{L}\p{N}]))*)’/uy],
]);

/** Marks that are never part of a word; ‘ and ’ may be apostrophes. */
const QUOTE = /^["«»„“”]$/;

export interface Quoted {
  /** Between the marks, trimmed; may be empty. */
  readonly text: string;
  readonly end: number;
}

export function isQuote(char: string): boolean {
  return QUOTE.test(char);
}

/** Finds quoted text in a query that is read from left to right. */
export class QuoteReader {
  readonly #text: string;
  /** Openers with nothing to close them ahead: looking again at each of them would be quadratic. */
  readonly #unclosed = new Set<string>();

  constructor(text: string) {
    this.#text = text;
  }

  /** The quoted text that begins there, or null. */
  at(at: number): Quoted | null {
    const opener = matchAt(OPENER, this.#text, at)?.[0] ?? "";
    const form = FORMS.get(opener);
    if (form === undefined || this.#unclosed.has(opener)) return null;
    const match = matchAt(form, this.#text, at);
    if (match !== null) return { text: (match[1] ?? "").trim(), end: at + match[0].length };
    this.#unclosed.add(opener);
    return null;
  }
}
