import { expect, test } from "vitest";
import { parseQuery } from "../../../src/search/query-language.ts";
import { shownWords } from "./shown.ts";

test("words are wanted as they stand, in their order", () => {
  expect(parseQuery("  семантические \n DCN-v2 ")).toEqual({
    text: "семантические DCN-v2",
    words: [
      { kind: "word", text: "семантические", isExact: false },
      { kind: "word", text: "DCN-v2", isExact: false },
    ],
    filter: null,
    notices: [],
    parts: [
      { kind: "word", text: "семантические", start: 0 },
      { kind: "word", text: "DCN-v2", start: 14 },
    ],
  });
});

test.each(["", "   ", "🔥", "-", "—", "#", "«»", '""', "' '", "()", "( | )", "…", "=", "\u200b", ":)", "))"])(
  "%j asks for nothing and is no mistake",
  (input) => {
    expect(parseQuery(input)).toMatchObject({ words: [], filter: null, notices: [], parts: [] });
  },
);

test.each([
  '"холодный старт"',
  "«холодный старт»",
  "„холодный старт“",
  "„холодный старт”",
  "“холодный старт”",
  "‘холодный старт’",
  '" холодный  старт "',
])("%s is a phrase", (input) => {
  expect(parseQuery(input).words).toEqual([{ kind: "phrase", text: "холодный старт" }]);
});

test.each([
  // An apostrophe is no quote.
  ["LLM'ки don't", "LLM'ки don't"],
  ["LLM’ки don’t", "LLM’ки don’t"],
  ["‘don’t stop’ now", '"don’t stop" now'],
  ["‘tis the season", "‘tis the season"],
  ["don‘t won’t", "don‘t won’t"],
  ['рок"н"ролл', 'рок"н"ролл'],
  ["«Яндекс»-овский", '"Яндекс" овский'],
  ["компания«Ромашка»", 'компания "Ромашка"'],
  ["«статья «HSTU» у Меты»", '"статья «HSTU" у Меты'],
  // Exclusion
  ["трансформеры -реклама", "трансформеры -реклама"],
  ['-"cold start" рексис', '-"cold start" рексис'],
  ["-«cold start»", '-"cold start"'],
  ["−реклама −«cold start»", '-реклама -"cold start"'],
  ["–реклама", "-реклама"],
  ["–5 –(a)", "5 a"],
  ["-5", "-5"],
  ["рексис - это", "рексис это"],
  ["рексис – это", "рексис это"],
  ["рексис — это", "рексис это"],
  ["рексис —это", "рексис —это"],
  ["self-play a- RQ - VAE", "self-play a- RQ VAE"],
  ["--no-cache", "no-cache"],
  ['(self)-play "self"-play', 'self play "self" play'],
  ['-"незакрытая', "незакрытая"],
  ["-слово", "-слово"],
  ["-(a b) c", "-(a b) c"],
  ["-(a | b)", "-(a | b)"],
  ["-(a -b)", "-(a -b)"],
  ["-()", ""],
  // Exact
  ["=слово слово", "=слово слово"],
  ["-=слово", "-=слово"],
  ["a=b = c ==d", "a=b c d"],
  ['="a b"', '"a b"'],
  // Signs that belong to a word
  ["C# F# C++ .NET R&D", "C# F# C++ .NET R&D"],
  ["слово#тег #123", "слово#тег 123"],
  ["O(n) wiki/Foo_(bar)", "O(n) wiki/Foo_(bar)"],
  // Addresses and times
  ["https://arxiv.org/abs/2402.17152", "arxiv.org/abs/2402.17152"],
  ["HTTP://www.example.org/a-b?c=d#e", "example.org/a-b?c=d#e"],
  ["https://", "https://"],
  [
    "t.me/x/12 12:30 cs.IR key:value arXiv:2402.17152v3",
    "t.me/x/12 12:30 cs.IR key:value arXiv:2402.17152v3",
  ],
  // What nobody sees
  ['\u200f-слово \u2068"a b"\u2069', '-слово "a b"'],
  ["рек\u00adсис\u200bтема \ufeff=a", "рексистема =a"],
  ["👨‍👩‍👧 семья", "семья"],
  ["a\u200d -\u200cb", "a -b"],
])("%j is searched as %j", (input, expected) => {
  expect(shownWords(parseQuery(input).words)).toBe(expected);
});

test.each([
  ["a | b", "(a | b)"],
  ["a|b|c", "(a | b | c)"],
  ["a OR b ИЛИ c", "(a | b | c)"],
  ["a or b или c", "a or b или c"],
  ["a b | c d", "a (b | c) d"],
  ["(a b) | c", "(a b | c)"],
  ['"a b" | -c', '("a b" | -c)'],
  ["a (b | (c | d))", "a (b | (c | d))"],
  ["(a)OR(b)", "(a | b)"],
  ["((a (b)) c)", "a b c"],
  ["a () (b) (())", "a b"],
  // What joins nothing
  ["| a || b |", "(a | b)"],
  ["(a |) b", "a b"],
  ["a | () b", "(a | b)"],
  ["OR", "OR"],
  ["OR gate", "OR gate"],
  ["gate OR", "gate OR"],
  ["(a OR) b", "a OR b"],
  ["a OR OR b", "(a | OR) b"],
  ["a OR | b", "a (OR | b)"],
  ["a | OR b", "(a | OR) b"],
  ["a ИЛИ -", "a ИЛИ"],
  ["-OR =ИЛИ «OR»", '-OR =ИЛИ "OR"'],
  // Without a partner
  ["(a b", "a b"],
  ["a) b", "a b"],
  ["-(a b", "a b"],
  ["((a | b) c", "(a | b) c"],
])("%j groups as %j", (input, expected) => {
  expect(shownWords(parseQuery(input).words)).toBe(expected);
});

test("groups nest eight deep, deeper ones are read as if without brackets", () => {
  const nested = (depth: number) => `${"a | (".repeat(depth)}b c${")".repeat(depth)}`;
  const depthOf = (text: string) => shownWords(parseQuery(text).words).split("(a").length - 1;
  expect(depthOf(nested(8))).toBe(8);
  expect(depthOf(nested(9))).toBe(9);
  expect(depthOf(nested(20))).toBe(9);
  expect(parseQuery(nested(20)).notices).toEqual([]);
});

test("a query is cut to 256 characters, never inside a surrogate pair", () => {
  const query = parseQuery(`${"a".repeat(255)}🔥🔥`);
  expect(query.text).toBe("a".repeat(255));
  expect(query.notices).toEqual([{ kind: "shortened" }]);
});

test("spaces and invisible characters do not make a query long", () => {
  expect(parseQuery(` ${"a \u200b ".repeat(120)}`).notices).toEqual([]);
});
