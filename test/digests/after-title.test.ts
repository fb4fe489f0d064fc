import { expect, test } from "vitest";
import { afterTitle } from "../../src/digests/after-title.ts";

const rest = (text: string, title: string) => text.slice(afterTitle(text, title).start);

test.each([
  ["below a heading", "Имена\n\nСуть.", "Имена", "Суть."],
  ["behind a heading in the line", "Две башни. На той неделе", "Две башни", "На той неделе"],
  ["below tags", "#статья\nИмена\nСуть.", "Имена", "Суть."],
  ["whatever the spaces and what nobody sees", "Две\u00a0 ба\u00adшни\nСуть.", "Две башни", "Суть."],
  ["with a title of its own", "Суть.", "Опрос: что читать?", "Суть."],
  ["not inside a word", "RecSys2024 прошёл", "RecSys", "RecSys2024 прошёл"],
  ["without a title", "Суть.", "", "Суть."],
])("a text goes on %s", (_, text, title, expected) => {
  expect(rest(text, title)).toBe(expected);
});

test.each([
  ["Начало длинной строки, и конец", "Начало длинной…", true],
  ["Строка сама кончается так…\nСуть.", "Строка сама кончается так…", false],
  ["Целая строка\nСуть.", "Целая строка", false],
])("whether the title is cut: %j", (text, title, isCut) => {
  expect(afterTitle(text, title).isCut).toBe(isCut);
});
