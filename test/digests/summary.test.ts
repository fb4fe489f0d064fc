import fc from "fast-check";
import { expect, test } from "vitest";
import type { StoredPost } from "../../src/channel/post.ts";
import { summaryOf } from "../../src/digests/summary.ts";
import { TextVocabulary } from "../../src/search/text-vocabulary.ts";
import { titleOf } from "../../src/search/title.ts";
import { aStoredPost } from "../support/posts.ts";

const NO_WORDS = new TextVocabulary([]);

function summary(text: string, parts: Partial<StoredPost> = {}): string {
  const post = aStoredPost({ text, ...parts });
  return summaryOf(post, titleOf(post), NO_WORDS);
}

const TELLING =
  "Квантование остатка даёт айтему имя из четырёх кодов, и похожие айтемы получают похожие имена.";
const PADDING = [
  "Модель учит квантование три дня на одной карте, и коды айтемов почти не сталкиваются между собой.",
  "На холодных айтемах имена из кодов дают прирост в полтора процента, на популярных разницы нет вовсе.",
].join(" ");
const post = (...paragraphs: string[]) => ["Имена айтемов", ...paragraphs, PADDING, PADDING].join("\n\n");

test.each([
  ["all of a short post below its title", "Имена\n\nРаз. Два.", "Раз. Два."],
  ["nothing of a post that is its title", "Одна строка.", ""],
  ["nothing of hashtags and links", "Имена\n\n#статья #рексис\nhttps://example.org", ""],
  [
    "nothing that only leads elsewhere",
    "Имена\n\nСуть ясна.\n🔗 Читать подробнее\nСсылка — https://example.org",
    "Суть ясна.",
  ],
  [
    "no source in Chinese",
    "微软考虑将 Windows 转移到云端\n\n内部演示文稿被公开。\n来源：Reuters",
    "内部演示文稿被公开。",
  ],
  ["a list with its marks, a line an item", "Список\n\nВот:\n— раз\n\n— два", "Вот:\n— раз\n— два"],
  ["numbers of a list", "Список\n\nВот:\n1. раз\n2. два", "Вот:\n1. раз\n2. два"],
])("tells %s", (_, text, told) => {
  expect(summary(text)).toBe(told);
});

test("a title that stops inside a sentence is read to its end", () => {
  const line = `${"Очень длинное начало ".repeat(5)}кончается здесь.`;
  expect(summary(`${line}\n\nИ дальше.`)).toBe("…начало кончается здесь.\nИ дальше.");
});

test("code is not told", () => {
  const code = "import torch";
  const entity = { type: "pre" as const, offset: 7, length: code.length };
  expect(summary(`Имена\n\n${code}\n\nСуть ясна.`, { entities: [entity] })).toBe("Суть ясна.");
});

test.each([
  ["a greeting", "Всем привет, друзья, на связи ваш любимый канал про айтемы и коды!"],
  ["a call to subscribe", "Подписывайтесь на канал, чтобы не пропустить новые коды и имена айтемов."],
  ["an advertisement", "Реклама. ООО «Коды и имена», квантование айтемов под ключ, erid: 2Vtzqw."],
  [
    "what a post announces of itself",
    "Сегодня расскажу про квантование остатка и про коды, которые дают айтему имя.",
  ],
  ["a question", "Почему квантование остатка даёт айтему имя и отчего коды похожих айтемов похожи?"],
  ["a heading", "Про квантование и коды"],
])("of a long post %s is not told", (_, said) => {
  expect(summary(post(said, TELLING))).not.toContain(said);
  expect(summary(post(said, TELLING))).toContain(TELLING);
});

test("what leans on the sentence before is told with it, or not at all", () => {
  const leaning = "Это квантование остатка даёт айтему имя из четырёх кодов, и имена айтемов похожи.";
  const told = summary(post("Берут RQ-VAE.", `Коды учат отдельно. ${leaning}`));
  expect(told.includes(leaning)).toBe(told.includes(`Коды учат отдельно. ${leaning}`));
});

test("left out is marked, and told in the post's order", () => {
  const text = post(TELLING, "Кстати, кофе был отличный?", `Итог: ${TELLING.toLowerCase()}`);
  const pieces = summary(text).split(" … ");
  expect(pieces.length).toBeGreaterThan(1);
  const places = pieces.map((piece) => text.indexOf(piece));
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test("a sentence that is too long alone is cut at a word", () => {
  const told = summary(`Имена\n\n${"квантование ".repeat(40)}`);
  expect(told).toMatch(/^(?:квантование )+квантование…$/);
});

test("of thousands of sentences the first ones are told", () => {
  const told = summary(`Имена\n\n${"Да. ".repeat(40)}${TELLING} ${"Нет. ".repeat(2_000)}`);
  expect(told).toContain(TELLING);
});

const word = fc.constantFrom(
  ...[
    "модель",
    "код",
    "Имя",
    "😀",
    "👨‍👩‍👧",
    "й",
    "и\u0306",
    "https://a.io/x",
    "#тег",
    "это",
    "т. е.",
    "1.",
    "Dr",
    "中文。",
    "\u200b",
  ],
);
const sentence = fc
  .tuple(fc.array(word, { minLength: 1, maxLength: 60 }), fc.constantFrom(".", "?", "!", "…", ":", ""))
  .map(([words, end]) => words.join(" ") + end);
const anyText = fc
  .array(fc.tuple(sentence, fc.constantFrom(" ", "\n", "\n\n", "\n— ", "\n2. ")), { maxLength: 25 })
  .map((parts) => parts.flat().join(""));

const squeezed = (text: string) => text.replace(/\s+/g, " ");

test("whatever the text, each told piece stands in it as it is, with whole characters, in at most 280", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const told = summary(text);
      expect(told.length).toBeLessThanOrEqual(280);
      expect(told.isWellFormed()).toBe(true);
      for (const piece of told.replace(/^…|…$/g, "").split(" … "))
        expect(squeezed(text)).toContain(squeezed(piece).trim());
    }),
    { numRuns: 300 },
  );
});
