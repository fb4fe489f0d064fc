import { expect, test } from "vitest";
import { parseQuery } from "../../../src/search/query-language.ts";
import { shownFilter, shownWords } from "./shown.ts";

function read(input: string): readonly [words: string, filter: string, notices: number] {
  const { words, filter, notices } = parseQuery(input);
  return [shownWords(words), shownFilter(filter), notices.length];
}

test("a filter is no word", () => {
  expect(parseQuery("рексис channel:@inforetriever")).toMatchObject({
    words: [{ kind: "word", text: "рексис", isExact: false }],
    filter: { kind: "channel", name: "inforetriever" },
    notices: [],
  });
});

test.each([
  ["channel:@name", "channel name"],
  ["channel:name", "channel name"],
  ["Channel:-1001234567890", "channel -1001234567890"],
  ['channel:"Два слова"', "channel Два слова"],
  ["канал:«Два слова»", "channel Два слова"],
  ["КАНАЛ: @name", "channel name"],
  ['author: "Иван Петров"', "author Иван Петров"],
  ["автор:О’Нил", "author О’Нил"],
  ["#тег", "tag тег"],
  ["#tag_2024, #2d!", "all(tag tag_2024, tag 2d)"],
  ["has:photo", "has photo"],
  ["есть: Фото", "has photo"],
  ["has:ссылка", "has link"],
  ["has:ссылки", "has link"],
  ["has:link", "has link"],
  ["has:статья", "has paper"],
  ["has:статьи", "has paper"],
  ["has:пейпер", "has paper"],
  ["has:paper", "has paper"],
  ["has:видео", "has video"],
  ["has:VIDEO", "has video"],
  ["has:опрос", "has poll"],
  ["has:poll", "has poll"],
  ["has:код", "has code"],
  ["has:code", "has code"],
  ["before:2024", "dates ..2024-01-01"],
  ["до:2024-05", "dates ..2024-05-01"],
  ["after:2024", "dates 2024-01-01.."],
  ["после: 17.05.2024", "dates 2024-05-17.."],
  ["on:2024-12", "dates 2024-12-01..2025-01-01"],
  ["за: 2024", "dates 2024-01-01..2025-01-01"],
  ["(#a)", "tag a"],
  ["\u2068#a\u2069 \u200fhas:photo", "all(tag a, has photo)"],
])("%j is a filter and nothing else", (input, expected) => {
  expect(read(input)).toEqual(["", expected, 0]);
});

test.each([
  ["#a has:photo after:2024 before:2025", "all(tag a, has photo, dates 2024-01-01.., dates ..2025-01-01)"],
  ["has:photo has:video", "all(has photo, has video)"],
  ["channel:a #t channel:b", "all(any(channel a, channel b), tag t)"],
  ["author:a author:b channel:c", "all(any(author a, author b), channel c)"],
  ["channel:a (channel:b #t)", "all(any(channel a, channel b), tag t)"],
  ["-has:photo", "not(has photo)"],
  ["-#tag −channel:x –автор:y", "all(not(tag tag), not(channel x), not(author y))"],
  ["-(#a has:photo)", "not(all(tag a, has photo))"],
  ["-(channel:a channel:b)", "not(any(channel a, channel b))"],
  ["#a | has:photo", "any(tag a, has photo)"],
  ["#a|#b|-#c", "any(tag a, tag b, not(tag c))"],
  ["(#a has:photo) | on:2024", "any(all(tag a, has photo), dates 2024-01-01..2025-01-01)"],
  ["-(#a | #b)", "not(any(tag a, tag b))"],
])("%j is %s", (input, expected) => {
  expect(read(input)).toEqual(["", expected, 0]);
});

test.each([
  ["рексис #a | has:photo холод", "рексис холод", "any(tag a, has photo)"],
  ["a | b channel:c", "(a | b)", "channel c"],
  ["(слово)#тег", "слово", "tag тег"],
  ["(слово #тег) ещё", "слово ещё", "tag тег"],
])("the words and filters of %j are taken apart", (input, words, filter) => {
  expect(read(input)).toEqual([words, filter, 0]);
});

test.each([
  ["#tag | слово", "(tag | слово)", ["#tag"]],
  ["слово | has:photo | #a", "(слово | has:photo | a)", ["has:photo", "#a"]],
  ["слово | -#tag", "(слово | -tag)", ["-#tag"]],
  ['слово | (канал:"Два слова" b)', "(слово | канал: Два слова b)", ['канал:"Два слова"']],
  ["-(слово #tag)", "-(слово tag)", ["#tag"]],
])("a filter that shares a | or a minus with words is words: %j", (input, words, parts) => {
  const query = parseQuery(input);
  expect(shownWords(query.words)).toBe(words);
  expect(query.filter).toBeNull();
  expect(query.notices).toEqual(parts.map((part) => ({ kind: "not-understood", part })));
});

test.each([
  "есть: и то, и другое",
  "за: и против",
  "до: вчера",
  "before:",
  "has: кот",
  "(has:)",
  "канал: «»",
  "слово#тег",
  "слово,has:photo",
  "key:value from:2024",
  "https://t.me/x?before:2024",
  "channel : x",
  "хочу до:)",
])("%j has words only and is no mistake", (input) => {
  expect(parseQuery(input)).toMatchObject({ filter: null, notices: [] });
});
