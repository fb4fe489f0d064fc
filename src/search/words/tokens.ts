import { normaliseWord } from "./normalise.ts";

/** A word of a text. */
export interface Token {
  /** Normalised; not stemmed. */
  readonly word: string;
  /** Place among the text's words. The joined form of a compound has the position of the part it ends with. */
  readonly position: number;
  /** Range in the text as it was given, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** True iff this is a second reading of tokens that are there too: "dcnv2" of "DCN-v2", a pair of Han characters. */
  readonly joined: boolean;
}

/** Letters and digits, with the marks and invisible characters that may stand inside a word. */
const RAW_WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u00ad\u200b-\u200f\u2060\ufeff]*/gu;
const LONGEST_RAW_WORD = 200; // a longer one is data, not language; its head is enough to find it

/** Scripts that are written without spaces. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const UNSPACED_PARTS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+/gu;

/** "LLMки", "recsysа": Latin with a Cyrillic tail, or the reverse. */
const MIXED_SCRIPTS = /[a-z].*[а-яё]|[а-яё].*[a-z]/i;
const SCRIPT_RUNS = /[а-яёіїєґў]+|[^а-яёіїєґў]+/gi;

const APOSTROPHE = /^['’ʼ‘`´′]$/;
const JOINER = /^[-‐‑‒–_./]$/;
const DOT = ".";
const CASE_ENDING = /^[а-яё]{1,4}$/i;
const ENGLISH_ENDING = /^(?:s|t|re|ve|ll|d|m)$/i;
const LATIN_OR_DIGITS = /^[\da-z]+$/;
const CYRILLIC = /^[а-я]+$/;
const DIGITS = /^[\d.]+$/;
/** The version of a preprint, "2402.17152v3", is not part of its name. */
const VERSION = /(?<=^\d{4,5})v\d{1,2}$/;
const LONGEST_COMPOUND = 30;

/** "C++", "C#", "F#": the sign is part of the name. */
const LANGUAGE_NAME = /^[cf]$/i;
const LANGUAGE_SIGN = /(?:\+\+|#)(?![\p{L}\p{N}])/uy;

/**
 * The words of a text in order, with their places in the text as it stands.
 * Case endings after an apostrophe are no words ("LLM'ки" → llm), compounds stand there in parts and joined
 * ("DCN-v2" → dcn, v2, dcnv2; "2402.17152" → 2402, 17152, 2402.17152), Han characters singly and in pairs.
 */
export function tokensOf(text: string): Token[] {
  const reader = new TokenReader(text);
  for (const match of text.matchAll(RAW_WORD)) reader.read(match[0], match.index);
  return reader.tokens;
}

interface Run {
  readonly word: string;
  readonly start: number;
}

class TokenReader {
  readonly tokens: Token[] = [];
  readonly #text: string;
  #position = 0;
  #previousEnd = -1;
  /** What the current compound is made of so far; null after anything that cannot be joined to. */
  #run: Run | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  read(found: string, start: number): void {
    const raw = found + this.#signAfter(found, start + found.length);
    const end = start + raw.length;
    const gap = this.#previousEnd < 0 ? " " : this.#text.slice(this.#previousEnd, start);
    this.#previousEnd = end;
    if (this.#isEnding(raw, gap)) return;
    if (UNSPACED.test(raw)) this.#readUnspaced(raw, start);
    else if (MIXED_SCRIPTS.test(raw)) this.#readMixed(raw, start);
    else this.#readPlain(raw.slice(0, LONGEST_RAW_WORD), start, end, gap);
  }

  /** "torchrec'а", "2018-м", "model's": an ending is not a word of its own. */
  #isEnding(raw: string, gap: string): boolean {
    const before = this.#run?.word ?? "";
    if (APOSTROPHE.test(gap)) {
      return (/[\da-z]$/.test(before) && CASE_ENDING.test(raw)) || ENGLISH_ENDING.test(raw);
    }
    return gap === "-" && /^\d+$/.test(before) && /^[а-яё]{1,3}$/i.test(raw);
  }

  #signAfter(found: string, end: number): string {
    if (!LANGUAGE_NAME.test(found)) return "";
    LANGUAGE_SIGN.lastIndex = end;
    return LANGUAGE_SIGN.exec(this.#text)?.[0] ?? "";
  }

  #readPlain(raw: string, start: number, end: number, gap: string): void {
    const word =
      LANGUAGE_NAME.test(raw.charAt(0)) && /[+#]$/.test(raw) ? raw.toLowerCase() : normaliseWord(raw);
    if (word === "") return;
    this.#push(word, start, end);
    this.#run = this.#joinedWith(word, gap, end) ?? { word, start };
    this.#position += 1;
  }

  #joinedWith(word: string, gap: string, end: number): Run | null {
    const run = this.#run;
    if (run === null || !JOINER.test(gap)) return null;
    const joined = joinParts(run.word, word, gap);
    if (joined === null || joined.length > LONGEST_COMPOUND) return null;
    this.tokens.push({ word: joined, position: this.#position, start: run.start, end, joined: true });
    return { word: joined, start: run.start };
  }

  /** "LLMки" → llm; "GPTшника" → gpt, шника: a short Cyrillic tail after Latin is only an ending. */
  #readMixed(raw: string, start: number): void {
    let offset = 0;
    for (const [part] of raw.matchAll(SCRIPT_RUNS)) {
      const isTail = offset > 0 && CASE_ENDING.test(part);
      if (!isTail) this.#readPlain(part, start + offset, start + offset + part.length, " ");
      offset += part.length;
    }
  }

  #readUnspaced(raw: string, start: number): void {
    let previous: Run | null = null;
    this.#run = null;
    for (const match of raw.matchAll(UNSPACED_PARTS)) {
      const word = normaliseWord(match[0]);
      if (word === "") continue;
      const from = start + match.index;
      const end = from + match[0].length;
      this.#push(word, from, end);
      const pairable = UNSPACED.test(match[0]);
      if (previous !== null && pairable) {
        const pair = previous.word + word;
        this.tokens.push({ word: pair, position: this.#position, start: previous.start, end, joined: true });
      }
      previous = pairable ? { word, start: from } : null;
      this.#position += 1;
    }
  }

  #push(word: string, start: number, end: number): void {
    this.tokens.push({ word, position: this.#position, start, end, joined: false });
  }
}

/** Numbers keep their dot, because 2402.17152 names a paper and 240217152 nothing; words lose what joins them. */
function joinParts(head: string, tail: string, gap: string): string | null {
  if (DIGITS.test(head) && DIGITS.test(tail.replace(VERSION, ""))) {
    return gap === DOT ? `${head}.${tail.replace(VERSION, "")}` : null;
  }
  if (LATIN_OR_DIGITS.test(head) && LATIN_OR_DIGITS.test(tail)) return gap === "/" ? null : head + tail;
  const bothCyrillic = CYRILLIC.test(head) && CYRILLIC.test(tail);
  return bothCyrillic && gap !== DOT && gap !== "/" ? head + tail : null;
}
