import fc from "fast-check";
import { expect, test } from "vitest";
import { shortened } from "../../src/telegram/text-cut.ts";

test.each([
  ["холодный старт", 14, "холодный старт"],
  ["холодный старт", 12, "холодный…"],
  ["холодный старт", 9, "холодный…"],
  ["cold start, again", 13, "cold start…"],
  ["https://arxiv.org/abs/2402.17152", 12, "https://arx…"],
  ["см. https://arxiv.org/abs/2402.17152", 16, "см. https://arx…"],
  ["人工智能研究人员设计", 6, "人工智能研…"],
])("%s in %d characters is %s", (text, maxChars, expected) => {
  expect(shortened(text, maxChars)).toBe(expected);
});

test("whatever is cut is a beginning, no longer than allowed, and cuts no character", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 80 }),
      fc.integer({ min: 2, max: 90 }),
      (text, maxChars) => {
        const short = shortened(text, maxChars);
        expect(short.length).toBeLessThanOrEqual(Math.max(maxChars, 1));
        expect(short.isWellFormed()).toBe(text.isWellFormed());
        if (short !== text) expect(text.startsWith(short.slice(0, -1))).toBe(true);
      },
    ),
  );
});
