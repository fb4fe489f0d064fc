import { expect, test } from "vitest";
import { belowTitle, openingHit } from "../../src/search/opening.ts";
import { aStoredPost } from "../support/posts.ts";

test("the title is not said again below itself", () => {
  const { title, snippet } = openingHit(
    aStoredPost({ text: "Холодный старт.\nЧто делать с новыми айтемами" }),
  );
  expect(title).toBe("Холодный старт");
  expect(snippet.text).toBe("Что делать с новыми айтемами");
});

test("a title that was cut goes on below itself", () => {
  const { title, snippet } = openingHit(aStoredPost({ text: `Начало ${"слово ".repeat(30)}конец` }));
  expect(title.endsWith("…")).toBe(true);
  expect(snippet.text.startsWith("…слово")).toBe(true);
});

test("marks move along with the snippet", () => {
  const snippet = {
    text: "RecSys. Был в Бари",
    marks: [
      { start: 0, end: 6 },
      { start: 14, end: 18 },
    ],
  };
  const below = belowTitle({ title: "RecSys", snippet });
  expect(below.text).toBe("Был в Бари");
  expect(below.marks.map(({ start, end }) => below.text.slice(start, end))).toEqual(["Бари"]);
});

test("a word that merely begins like the title stays", () => {
  const snippet = { text: "RecSys2024 прошла", marks: [] };
  expect(belowTitle({ title: "RecSys", snippet })).toBe(snippet);
});
