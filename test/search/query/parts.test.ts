import { expect, test } from "vitest";
import { parseQuery, textWithout, textWithoutFilters } from "../../../src/search/query-language.ts";

test("parts stand in the order of the query, as they were typed", () => {
  const { parts } = parseQuery(
    'рексис =точно "a b" -слово a | "b c" (d | e) -(f g) #tag -has:фото (#x | #y), канал: @z',
  );
  expect(parts.map(({ kind, text }) => [kind, text])).toEqual([
    ["word", "рексис"],
    ["word", "=точно"],
    ["word", '"a b"'],
    ["excluded", "-слово"],
    ["word", 'a | "b c"'],
    ["word", "d | e"],
    ["excluded", "-(f g)"],
    ["filter", "#tag"],
    ["filter", "-has:фото"],
    ["filter", "#x | #y"],
    ["filter", "канал: @z"],
  ]);
});

test.each([
  ["(a #tag)", ["a", "#tag"]],
  ["«Яндекс»-овский стиль", ["«Яндекс»-овский", "стиль"]],
  ['5" дисплей', ['5"', "дисплей"]],
  ["a, 🔥b", ["a,", "🔥b"]],
  ["🔥 - a", ["a"]],
  ["-(#a)b", ["-(#a)", "b"]],
  ['-"a"b', ['-"a"b']],
])("the parts of %j are %j", (input, expected) => {
  expect(parseQuery(input).parts.map(({ text }) => text)).toEqual(expected);
});

test.each([
  ["a b c", 1, "a c"],
  ["a b c", 0, "b c"],
  ["a b c", 2, "a b"],
  ["a", 0, ""],
  ["a b", 7, "a b"],
  ['a | b -"c d" #e', 0, '-"c d" #e'],
  ["x (a b) y", 1, "x (b) y"],
  ["x (a b) y", 2, "x (a) y"],
  ["x (a) y", 1, "x y"],
  ["x ((a)) y", 1, "x y"],
  ["(a | b) c", 0, "c"],
  ["f(a b)", 2, "f(a )"],
  ["до: кот 2024", 1, "до 2024"],
  ['5" a "b c"', 0, 'a "b c"'],
  ["-(#a)-b", 0, "b"],
  ["a(b) -c", 0, "-c"],
  ['" "a "b"', 0, '" " "b"'],
])("%j without part %i is %j", (input, at, expected) => {
  expect(textWithout(parseQuery(input), at)).toBe(expected);
});

test("without its filters a query keeps its words and their syntax", () => {
  const query = parseQuery('#a рексис (b | "c d") channel:@x -has:photo -слово (#e has:code)');
  expect(textWithoutFilters(query)).toBe('рексис (b | "c d") -слово');
});
