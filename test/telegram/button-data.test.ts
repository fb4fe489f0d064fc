import { expect, test } from "vitest";
import { type ButtonAction, buttonData, parseButtonData } from "../../src/telegram/button-data.ts";

const TOKEN = "Xk2_abcDEF-9";

const FROM = { page: 999_999, order: "newest" } as const;
const ACTIONS: ButtonAction[] = [
  { kind: "page", page: 3, order: "newest" },
  { kind: "page", page: 0, order: "relevance" },
  { kind: "run" },
  { kind: "latest" },
  { kind: "yes" },
  { kind: "no" },
  { kind: "stay" },
  { kind: "card", postId: 999_999_999_999, page: 9_999, from: FROM },
  { kind: "similar", postId: 7 },
  { kind: "paper", postId: 7, number: 12 },
  { kind: "listed-paper", mark: "Ab-_9876", from: FROM },
  { kind: "bibtex" },
  { kind: "alike" },
  { kind: "papers" },
  { kind: "search" },
  { kind: "sources" },
  { kind: "helpful" },
  { kind: "unhelpful" },
  { kind: "hide-paper" },
  { kind: "unhide-paper" },
];

test.each(ACTIONS)("what is written is read back: $kind", (action) => {
  expect(parseButtonData(buttonData(TOKEN, action))).toEqual({ token: TOKEN, action });
});

test.each(ACTIONS)("the longest button fits into Telegram's 64 bytes: $kind", (action) => {
  expect(Buffer.byteLength(buttonData("x".repeat(32), action))).toBeLessThanOrEqual(64);
});

test.each([
  "",
  "1",
  "1::run",
  "2:Xk2_abcDEF-9:run",
  "1:Xk2_abcDEF-9:drop",
  "1:Xk2_abcDEF-9:-1.newest",
  "1:Xk2_abcDEF-9:1.oldest",
  "1:'; DROP TABLE buttons;--:run",
  "1:Xk2_abcDEF-9:99999999999.newest",
  "1:Xk2_abcDEF-9:c1.2.3",
  "1:Xk2_abcDEF-9:c1.2.3r:run",
  "1:Xk2_abcDEF-9:s",
  "1:Xk2_abcDEF-9:p-1.0",
  "1:Xk2_abcDEF-9:oAb-_9876",
  "1:Xk2_abcDEF-9:oAb-_98765.0r",
])("forged data %j is not understood", (data) => {
  expect(parseButtonData(data)).toBeNull();
});
