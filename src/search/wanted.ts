import type { WordInQuery } from "./expand.ts";
import type { All, Clause } from "./query-language.ts";
import { remembered } from "./words/remembered.ts";
import { type Token, tokensOf } from "./words/tokens.ts";

/** A word that the query wants to find. */
export interface WantedToken extends WordInQuery {
  /** What the word was typed as, or a part of; in normal form. */
  readonly typed: string;
  readonly isExact: boolean;
}

/** The words that a query looks for, in its order; those that are excluded are none. */
export function wantedTokens(words: All): WantedToken[] {
  return words.flatMap(tokensOfClause);
}

function tokensOfClause(clause: Clause): WantedToken[] {
  switch (clause.kind) {
    case "word":
    case "phrase": {
      const isExact = clause.kind === "word" && clause.isExact;
      const tokens = searchWords(clause.text);
      return tokens.map(({ word }) => ({
        word,
        typed: word,
        isExact,
        previous: undefined,
        next: undefined,
        mayGoOn: false,
        synonyms: [],
      }));
    }
    case "any":
      return clause.of.flatMap(wantedTokens);
    case "not":
      return [];
    default:
      return clause satisfies never;
  }
}

/** The words of a text that a search looks for: compounds in parts, numbers with dots whole, Han characters in pairs. */
export const searchWords = remembered((text: string): readonly Token[] => {
  const tokens = tokensOf(text);
  const whole = tokens.filter(({ joined, word }) => joined && WHOLE.test(word));
  const isPart = (token: Token) =>
    whole.some((one) => one !== token && one.start <= token.start && token.end <= one.end);
  return tokens.filter((token) => (!token.joined || whole.includes(token)) && !isPart(token));
});

/** Of the joined forms those that stand for their parts: a dotted number, a pair of characters without spaces. */
const WHOLE = /^(?:[\d.]+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+)$/u;
