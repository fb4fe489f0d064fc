import { expect, test } from "vitest";
import { monthsIn, quantitiesIn } from "../../../src/answers/model/quantities.ts";

test.each([
  ["13 миллионов", [[13e6]]],
  ["13M и 13 млн, 10k", [[13e6], [13e6], [10_000]]],
  ["1,5 млрд или 1.5B", [[1.5e9], [1.5e9]]],
  ["1.1 million", [[1.1e6]]],
  ["10 000 и 8 342 117", [[10_000], [8_342_117]]],
  ["1,234,567", [[1_234_567]]],
  ["10,000", [[10_000, 10]]],
  ["0,125 %", [[0.125]]],
  ["14.11.2024", [[14], [11], [2024]]],
  ["GPT-4, DCN-v2", [[4], [2]]],
  ["2018-м году", [[2018]]],
])("digits are read with what multiplies them: %s", (text, quantities) => {
  expect(quantitiesIn(text)).toEqual(quantities);
});

test.each([
  ["сто пятьдесят один человек, двести четыре", [[151], [204]]],
  ["двумя днями, трёх", [[2], [3]]],
  ["тринадцать миллионов", [[13e6]]],
  ["two hundred seven", [[207]]],
  ["twenty five thousand", [[25_000]]],
  ["два, три", [[2], [3]]],
  ["один из многих, one of them", []],
  ["тысячи людей, millions of users", []],
])("so are words: %s", (text, quantities) => {
  expect(quantitiesIn(text)).toEqual(quantities);
});

test.each([
  ["14 ноября и Май", [5, 11]],
  ["November 14, it may be March", [3, 11]],
  ["14.11.2024 и 2024-10-01", [11, 10]],
  ["маршрут, мартышка, august company", []],
])("months are known in both languages: %s", (text, months) => {
  expect(monthsIn(text)).toEqual(months);
});
