import { expect, test } from "vitest";
import { buttonData, parseButtonData } from "../../src/telegram/button-data.ts";

const TOKEN = "Xk2_abcDEF-9";

test("what is written is read back", () => {
  expect(parseButtonData(buttonData(TOKEN, "3.newest"))).toEqual({
    token: TOKEN,
    action: { kind: "page", page: 3, order: "newest" },
  });
  expect(parseButtonData(buttonData(TOKEN, "run"))).toEqual({ token: TOKEN, action: { kind: "run" } });
});

test("the longest button fits into Telegram's 64 bytes", () => {
  expect(Buffer.byteLength(buttonData("x".repeat(32), "999999.relevance"))).toBeLessThanOrEqual(64);
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
])("forged data %j is not understood", (data) => {
  expect(parseButtonData(data)).toBeNull();
});
