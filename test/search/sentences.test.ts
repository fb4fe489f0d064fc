import fc from "fast-check";
import { expect, test } from "vitest";
import { leansOnTheOneBefore, sentencesOf } from "../../src/search/sentences.ts";

const split = (text: string) => sentencesOf(text).map(({ start, end }) => text.slice(start, end));

test.each([
  ["Раз. Два! Три? Четыре…", ["Раз.", "Два!", "Три?", "Четыре…"]],
  [
    "Считали, т. е. прикидывали, за 2024 г. и позже. Вышло 0.3 %.",
    ["Считали, т. е. прикидывали, за 2024 г. и позже.", "Вышло 0.3 %."],
  ],
  [
    "Автор К. Иванов и др. писали об этом. Потом бросили.",
    ["Автор К. Иванов и др. писали об этом.", "Потом бросили."],
  ],
  [
    "Some metrics, e.g. NDCG, grew. See Fig. 3 for details.",
    ["Some metrics, e.g. NDCG, grew.", "See Fig. 3 for details."],
  ],
  ["Ну вы поняли :) Ниже подробнее.", ["Ну вы поняли :)", "Ниже подробнее."]],
  ["Сказал «всё пропало!» Ушёл. А вернулся?", ["Сказал «всё пропало!»", "Ушёл.", "А вернулся?"]],
  ["* раз\n- два\n1. три\n⚪️ четыре", ["раз", "два", "три", "четыре"]],
  [
    "Смотрите https://arxiv.org/abs/2402.17152. Там всё.",
    ["Смотрите https://arxiv.org/abs/2402.17152.", "Там всё."],
  ],
  ["Ждём... и ещё ждём", ["Ждём... и ещё ждём"]],
  ["", []],
  ["🔥🔥🔥", []],
])("%s", (text, sentences) => {
  expect(split(text)).toEqual(sentences);
});

test("a wall of words without an end is cut where it is too long to quote", () => {
  const parts = split("слово ".repeat(400));
  expect(parts.length).toBeGreaterThan(1);
  expect(Math.max(...parts.map((part) => part.length))).toBeLessThan(700);
});

test.each([
  ["Это заняло неделю.", true],
  ["Поэтому не внедряли.", true],
  ["They did it twice.", true],
  ["Модель учится неделю.", false],
])("%s leans on the sentence before: %s", (sentence, leans) => {
  expect(leansOnTheOneBefore(sentence)).toBe(leans);
});

test("sentences come in order, apart from one another and inside the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      let last = 0;
      for (const { start, end } of sentencesOf(text)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        last = end;
      }
    }),
  );
});
