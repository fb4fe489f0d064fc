import { describe, expect, test } from "vitest";
import type { Post, TextEntity } from "../../src/channel/post.ts";
import { isSameContent, textKey, wordOverlap } from "../../src/channel/same-content.ts";
import { aPost, media } from "../support/posts.ts";

const CODE: TextEntity = { type: "pre", offset: 0, length: 4 };
const BOLD: TextEntity = { type: "bold", offset: 0, length: 4 };

describe("two posts have the same content", () => {
  test.each<[string, Partial<Post>, Partial<Post>]>([
    [
      "whatever their dates, views and authors",
      { views: 1, author: "а" },
      { views: 2, date: "2020-01-01T00:00:00Z" },
    ],
    [
      "whether or not links and hashtags are listed",
      {},
      { entities: [{ type: "hashtag", offset: 0, length: 4 }] },
    ],
    [
      "whatever the order of the formatting",
      { entities: [BOLD, { ...BOLD, type: "code" }] },
      { entities: [{ ...BOLD, type: "code" }, BOLD] },
    ],
    [
      "when one source cuts bold words into pieces",
      { entities: [BOLD] },
      {
        entities: [
          { ...BOLD, offset: 2, length: 2 },
          { ...BOLD, length: 2 },
        ],
      },
    ],
    [
      "whether or not the language of code is told",
      { entities: [CODE] },
      { entities: [{ ...CODE, language: "js" }] },
    ],
    ["when formatting of nothing is listed", {}, { entities: [{ ...BOLD, length: 0 }] }],
    ["whatever their files are called", { media: [media("audio", "a")] }, { media: [media("audio", "b")] }],
    ["when the text ends in spaces", { text: "текст" }, { text: "текст \n" }],
  ])("%s", (_, a, b) => {
    expect(isSameContent(aPost(a), aPost(b))).toBe(true);
  });
});

describe("two posts have different content", () => {
  test.each<[string, Partial<Post>, Partial<Post>]>([
    ["when one letter differs", { text: "все" }, { text: "всё" }],
    ["when the formatting covers another word", { entities: [BOLD] }, { entities: [{ ...BOLD, offset: 5 }] }],
    [
      "when a link leads elsewhere",
      { entities: [link("https://a.org")] },
      { entities: [link("https://b.org")] },
    ],
    [
      "when links stand side by side",
      { entities: [link("https://a.org", 0), link("https://b.org", 4)] },
      { entities: [link("https://a.org", 0), link("https://a.org", 4)] },
    ],
    [
      "when one has another picture",
      { media: [media("photo")] },
      { media: [media("photo"), media("photo")] },
    ],
    [
      "when a poll has another option",
      { poll: { question: "?", options: ["да"] } },
      { poll: { question: "?", options: ["да", "нет"] } },
    ],
    ["when one is forwarded", {}, { forwardedFrom: { name: "Канал" } }],
  ])("%s", (_, a, b) => {
    expect(isSameContent(aPost(a), aPost(b))).toBe(false);
  });
});

test("a text is named by its letters, whatever its case, ё, spaces, signs and emoji", () => {
  expect(textKey("Всё  о «HSTU»: 🦊\nчасть 1.")).toBe(textKey("все о hstu часть1"));
  expect(textKey("часть 1")).not.toBe(textKey("часть 2"));
});

test("a text without letters and digits has no name", () => {
  expect(textKey("🔥 !!!")).toBeNull();
});

test("the overlap of two texts is the share of their words that both have", () => {
  expect(wordOverlap("раз два три", "Три, два!")).toBeCloseTo(2 / 3);
  expect(wordOverlap("", "")).toBe(0);
});

function link(url: string, offset = 0): TextEntity {
  return { type: "text_link", offset, length: 4, url };
}
