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

test("what goes on below a title begins with a word, not with the mark where the title ends", () => {
  const cut = openingHit(aStoredPost({ text: `${"слово ".repeat(15)}трёх, ${"дальше ".repeat(20)}` }));
  expect(cut.title).toMatch(/трёх…$/);
  expect(cut.snippet.text).toMatch(/^…дальше/);
  const list = openingHit(aStoredPost({ text: "Дайджест за неделю\n\n— Yambda-5B\n— OneRec" }));
  expect(list.snippet.text).toBe("Yambda-5B — OneRec");
  const bold = { title: "RecSys", snippet: { text: "RecSys», которая прошла", marks: [] } };
  expect(belowTitle(bold).text).toBe("которая прошла");
});

test("a sign that belongs to the word stays", () => {
  const snippet = { text: "Мороз: -5 градусов и .NET", marks: [] };
  expect(belowTitle({ title: "Мороз", snippet }).text).toBe("-5 градусов и .NET");
  expect(belowTitle({ title: "Мороз: -5 градусов и", snippet }).text).toBe(".NET");
});

test("below a title there are no hashtags alone", () => {
  expect(openingHit(aStoredPost({ text: "Холодный старт\n#статья #рексис" })).snippet.text).toBe("");
  const snippet = { text: "Холодный старт #статья", marks: [{ start: 0, end: 14 }] };
  expect(belowTitle({ title: "Холодный старт", snippet })).toEqual({ text: "", marks: [] });
});

test("a link alone and emoji alone stay below a title", () => {
  const link = openingHit(aStoredPost({ text: "Холодный старт\nhttps://example.org/#a" }));
  expect(link.snippet.text).toBe("https://example.org/#a");
  expect(openingHit(aStoredPost({ text: "Холодный старт\n🔥🔥" })).snippet.text).toBe("🔥🔥");
});

test("hashtags that were searched for are shown, alone or not", () => {
  const snippet = { text: "Холодный старт #статья #рексис", marks: [{ start: 24, end: 30 }] };
  expect(belowTitle({ title: "Холодный старт", snippet })).toEqual({
    text: "#статья #рексис",
    marks: [{ start: 9, end: 15 }],
  });
});

test("a title below a line of hashtags is not said again either", () => {
  const { title, snippet } = openingHit(aStoredPost({ text: "#статья #рексис\nХолодный старт\nЧто делать" }));
  expect(title).toBe("Холодный старт");
  expect(snippet.text).toBe("Что делать");
});
