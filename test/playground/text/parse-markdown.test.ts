import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { styleText } from "../../../src/playground/text/styled-text.ts";

describe("MarkdownV2", () => {
  const parse = (text: string) => styleText({ text, parseMode: "MarkdownV2" });

  test.each([
    [
      "*a* _b_ __c__ ~d~ ||e|| `f`",
      "a b c d e f",
      ["bold 0 1", "italic 2 1", "underline 4 1", "strikethrough 6 1", "spoiler 8 1", "code 10 1"],
    ],
    ["*a _b_*", "a b", ["bold 0 3", "italic 2 1"]],
    ["__a _b_**__", "a b", ["underline 0 3", "italic 2 1"]],
    ["1\\. a\\_b \\\\", "1. a_b \\", []],
    ["```python\nx = 1\n```", "x = 1", ["pre 0 5"]],
    ["`a\\`b`", "a`b", ["code 0 3"]],
    [">раз\n>два\nтри", "раз\nдва\nтри", ["blockquote 0 7"]],
    [">раз\n>два||", "раз\nдва", ["expandable_blockquote 0 7"]],
    [">раз\n**>||два||", "раз\nдва", ["blockquote 0 3", "blockquote 4 3", "spoiler 4 3"]],
  ])("%s", (source, text, entities) => {
    const parsed = parse(source);
    expect(parsed.text).toBe(text);
    expect(parsed.entities.map(({ type, offset, length }) => `${type} ${offset} ${length}`)).toEqual(
      entities,
    );
  });

  test("links, people, emoji and moments carry their data", () => {
    const { text, entities } = parse(
      "[a](https://example.com/\\)) [b](tg://user?id=5) ![👍](tg://emoji?id=77) ![c](tg://time?unix=9&format=t) [d](no)",
    );
    expect(text).toBe("a b 👍 c d");
    expect(entities).toMatchObject([
      { type: "text_link", url: "https://example.com/)" },
      { type: "text_mention", user: { id: 5 } },
      { type: "custom_emoji", custom_emoji_id: "77" },
      { type: "date_time", unix_time: 9, date_time_format: "t" },
    ]);
  });

  test.each([
    ["a.", "Character '.' is reserved and must be escaped with the preceding '\\'"],
    ["a > b", "Character '>' is reserved and must be escaped with the preceding '\\'"],
    ["a | b", "Character '|' is reserved and must be escaped with the preceding '\\'"],
    ["привет!", "Character '!' is reserved and must be escaped with the preceding '\\'"],
    ["``a` b", "Can't find end of Code entity at byte offset 3"],
    ["__a _b___", "Can't find end of Italic entity at byte offset 8"],
    ["привет *a", "Can't find end of Bold entity at byte offset 13"],
    ["*a_b*", "Can't find end of Bold entity at byte offset 4"],
    ["```py\na", "Can't find end of PreCode entity at byte offset 0"],
    [">*a\nb*", "Can't find end of Bold entity at byte offset 1"],
    ["[a](b", "Can't find end of a URL at byte offset 4"],
    ["![a](tg://emoji?id=1", "Can't find end of a custom emoji URL at byte offset 5"],
    ["![a]", "Custom emoji entity must contain a tg://emoji URL"],
  ])("%s is refused", (source, reason) => {
    expect(() => parse(source)).toThrow(`Bad Request: can't parse entities: ${reason}`);
  });
});

describe("Markdown", () => {
  const parse = (text: string) => styleText({ text, parseMode: "Markdown" });

  test("marks what it always marked", () => {
    const parsed = parse("*a* _b_ `c` ```js\nd``` [e](t.me/x) \\_f 1. [g]");
    expect(parsed.text).toBe("a b c d e _f 1. g");
    expect(parsed.entities).toMatchObject([
      { type: "bold" },
      { type: "italic" },
      { type: "code" },
      { type: "pre", language: "js" },
      { type: "text_link", url: "http://t.me/x" },
    ]);
  });

  test.each([
    ["привет _a", 13],
    ["a *b", 2],
    ["a `b", 2],
    ["a [b", 2],
  ])("%s is refused", (source, offset) => {
    expect(() => parse(source)).toThrow(`Can't find end of the entity starting at byte offset ${offset}`);
  });
});

test("no parse mode ever gives entities outside of the text", () => {
  const pieces = [
    "*",
    "_",
    "`",
    "```",
    "[",
    "](",
    ")",
    "~",
    "||",
    ">",
    "\n",
    "\\",
    "<b>",
    "</b>",
    "&lt;",
    "a",
    "😀",
    "![",
  ];
  const source = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 25 });
  fc.assert(
    fc.property(source, fc.constantFrom("HTML", "Markdown", "MarkdownV2"), (parts, parseMode) => {
      const styled = styledOrRefused(parts.join(""), parseMode);
      for (const { offset, length } of styled.entities) {
        expect(offset).toBeGreaterThanOrEqual(0);
        expect(offset + length).toBeLessThanOrEqual(styled.text.length);
      }
    }),
  );
});

function styledOrRefused(text: string, parseMode: string) {
  try {
    return styleText({ text, parseMode });
  } catch (error) {
    expect(String(error)).toMatch(/Bad Request: can't parse entities/);
    return { text: "", entities: [] };
  }
}
