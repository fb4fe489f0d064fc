import { expect, test } from "vitest";
import { derivedForms } from "../../../src/search/words/derived-forms.ts";
import { fleetingVariants } from "../../../src/search/words/fleeting-vowels.ts";
import { otherLayouts } from "../../../src/search/words/layout.ts";
import { abbreviationSpelt } from "../../../src/search/words/letter-names.ts";
import { skeletonsOf, soundAlike } from "../../../src/search/words/skeleton.ts";
import { stemOf } from "../../../src/search/words/stems.ts";
import { russianReadings } from "../../../src/search/words/translit.ts";

test.each([
  ["htrcbc", "рексис"],
  ["ыуда-здфн", "self-play"],
  ["vbnfg c,thf", "митап сбера"],
  ["nhfycajhvth [", "трансформер х"],
])("%s reads %s in the other layout", (typed, meant) => {
  expect(otherLayouts(typed)).toContain(meant);
});

test("a text without letters reads the same in every layout", () => {
  expect(otherLayouts("2024")).toEqual([]);
});

test.each([
  ["reksistemy", "рексистемы"],
  ["saytah", "сайтах"],
  ["semanticheskie", "семантические"],
  ["ishod", "исход"],
  ["obuchenie", "обучение"],
  ["lekciya", "лекция"],
])("%s can be read as %s", (typed, meant) => {
  expect(russianReadings(typed)).toContain(meant);
});

test.each([
  ["дипмайнд", "deepmind"],
  ["пинтерест", "pinterest"],
  ["торчрек", "torchrec"],
  ["хром", "chrome"],
  ["гугл", "google"],
  ["ватчдог", "watchdog"],
  ["воркфлоу", "workflow"],
  ["браузер", "browser"],
  ["шопинк", "shopping"],
  ["ноледж", "knowledge"],
])("%s and %s have a skeleton in common", (russian, english) => {
  expect(skeletonsOf(english)).toEqual(expect.arrayContaining([skeletonsOf(russian)[0]]));
});

test("words that sound alike are more alike than words that share consonants only", () => {
  expect(soundAlike("гугл", "google")).toBeGreaterThan(soundAlike("гугл", "eagle"));
});

test.each([
  ["пайплайн", "pipeline"],
  ["бейзлайн", "baseline"],
  ["хост", "host"],
  ["бэкап", "backup"],
  ["край", "kray"],
])("%s sounds like %s", (russian, english) => {
  expect(soundAlike(russian, english)).toBeGreaterThanOrEqual(0.8);
});

test.each(["2024", "iii", "ие"])("%s has no skeleton", (word) => {
  expect(skeletonsOf(word)).toEqual([]);
});

test.each([
  ["джипити", "gpt"],
  ["элэлэм", "llm"],
  ["эйай", "ai"],
  ["и", null],
  ["сирота", null],
])("%s spells %s", (word, abbreviation) => {
  expect(abbreviationSpelt(word)).toBe(abbreviation);
});

test.each([
  ["мешок", "мешк"],
  ["отц", "отец"],
])("%s may be %s", (stem, variant) => {
  expect(fleetingVariants(stem)).toContain(variant);
});

test.each([
  ["логистика", "логистически"],
  ["статистический", "статистика"],
  ["дистилляция", "дистиллируем"],
  ["токенизация", "токенизировать"],
  ["генерируют", "генерация"],
])("what is made of %s may be %s", (word, other) => {
  expect(derivedForms(stemOf(word))).toContain(stemOf(other));
});

test.each(["мир", "эфир", "лик"])("%s is too short to be made of anything", (word) => {
  expect(derivedForms(stemOf(word))).toEqual([]);
});
