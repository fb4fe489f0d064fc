import { expect, test } from "vitest";
import type { Alert } from "../../../src/digests/subscription.ts";
import { packageFile } from "../../../src/package-files.ts";
import { showNotice } from "../../../src/telegram/digests/notice-view.ts";
import { dateFormats } from "../../../src/telegram/post-date.ts";
import { loadTexts } from "../../../src/telegram/texts.ts";
import { anItem, aSubscriber } from "../../support/digests.ts";

const texts = loadTexts(packageFile("data", "locales"), "ru").textsFor("ru");
const VIEW = { texts, formatDate: dateFormats("UTC")("ru"), showChannels: false };
const ALERTS = ["semantic ids", "холодный старт", "#cv", "has:paper"].map((query, at) => ({
  id: at + 1,
  query,
  paperKey: null,
}));

function matching(...queries: string[]) {
  const snippet = { text: "о semantic ids в деталях", marks: [{ start: 2, end: 14 }] };
  return { item: anItem(7), matches: queries.map((query) => ({ query, paperKey: null, snippet })) };
}

function shown(notice: Parameters<typeof showNotice>[0], alerts: readonly Alert[] = ALERTS) {
  const { text, keyboard } = showNotice(notice, aSubscriber({ alerts }), VIEW);
  const buttons = (keyboard?.inline_keyboard ?? []).flat();
  return {
    text: text.rawText,
    entities: text.rawEntities,
    labels: buttons.map((button) => button.text),
    buttons,
  };
}

test("an alert shows which query found the post, and the passage with its words marked", () => {
  const { text, entities, buttons } = shown(matching("semantic ids"));
  expect(text).toContain("Пост 7");
  expect(text).toContain("Нашлось по запросу: semantic ids\nо semantic ids в деталях");
  const quote = text.indexOf("о semantic");
  expect(entities).toContainEqual({ type: "bold", offset: quote + 2, length: 12 });
  expect(buttons).toContainEqual({ text: "Не следить: semantic ids", callback_data: "1:alerts:drop=1" });
  expect(buttons).toContainEqual(expect.objectContaining({ url: "https://t.me/inforetriever/7" }));
});

test("of many queries three are shown, each with its button, and a passage that they share once", () => {
  const { text, labels } = shown(matching(...ALERTS.map(({ query }) => query)));
  expect(labels.filter((label) => label.startsWith("Не следить"))).toHaveLength(3);
  expect(labels).toContain("Всё, за чем слежу");
  expect(text).toContain("Нашлось по запросам: semantic ids, холодный старт, #cv\nо semantic ids в деталях");
  expect(text.match(/в деталях/g)).toHaveLength(1);
});

test("a paper is told from words that are called the same", () => {
  const words = { id: 1, query: "Quokka Networks", paperKey: null };
  const paper = { id: 2, query: "Quokka Networks", paperKey: "arxiv:2401.00001" };
  const { id: _, ...match } = paper;
  const notice = { item: anItem(7), matches: [{ ...match, snippet: { text: "о них", marks: [] } }] };
  const { text, labels } = shown(notice, [words, paper]);
  expect(text).toContain("Нашлось по запросу: 📄 Quokka Networks");
  expect(labels.filter((label) => label.startsWith("Не следить"))).toEqual([
    "Не следить: 📄 Quokka Networks",
  ]);
});

test("an alert that was deleted meanwhile has no button", () => {
  expect(shown(matching("semantic ids"), []).labels).not.toContain("Не следить: semantic ids");
});

test("a post that comes by itself has its summary and the buttons of a digest", () => {
  const { text, labels } = shown(matching());
  expect(text).toBe("Пост 7\nАвтор рассказывает о холодном старте.");
  expect(labels).toEqual(["Отписаться", "Пауза", "⚙ Настроить", "Открыть пост"]);
});
