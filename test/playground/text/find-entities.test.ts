import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findEntities } from "../../../src/playground/text/find-entities.ts";
import { styleText } from "../../../src/playground/text/styled-text.ts";

describe("the server finds by itself", () => {
  test.each([
    ["/start", ["bot_command /start"]],
    ["👍🏽 /search@inforetriever_bot семантика", ["bot_command /search@inforetriever_bot"]],
    ["a/b <b>/no", []],
    ["/слово //x", []],
    ["спроси @kate_reads, @k и почту a@b.ru", ["mention @kate_reads", "email a@b.ru"]],
    ["#рексис2024 #2024 #a#b", ["hashtag #рексис2024"]],
    ["$AAPL $aapl $TOOLONGTAG", ["cashtag $AAPL"]],
    ["см. https://arxiv.org/abs/2402.17152.", ["url https://arxiv.org/abs/2402.17152"]],
    ["(https://ru.wikipedia.org/wiki/A_(b))", ["url https://ru.wikipedia.org/wiki/A_(b))"]],
    ["arxiv.org/abs/2402.17152, кино.рф и нет.так", ["url arxiv.org/abs/2402.17152", "url кино.рф"]],
    ["версия 2.10 и DCN-v2.0", []],
    ["https://t.me/@name /cmd", ["url https://t.me/@name", "bot_command /cmd"]],
    ["tg://resolve?domain=x и +79991234567", ["url tg://resolve?domain=x", "phone_number +79991234567"]],
  ])("%s", (text, expected) => {
    expect(
      findEntities(text).map(({ type, offset, length }) => `${type} ${text.slice(offset, offset + length)}`),
    ).toEqual(expected);
  });

  test("and never leaves the text, overlaps or gets out of order", () => {
    const pieces = [
      "/",
      "@",
      "#",
      "$",
      ".",
      ":",
      "//",
      "http",
      "a",
      "Я",
      "1",
      " ",
      "😀",
      "ru",
      "_",
      "-",
      "+",
      "\n",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (parts) => {
        const text = parts.join("");
        let end = 0;
        for (const { offset, length } of findEntities(text)) {
          expect(offset).toBeGreaterThanOrEqual(end);
          expect(length).toBeGreaterThan(0);
          end = offset + length;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  test("without taking long over hostile texts", () => {
    const startedAt = performance.now();
    for (const text of ["a.".repeat(2048), "@a".repeat(2048), `${" ".repeat(30_000)}x`, "#_".repeat(2048)]) {
      styleText({ text });
    }
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});
