import fc from "fast-check";
import { expect, test } from "vitest";
import { lexemesOf } from "../../../src/search/query/lexemes.ts";
import { meaningOf } from "../../../src/search/query/meaning.ts";
import { noticesOf } from "../../../src/search/query/notices.ts";
import { partsOf } from "../../../src/search/query/parts.ts";
import { wellFormed } from "../../../src/search/query/shape.ts";
import { treeOf } from "../../../src/search/query/tree.ts";
import { parseQuery, textWithout, textWithoutFilters } from "../../../src/search/query-language.ts";
import { shownFilter, shownWords } from "./shown.ts";

/** Pieces that meet each other rarely in random text and often here. */
const PIECES = [
  ..." ()|\"«»„“”‘’'-−–—=#:,.@🔥",
  ...'   ()|"',
  "a",
  "b",
  "слово",
  "C#",
  "12:30",
  "OR",
  "ИЛИ",
  "-a",
  "#tag",
  "#",
  "has:",
  "photo",
  "до:",
  "2024-05",
  "channel:",
  "@name",
  '"a b"',
  "https://x.y/z",
  "\u200b",
  "\u200d",
  "\ud83d",
];
const query = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join("")),
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.array(fc.constantFrom(...PIECES), { minLength: 100, maxLength: 300 }).map((pieces) => pieces.join("")),
);
const RUNS = { seed: 7, numRuns: 1000 };

test("any text is a query of at most 256 characters, and cutting it halves no character", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), query, (graphemes, other) => {
      for (const input of [graphemes, other]) expect(parseQuery(input).text.length).toBeLessThanOrEqual(256);
      expect(parseQuery(graphemes).text.isWellFormed()).toBe(true);
    }),
    RUNS,
  );
});

test("reading the text of a query again changes nothing", () => {
  fc.assert(
    fc.property(query, (input) => {
      const first = parseQuery(input);
      const again = parseQuery(first.text);
      const notices = first.notices.filter(({ kind }) => kind !== "shortened");
      expect(again).toEqual({ ...first, notices });
    }),
    RUNS,
  );
});

test("every word that was typed stands in a part", () => {
  fc.assert(
    fc.property(query, (input) => {
      const { text, parts } = parseQuery(input);
      const covered = parts.map((part) => part.text).join(" ");
      expect(wordsIn(covered)).toEqual(wordsIn(text));
    }),
    RUNS,
  );
});

test("every word outside filters is searched, apart from the scheme of an address and an OR between words", () => {
  fc.assert(
    fc.property(query, (input) => {
      const { parts, words } = parseQuery(input);
      const typed = parts.filter(({ kind }) => kind !== "filter").map((part) => part.text);
      const skipped = /^(?:https|OR|ИЛИ)$/;
      const searched = wordsIn(shownWords(words)).filter((word) => !skipped.test(word));
      expect(searched).toEqual(wordsIn(typed.join(" ")).filter((word) => !skipped.test(word)));
    }),
    RUNS,
  );
});

test("a part is the text at its place, and parts do not overlap", () => {
  fc.assert(
    fc.property(query, (input) => {
      const { text, parts } = parseQuery(input);
      let end = 0;
      for (const part of parts) {
        expect(part.start).toBeGreaterThanOrEqual(end);
        end = part.start + part.text.length;
        expect(text.slice(part.start, end)).toBe(part.text);
      }
    }),
    RUNS,
  );
});

test("without one part the others mean what they meant", () => {
  fc.assert(
    fc.property(query, fc.nat(8), (input, at) => {
      const before = parseQuery(input);
      const after = parseQuery(textWithout(before, at));
      expect(after.parts.map(({ kind, text }) => [kind, unkeyed(text)])).toEqual(
        before.parts.filter((_, n) => n !== at).map(({ kind, text }) => [kind, unkeyed(text)]),
      );
    }),
    RUNS,
  );
});

test("without its filters a query has the same words and no filter", () => {
  fc.assert(
    fc.property(query, (input) => {
      const before = parseQuery(input);
      const after = parseQuery(textWithoutFilters(before));
      expect([unkeyed(shownWords(after.words)), shownFilter(after.filter)]).toEqual([
        unkeyed(shownWords(before.words)),
        "",
      ]);
    }),
    RUNS,
  );
});

test.each([
  ["groups never closed", "(a|(b|"],
  ["groups", "(a|b)"],
  ["quotes never closed", "«a „b “c ‘d "],
  ["words", "слово "],
  ["one word", "a"],
  ["keys", "has: до:вчера "],
  ["filters", "#a|channel:b "],
  ["brackets", "("],
  ["brackets inside a word", "a("],
  ["commas behind a key", "до:,"],
])("the time for %s grows with their number only", (_name, piece) => {
  const text = piece.repeat(60_000 / piece.length);
  const start = performance.now();
  const { lexemes, misreads } = lexemesOf(text);
  const shape = wellFormed(lexemes);
  const { units, misplaced } = meaningOf(treeOf(shape.lexemes));
  noticesOf(text, [...misreads, ...shape.strays, ...misplaced]);
  partsOf(text, units, misreads);
  // Quadratic would be 3,600,000,000 steps.
  expect(performance.now() - start).toBeLessThan(1500);
});

function wordsIn(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** A key whose value is gone loses its colon, lest it take another. */
function unkeyed(text: string): string {
  return text.replace(/:+(?=[ )]|$)/g, "");
}
