import fc from "fast-check";
import { expect, test } from "vitest";
import { passagesOf, readableText } from "../../src/channel/passages.ts";
import { aPost } from "../support/posts.ts";

const PARAGRAPH = "Модель учится на истории пользователя и предсказывает следующий айтем. ".repeat(5).trim();

function textsOf(post: ReturnType<typeof aPost>): string[] {
  const text = readableText(post);
  return passagesOf(post).map(({ start, end }) => text.slice(start, end).trim());
}

test("a short post is one passage", () => {
  expect(textsOf(aPost({ text: "Первая строка.\n\nВторая строка." }))).toEqual([
    "Первая строка.\n\nВторая строка.",
  ]);
});

test("an empty post has no passages", () => {
  expect(passagesOf(aPost({ text: " \n " }))).toEqual([]);
});

test("a long post is cut at blank lines", () => {
  expect(textsOf(aPost({ text: `${PARAGRAPH}\n\n${PARAGRAPH}` }))).toEqual([PARAGRAPH, PARAGRAPH]);
});

test("items of a digest are passages", () => {
  const items = [`• ${PARAGRAPH}`, `• ${PARAGRAPH}`, `2. ${PARAGRAPH}`];
  expect(textsOf(aPost({ text: items.join("\n") }))).toEqual(items);
});

test("one-line items are kept together", () => {
  const list = "• первый\n• второй\n• третий";
  expect(textsOf(aPost({ text: `${PARAGRAPH}\n\n${PARAGRAPH}\n\n${list}` })).at(-1)).toContain(list);
});

test("a line alone that ends with a period is the heading of what follows", () => {
  const post = aPost({
    text: `Вступление.\n\n${PARAGRAPH}\n\nПро torchrec.\n\n${PARAGRAPH}\n\n${PARAGRAPH}`,
  });
  expect(passagesOf(post).map(({ heading }) => heading)).toEqual([
    "Вступление",
    "Про torchrec",
    "Про torchrec",
  ]);
});

test("a bold line is a heading", () => {
  const text = `${PARAGRAPH}\nИтоги недели\n${PARAGRAPH}`;
  const bold = { type: "bold", offset: text.indexOf("Итоги"), length: "Итоги недели".length } as const;
  expect(passagesOf(aPost({ text, entities: [bold] })).map(({ heading }) => heading)).toEqual([
    undefined,
    "Итоги недели",
  ]);
});

test("a line led by an emoji is a heading, several with the same one are a list", () => {
  const one = aPost({ text: `👷 Про конференцию\n\n${PARAGRAPH}\n\n${PARAGRAPH}` });
  const several = aPost({ text: `${PARAGRAPH}\n\n⚪ Первая статья\n\n⚪ Вторая статья\n\n${PARAGRAPH}` });
  expect(passagesOf(one)[0]?.heading).toBe("👷 Про конференцию");
  expect(passagesOf(several).flatMap(({ heading }) => heading ?? [])).toEqual([]);
});

test("a post of many thousand lines led by emoji is cut like a short one", () => {
  const items = Array.from({ length: 60_000 }, () => "⚪ да");
  const lines = ["👷 Про конференцию", "", ...items, "", "🦊 Про людей", "", PARAGRAPH];
  const passages = passagesOf(aPost({ text: lines.join("\n") }));
  expect(lines.join("\n").length).toBeGreaterThan(300_000);
  expect([...new Set(passages.map(({ heading }) => heading))]).toEqual([
    "👷 Про конференцию",
    "🦊 Про людей",
  ]);
});

test("a giant paragraph is split after a sentence", () => {
  const texts = textsOf(aPost({ text: Array.from({ length: 8 }, () => PARAGRAPH).join(" ") }));
  expect(texts.length).toBeGreaterThan(2);
  for (const text of texts) expect(text).toMatch(/айтем\.$/);
});

test("a poll's question and options and the titles of media can be read", () => {
  const post = aPost({
    text: "",
    poll: { question: "Какой лосс?", options: ["pointwise", "pairwise"] },
    media: [{ kind: "document", title: "slides.pdf" }, { kind: "photo" }],
  });
  expect(readableText(post)).toBe("Какой лосс?\npointwise\npairwise\nslides.pdf");
});

test("passages cover any text in order, without gaps, and never cut a surrogate pair", () => {
  const piece = fc.constantFrom(
    "\n",
    "\n\n",
    "• ",
    "👩‍💻",
    "Итог.",
    "слово ",
    "🇸🇬",
    PARAGRAPH,
    "a".repeat(700),
    "川陀".repeat(300),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const post = aPost({ text: pieces.join("") });
      const text = readableText(post);
      const passages = passagesOf(post);
      const parts = passages.map(({ start, end }) => text.slice(start, end));
      expect(parts.join("")).toBe(passages.length === 0 ? "" : text);
      for (const part of parts) {
        expect(part.isWellFormed()).toBe(true);
        expect(part.length).toBeLessThanOrEqual(1000 + 200);
      }
    }),
    { seed: 7, numRuns: 200 },
  );
});
