import { describe, expect, test } from "vitest";
import type { Post } from "../../src/channel/post.ts";
import { findTwin } from "../../src/channel/twin.ts";
import { aPageTextPost, aPost } from "../support/posts.ts";

const LONG = "HSTU заменяет ранжирующую модель одним большим трансформером";

describe("a page's post and one with its id are the same", () => {
  test.each<[string, Partial<Post>, Partial<Post>]>([
    ["when text and minute agree up to the zone", {}, {}],
    ["when only signs and spaces differ", { text: `${LONG} 🦊` }, { text: `— ${LONG}\n` }],
    ["when the page's year was guessed wrong", { date: "2023-11-19T21:44:00" }, {}],
    ["when a year ends between the zones", { date: "2025-01-01T01:44:00" }, { date: "2024-12-31T22:44:00Z" }],
    [
      "when a few words of many were mended",
      { text: `${LONG} уже в продакшене` },
      { text: `${LONG} уже в проде` },
    ],
    ["when both are one emoji of the same minute", { text: "🔥" }, { text: "🔥" }],
    ["when both are short and a few hours apart", { text: "Доброе утро" }, { text: "Доброе утро" }],
  ])("%s", (_, page, exported) => {
    const [a, b] = [aPageTextPost(page), aPost(exported)];
    expect(findTwin(a, [b])).toBe(b);
    expect(findTwin(b, [a])).toBe(a);
  });
});

describe("a page's post and one with its id are two", () => {
  test.each<[string, Partial<Post>, Partial<Post>]>([
    ["when the texts differ", { text: "Дайджест за неделю" }, {}],
    ["when the same text was published another week", { date: "2024-11-26T21:44:00" }, {}],
    [
      "when a short text was published another year",
      { text: "С Новым годом", date: "2023-11-19T21:44:00" },
      { text: "С Новым годом" },
    ],
    ["when similar texts are two days apart", { text: `${LONG} снова`, date: "2024-11-21T21:44:00" }, {}],
    ["when one emoji has another minute", { text: "🔥", date: "2024-11-19T21:45:00" }, { text: "🔥" }],
  ])("%s", (_, page, exported) => {
    const [a, b] = [aPageTextPost(page), aPost(exported)];
    expect(findTwin(a, [b])).toBeNull();
    expect(findTwin(b, [a])).toBeNull();
  });
});

test("two posts with ids are never told by text", () => {
  expect(findTwin(aPost({ messageId: 1 }), [aPost({ messageId: 2 })])).toBeNull();
});

test("of several with one text the nearest in time is the twin", () => {
  const [far, near] = [aPost({ messageId: 1, date: "2023-11-19T18:44:00Z" }), aPost({ messageId: 2 })];
  expect(findTwin(aPageTextPost(), [far, near])).toBe(near);
});

test("of several in one minute the most alike is the twin", () => {
  const [other, alike] = [
    aPageTextPost({ text: `${LONG} целиком и полностью` }),
    aPageTextPost({ text: `${LONG} целиком` }),
  ];
  expect(findTwin(aPageTextPost({ text: `${LONG} почти целиком` }), [other, alike])).toBe(alike);
});

test("the same text comes before a similar one that is nearer", () => {
  const similar = aPost({ messageId: 1, text: `${LONG} снова` });
  const same = aPost({ messageId: 2, date: "2024-11-19T10:44:00Z" });
  expect(findTwin(aPageTextPost(), [similar, same])).toBe(same);
});
