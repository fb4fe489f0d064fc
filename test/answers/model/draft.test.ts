import { expect, test } from "vitest";
import { draftSentences, linksIn, visibleDraft } from "../../../src/answers/model/draft.ts";

test.each([
  [
    "before the end of the sentence",
    "Раз [1]. Два [2].",
    [
      ["Раз.", [1]],
      ["Два.", [2]],
    ],
  ],
  [
    "behind it",
    "Раз. [1] Два. [2][3]",
    [
      ["Раз.", [1]],
      ["Два.", [2, 3]],
    ],
  ],
  [
    "several in one",
    "Раз [1, 2]. Два [3-5].",
    [
      ["Раз.", [1, 2]],
      ["Два.", [3, 4, 5]],
    ],
  ],
  [
    "in other brackets",
    "Раз 【1†source】. Два [^2].",
    [
      ["Раз.", [1]],
      ["Два.", [2]],
    ],
  ],
  ["in the middle", "Раз [2], и два [1].", [["Раз, и два.", [2, 1]]]],
  [
    "in items of a list",
    "- Раз [1]\n2. Два [2]",
    [
      ["Раз", [1]],
      ["Два", [2]],
    ],
  ],
  ["nowhere", "Раз, т. е. два.", [["Раз, т. е. два.", []]]],
])("citations are read where they stand %s", (_, written, sentences) => {
  expect(draftSentences(written).map(({ text, cited }) => [text, cited])).toEqual(sentences);
});

test("markup and thoughts are no part of a sentence", () => {
  const written = "<think>\nHm. [1]\n</think>\n## Ответ\n**Раз** и `два` [1].";
  expect(draftSentences(written).map(({ text }) => text)).toEqual(["Ответ", "Раз и два."]);
});

test.each([
  ["https://evil.example/a?b", ["https://evil.example/a?b"]],
  ["see tg://resolve?domain=x now", ["tg://resolve?domain=x"]],
  ["на t.me/evil и evil.com", ["t.me/evil", "evil.com"]],
  ["пиши @evil_bot или me@evil.example", ["@evil_bot", "me@evil.example"]],
  ["нажми /start", ["/start"]],
  ["домен пример.рф", ["пример.рф"]],
])("what a messenger makes a link of is known: %s", (text, links) => {
  expect(linksIn(text)).toEqual(links);
});

test.each([
  "Node.js и и/или, т.е. 13.5млн за 2402.17152v3",
  "NDCG@5, recall@k и Recall@10",
  "LLM.int8 на 4.5 ГБ, AUC 0.71/0.73",
  "Конец. Начало",
])("what only looks so is none: %s", (text) => {
  expect(linksIn(text)).toEqual([]);
});

test.each([
  ["NO_AN", ""],
  ["<think>Hm", ""],
  ["<think>Hm</think>Да", "Да"],
  ["Смотри https://evil.exam", "Смотри"],
  ["Раз [1]. Два", "Раз [1]. Два"],
])("of %j somebody who looks on sees %j", (written, draft) => {
  expect(visibleDraft(written)).toBe(draft);
});

test("no text, however built, keeps the bot from its work", () => {
  const started = performance.now();
  for (const part of ["a", "a.", "@", "/a", "[1] ", "[a](", "\n", " ", "http:/", "<think>", "1-"]) {
    const text = part.repeat(4000).slice(0, 4000);
    draftSentences(text);
    visibleDraft(text);
  }
  expect(performance.now() - started).toBeLessThan(2000);
});
