import { expect, test } from "vitest";
import type { Post } from "../../../src/channel/post.ts";
import { parseGlossary } from "../../../src/search/glossary.ts";
import { matchedPost, matches, passageWith } from "../../../src/search/matching/query-match.ts";
import { ALL_ALIKE } from "../../../src/search/matching/taken-as-typed.ts";
import { parseQuery } from "../../../src/search/query-language.ts";
import { aStoredPost, photo } from "../../support/posts.ts";

const glossary = parseGlossary({
  groups: [
    { terms: ["холодный старт", "cold start", "coldstart"] },
    { terms: ["RL", "reinforcement learning"] },
  ],
});

async function isMatch(query: string, text: string, parts: Partial<Post> = {}): Promise<boolean> {
  const post = aStoredPost({ text, ...parts });
  const context = { glossary, channels: [post.channel], timezone: "Europe/Moscow" };
  return matches(parseQuery(query), matchedPost(post), context);
}

test.each([
  ["another form", "рексистема с трансформером", "Трансформеры в рексистемах"],
  ["ё and case", "ПЛОТНЫЙ лёд", "Плотного льда нет, есть лед"],
  ["a fleeting vowel", "мешок эмбеддингов", "о мешке: мешки эмбеддингов"],
  ["English in Cyrillic", "дипмайнд", "Статья от DeepMind"],
  ["Cyrillic for English", "deepmind", "Новости Дипмайнда"],
  ["Russian in Latin letters", "reksistemy", "Тренды рексистем"],
  ["a compound written apart", "dcnv2", "Сравнили DCN v2 с трансформером"],
  ["a compound with a hyphen", "dcn v2", "Сравнили DCN-v2"],
  ["a compound written together", "dcn v2", "Сравнили DCNv2"],
  ["a version behind the name", "gpt", "GPT4 вышла"],
  ["the glossary's other words", "холодный старт", "Cold start in ads"],
  ["one word of the glossary for two", "reinforcement learning", "Обзор RL"],
  ["an arXiv id", "2402.17152", "arXiv:2402.17152v3"],
  ["a word of a hidden address", "openreview", "статья"],
  ["without small words", "что и как про HSTU?", "HSTU в проде"],
  ["without words that questions are made of", "где почитать про HSTU", "HSTU в проде"],
])("a word is found by %s", async (_, query, text) => {
  const entities = [
    { type: "text_link", offset: 0, length: 6, url: "https://openreview.net/forum?id=x" },
  ] as const;
  expect(await isMatch(query, text, { entities })).toBe(true);
});

test.each([
  ["a part of the words", "семантические айдишники", "Семантические эмбеддинги"],
  ["a misspelling", "torhcrec", "Релиз torchrec"],
  ["the other keyboard layout", "htrcbc", "Итоги рексис"],
  ["a short word that sounds nearly alike", "logq", "Логика модели"],
  ["a longer word", "кот", "Котлета"],
  ["one word of the glossary's two", "cold", "Холодный старт, coldstart"],
  ["a sound-alike in an address", "рекомендации", "https://example.org/rekomendatsii/spisok"],
])("%s is no match", async (_, query, text) => {
  expect(await isMatch(query, text)).toBe(false);
});

test.each([
  ['"cold start"', "A cold start", true],
  ['"cold start"', "Start the cold engine", false],
  ['"холодный старт"', "cold start", false],
  ['"DCN v2"', "DCNv2", true],
  ["=трансформеры", "Трансформеры", true],
  ["=трансформеры", "Трансформер", false],
  ["трансформер -обзор", "Обзоры трансформеров", false],
  ["трансформер -обзор", "Трансформеры на практике", true],
  ['трансформер -"cold start"', "Трансформер, cold start", false],
  ["(hstu | tiger) обзор", "Обзор TIGER", true],
  ["(hstu | tiger) обзор", "Обзор", false],
  ["(hstu | tiger) обзор", "TIGER", false],
  ['"cold start" | hstu', "HSTU", true],
  ["hstu | и", "Совсем о другом и ни о чем", false],
  ["hstu | -кот", "Совсем о другом", false],
])("%s in «%s»: %s", async (query, text, expected) => {
  expect(await isMatch(query, text)).toBe(expected);
});

const TAGGED = {
  text: "Обзор #RecSys: arXiv:2402.17152",
  author: "Никита Семёнов",
  date: "2024-05-17T21:30:00Z",
  media: [photo()],
};
test.each([
  ["#recsys", true],
  ["#другой", false],
  ["-#другой", true],
  ["-#recsys", false],
  ["обзор #recsys has:paper has:photo", true],
  ["has:video | has:photo", true],
  ["has:video", false],
  ["author:семен", true],
  ["author:иванов", false],
  ["channel:@inforetriever", true],
  ["channel:retr", true],
  ["обзор channel:nobody", false],
  ["обзор on:2024-05-18", true],
  ["обзор on:2024-05-17", false],
  ["after:2024 before:2025", true],
  ["обзор before:2024", false],
  ["обзор has:paper -трансформер", true],
])("%s of a tagged post with a paper and a photo: %s", async (query, expected) => {
  const { text, ...parts } = TAGGED;
  expect(await isMatch(query, text, parts)).toBe(expected);
});

test.each(["", "   ", "🙂🙂", "-🙂", "| | ()", "!!!"])("%j matches nothing", async (query) => {
  expect(await isMatch(query, "Любой текст a b c")).toBe(false);
});

test("of a query of five thousand letters only the beginning counts", async () => {
  expect(await isMatch("слово ".repeat(1_000), "Одно слово")).toBe(true);
  expect(await isMatch(`кошка ${"слово ".repeat(1_000)}`, "Одно слово")).toBe(false);
});

test("the passage is the one with the words, which are marked", () => {
  const text = `${"Сначала о погоде и о природе. ".repeat(20)}Потом сравнили DCN v2 с мешком эмбеддингов. ${"И о еде. ".repeat(40)}`;
  const post = matchedPost(aStoredPost({ text }));
  const { words } = parseQuery("dcnv2 мешок");
  const snippet = passageWith(words, post, { glossary, frequencies: ALL_ALIKE });
  const marked = snippet.marks.map(({ start, end }) => snippet.text.slice(start, end));
  expect(marked).toEqual(["DCN v2", "мешком"]);
});
