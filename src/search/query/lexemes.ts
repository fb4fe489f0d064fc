import type { Clause, Filter } from "../query-language.ts";
import { filterAt } from "./filters.ts";
import { isQuote, type Quoted, QuoteReader } from "./quotes.ts";
import { isSearchable, matchAt } from "./scan.ts";

/** A range of the query's text, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type WordClause = Extract<Clause, { kind: "word" | "phrase" }>;

/** What is left of the text when spaces, lone signs and emoji are gone. */
export type Lexeme = Span &
  (
    | { readonly kind: "open"; readonly isNegated: boolean }
    | { readonly kind: "close" }
    /** `|`, or the word OR, which is one only between two others. */
    | { readonly kind: "or"; readonly word: string | null }
    | { readonly kind: "clause"; readonly clause: WordClause; readonly isNegated: boolean }
    | {
        readonly kind: "filter";
        readonly filter: Filter;
        readonly asWords: readonly WordClause[];
        readonly isNegated: boolean;
      }
  );

export interface Lexemes {
  readonly lexemes: readonly Lexeme[];
  /** Where something looked like syntax and was none. */
  readonly misreads: readonly Span[];
}

/** Signs mean something at the start and after these; everywhere else they belong to a word: C#, a=b. */
const FREE = /(?<=^|[\s()|])/y;
const OR = /(?<=^|[\s()|])(?:OR|ИЛИ)(?=[\s()]|$)/y;
/** After a word or its brackets it is a hyphen: self-play, (self)-play. A long dash is a minus before letters only. */
const MINUS = /(?<=^|[\s(|])(?:[-−](?=[\p{L}\p{N}("«“„‘#=])|–(?=\p{L}))/uy;
const EXACT = /=(?=[\p{L}\p{N}])/uy;
/** Up to a space or syntax. Brackets that close before it belong to the chunk: O(n), wiki/Foo_(bar). */
const CHUNK =
  /(?:[^\s()|"«»„“”]|(?<=[\p{L}\p{N}])"(?=[\p{L}\p{N}])|(?<=[\p{L}\p{N}_])\([^\s()|"«»„“”]*\))+/uy;
/** Signs that carry no word where they were no syntax. */
const LEADING_SIGNS = /^[-−–=#]+/u;
/** Of a pasted address the host and the path are words, the scheme is not. */
const SCHEME = /(?<![\p{L}\p{N}])https?:\/\/(?:www\.)?/giu;

/** What most queries are made of. The patterns above know all letters there are, and take milliseconds to be compiled. */
const PLAIN_WORD = /[\da-zа-яё]+(?= |$)/iy;

/** Reads the text from left to right, every character once. */
export function lexemesOf(text: string): Lexemes {
  const lexer = new Lexer(text);
  for (let at = 0; at < text.length; ) at = lexer.read(at);
  return lexer;
}

class Lexer implements Lexemes {
  readonly lexemes: Lexeme[] = [];
  readonly misreads: Span[] = [];
  readonly #text: string;
  readonly #quotes: QuoteReader;

  constructor(text: string) {
    this.#text = text;
    this.#quotes = new QuoteReader(text);
  }

  /** Reads what begins there and returns where it ends. */
  read(at: number): number {
    return (
      this.#readPlain(at) ??
      this.#readSign(at) ??
      this.#readNegated(at) ??
      this.#readUnit(at, at) ??
      this.#skip(at)
    );
  }

  /** Exactly what the others would read there. */
  #readPlain(at: number): number | null {
    const text = matchAt(PLAIN_WORD, this.#text, at)?.[0];
    if (text === undefined || text === "OR" || text === "ИЛИ") return null;
    const clause = { kind: "word", text, isExact: false } as const;
    return this.#push({ kind: "clause", start: at, end: at + text.length, clause, isNegated: false });
  }

  #readSign(at: number): number | null {
    const end = at + 1;
    switch (this.#text.charAt(at)) {
      case " ":
        return end;
      case "(":
        return this.#push({ kind: "open", start: at, end, isNegated: false });
      case ")":
        return this.#push({ kind: "close", start: at, end });
      case "|":
        return this.#push({ kind: "or", start: at, end, word: null });
      default:
        return this.#readOr(at);
    }
  }

  #readOr(at: number): number | null {
    const word = matchAt(OR, this.#text, at)?.[0];
    return word === undefined ? null : this.#push({ kind: "or", start: at, end: at + word.length, word });
  }

  #readNegated(at: number): number | null {
    if (matchAt(MINUS, this.#text, at) === null) return null;
    const from = at + 1;
    if (this.#text.charAt(from) !== "(") return this.#readUnit(at, from);
    return this.#push({ kind: "open", start: at, end: from + 1, isNegated: true });
  }

  /** Reads what can have a minus, from behind it. */
  #readUnit(start: number, from: number): number | null {
    const quoted = this.#quotes.at(from);
    if (quoted !== null) return this.#readPhrase(quoted, start, from);
    const isFree = matchAt(FREE, this.#text, start) !== null;
    return (isFree ? this.#readFilter(start, from) : null) ?? this.#readWord(start, from, isFree);
  }

  #readPhrase({ text, end }: Quoted, start: number, from: number): number {
    if (!isSearchable(text)) return end;
    const clause = { kind: "phrase", text } as const;
    return this.#push({ kind: "clause", start, end, clause, isNegated: from > start });
  }

  #readFilter(start: number, from: number): number | null {
    const found = filterAt(this.#text, from, this.#quotes);
    if (found === "misread") this.misreads.push({ start, end: from });
    if (found === null || found === "misread") return null;
    const { filter, end } = found;
    const asWords = wordsOf(this.#text.slice(from, end));
    return this.#push({ kind: "filter", start, end, filter, asWords, isNegated: from > start });
  }

  #readWord(start: number, from: number, isFree: boolean): number | null {
    const isExact = isFree && matchAt(EXACT, this.#text, from) !== null;
    const chunk = matchAt(CHUNK, this.#text, from)?.[0];
    if (chunk === undefined) return null;
    const end = from + chunk.length;
    const text = readableWord(chunk);
    if (!isSearchable(text)) return end;
    return this.#push({
      kind: "clause",
      start,
      end,
      clause: { kind: "word", text, isExact },
      isNegated: from > start,
    });
  }

  /** Only a quotation mark without its other half gets here. */
  #skip(at: number): number {
    if (isQuote(this.#text.charAt(at))) this.misreads.push({ start: at, end: at + 1 });
    return at + 1;
  }

  #push(lexeme: Lexeme): number {
    this.lexemes.push(lexeme);
    return lexeme.end;
  }
}

function readableWord(chunk: string): string {
  const text = chunk.replace(LEADING_SIGNS, "").replace(SCHEME, "");
  return isSearchable(text) ? text : chunk;
}

/** `channel:"Два слова"` → channel:, Два, слова */
function wordsOf(text: string): WordClause[] {
  const chunks = text.replace(/["«»„“”]/g, " ").split(/\s/u);
  const words = chunks.map((chunk) => chunk.replace(LEADING_SIGNS, ""));
  return words.filter(isSearchable).map((word) => ({ kind: "word", text: word, isExact: false }));
}
