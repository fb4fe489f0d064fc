import { expect, test } from "vitest";
import { titleOf } from "../../src/search/title.ts";
import { aPost } from "../support/posts.ts";

test("the first line is the title, without its period", () => {
  expect(titleOf(aPost({ text: "RecSys, день третий.\n\nСегодня снова…" }))).toBe("RecSys, день третий");
});

test("a first line that ends with dots keeps them", () => {
  expect(titleOf(aPost({ text: "И тут началось...\nДальше" }))).toBe("И тут началось...");
});

test("tags and links before the text are passed over", () => {
  expect(titleOf(aPost({ text: "#дайджест #csIR\nhttps://arxiv.org\nЧто читали" }))).toBe("Что читали");
});

test("a post of tags only is called by them", () => {
  expect(titleOf(aPost({ text: "#дайджест" }))).toBe("#дайджест");
});

test("a long first line is cut after a word", () => {
  const title = titleOf(aPost({ text: "Очень длинное вступление ".repeat(10) }));
  expect(title.length).toBeLessThanOrEqual(100);
  expect(title).toMatch(/(?:Очень|длинное|вступление)…$/);
});

test("bold words that open a long line are the title", () => {
  const text = `Две башни. ${"На прошлой неделе мы наконец дочитали. ".repeat(5)}`;
  expect(titleOf(aPost({ text, entities: [{ type: "bold", offset: 0, length: 10 }] }))).toBe("Две башни");
});

test("a poll is called by its question, a file by its name", () => {
  expect(titleOf(aPost({ text: "", poll: { question: "Какой лосс?", options: [] } }))).toBe("Какой лосс?");
  expect(titleOf(aPost({ text: "", media: [{ kind: "document", title: "slides.pdf" }] }))).toBe("slides.pdf");
});

test("a photo alone has no title", () => {
  expect(titleOf(aPost({ text: "", media: [{ kind: "photo" }] }))).toBe("");
});
