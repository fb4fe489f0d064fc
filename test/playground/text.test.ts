import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Entity } from "../../src/playground/message.ts";
import { findEntities } from "../../src/playground/text/find-entities.ts";
import { styleText } from "../../src/playground/text/styled-text.ts";
import { asHtml } from "./as-html.ts";

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

describe("given entities", () => {
  const apply = (text: string, ...entities: Entity[]) => styleText({ text, entities }).entities;
  const entity = (type: string, offset: number, length: number): Entity => ({ type, offset, length });

  test.each([
    [-1, 1, "receive an entity with incorrect offset -1"],
    [0, -1, "receive an entity with incorrect length -1"],
    [9, 1, "entity begins after the end of the text at UTF-16 offset 9"],
    [0, 9, "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 9"],
    [2, 2, "entity begins in a middle of a UTF-16 symbol at byte offset 5"],
    [0, 2, "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 5"],
  ])("from %i with length %i of «a😀bc» are refused", (offset, length, reason) => {
    expect(() => apply("a😀bc", entity("bold", offset, length))).toThrow(`Bad Request: ${reason}`);
  });

  test("of an unknown or broken kind are refused", () => {
    const parse = (given: unknown) => () => styleText({ text: "a", entities: [given] });
    expect(parse({ offset: 0, length: 1 })).toThrow(`can't parse MessageEntity: Can't find field "type"`);
    expect(parse({ type: "loud", offset: 0, length: 1 })).toThrow("Unsupported type specified");
    expect(parse({ type: "bold", length: 1 })).toThrow(`Can't find field "offset"`);
    expect(parse({ type: "bold", offset: "x", length: 1 })).toThrow(`Field "offset" must be of type Number`);
    expect(parse("bold")).toThrow("expected an Object");
  });

  test("that nest stay, outer first", () => {
    const nested = [entity("italic", 2, 3), entity("blockquote", 0, 9), entity("bold", 0, 5)];
    expect(apply("раз два три", ...nested)).toEqual([
      entity("blockquote", 0, 9),
      entity("bold", 0, 5),
      entity("italic", 2, 3),
    ]);
  });

  test("that cross a link are cut at its borders", () => {
    const link: Entity = { type: "text_link", offset: 4, length: 7, url: "http://a.ru/" };
    expect(apply("раз два три", entity("bold", 0, 7), link)).toEqual([
      entity("bold", 0, 4),
      link,
      entity("bold", 4, 3),
    ]);
  });

  test("that cross each other are cut where the later one begins", () => {
    expect(apply("раз два три", entity("bold", 0, 7), entity("italic", 4, 7))).toEqual([
      entity("bold", 0, 4),
      entity("italic", 4, 7),
      entity("bold", 4, 3),
    ]);
  });

  test("of two links that cross, the first stays; nothing is bold inside code", () => {
    const first: Entity = { type: "text_link", offset: 0, length: 5, url: "http://a.ru/" };
    const second: Entity = { type: "text_link", offset: 4, length: 5, url: "http://b.ru/" };
    expect(apply("раз два три", first, second)).toEqual([first]);
    expect(apply("раз два", entity("code", 0, 7), entity("bold", 4, 3))).toEqual([entity("code", 0, 7)]);
  });

  test("on white space go, as do a mention the bot claims and a link to nowhere", () => {
    expect(apply("раз  два", entity("bold", 3, 2))).toEqual([]);
    expect(apply("раз два", entity("mention", 0, 3))).toEqual([]);
    expect(apply("раз два", { type: "text_link", offset: 0, length: 3, url: "localhost" })).toEqual([]);
  });

  test("win over what is found, which stays outside of them and cuts bold", () => {
    expect(apply("код /start", entity("code", 4, 6))).toEqual([entity("code", 4, 6)]);
    expect(apply("жми /start тут", entity("bold", 0, 14))).toEqual([
      entity("bold", 0, 4),
      entity("bot_command", 4, 6),
      entity("bold", 4, 6),
      entity("bold", 10, 4),
    ]);
  });

  test("move when characters are dropped", () => {
    expect(styleText({ text: "a\r\nb\u2028c\td", entities: [entity("bold", 3, 3)] })).toEqual({
      text: "a\nbc d",
      entities: [entity("bold", 2, 2)],
    });
  });

  test("always end up inside of the text, nested", () => {
    const types = fc.constantFrom("bold", "italic", "code", "blockquote", "spoiler", "custom_emoji");
    const text = fc.array(fc.constantFrom("a", "😀", " ", "\n", "/x", "\r", "t.me"), {
      minLength: 1,
      maxLength: 30,
    });
    const range = fc.record({ type: types, from: fc.nat(30), to: fc.nat(30) });
    fc.assert(
      fc.property(text, fc.array(range, { maxLength: 8 }), (parts, ranges) => {
        const starts = parts.map((_, i) => parts.slice(0, i).join("").length);
        const given = ranges.flatMap(({ type, from, to }) => {
          const [a = 0, b = 0] = [starts[from % parts.length], starts[to % parts.length]];
          return a < b ? [{ type, offset: a, length: b - a, custom_emoji_id: "1" }] : [];
        });
        const styled = styleText({ text: parts.join(""), entities: given });
        for (const one of styled.entities) {
          expect(one.length).toBeGreaterThan(0);
          expect(one.offset + one.length).toBeLessThanOrEqual(styled.text.length);
          for (const other of styled.entities) expect(crosses(one, other)).toBe(false);
        }
      }),
    );
  });
});

function crosses(a: Entity, b: Entity): boolean {
  const [endA, endB] = [a.offset + a.length, b.offset + b.length];
  return a.offset < b.offset && b.offset < endA && endA < endB;
}

describe("HTML", () => {
  const parse = (text: string) => styleText({ text, parseMode: "HTML" });

  test.each([
    ["<b>a</b><strong>b</strong>", "ab", ["bold 0 1", "bold 1 1"]],
    [
      "<i>a</i> <em>b</em> <u>c</u> <ins>d</ins>",
      "a b c d",
      ["italic 0 1", "italic 2 1", "underline 4 1", "underline 6 1"],
    ],
    [
      "<s>a</s><strike>b</strike><del>c</del>",
      "abc",
      ["strikethrough 0 1", "strikethrough 1 1", "strikethrough 2 1"],
    ],
    ['<tg-spoiler>a</tg-spoiler><span class="tg-spoiler">b</span>', "ab", ["spoiler 0 1", "spoiler 1 1"]],
    ["<b>😀<i>a</i></b>", "😀a", ["bold 0 3", "italic 2 1"]],
    ["<code>a</code><pre>b</pre>", "ab", ["code 0 1", "pre 1 1"]],
    [
      "<blockquote>a</blockquote><blockquote expandable>b</blockquote>",
      "ab",
      ["blockquote 0 1", "expandable_blockquote 1 1"],
    ],
    ["&lt;b&gt; &amp;&quot; &#1042;&#x1F600; &copy; & &lt", '<b> &" В😀 &copy; & <', []],
    ["<B>a</B ><b></b><a>b</>", "ab", ["bold 0 1"]],
  ])("%s", (source, text, entities) => {
    const parsed = parse(source);
    expect(parsed.text).toBe(text);
    expect(parsed.entities.map(({ type, offset, length }) => `${type} ${offset} ${length}`)).toEqual(
      entities,
    );
  });

  test("links, people, emoji, code with a language and moments carry their data", () => {
    const { entities } = parse(
      `<a href="HTTPS://Example.com?a=1&amp;b">1</a><a href='tg://user?id=5'>2</a>` +
        `<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>` +
        `<pre><code class="language-python">3</code></pre><tg-time unix="1647531900" format="wDT">4</tg-time>` +
        `<a href="nowhere">5</a><a>example.com</a>`,
    );
    expect(entities).toMatchObject([
      { type: "text_link", url: "https://example.com/?a=1&b" },
      { type: "text_mention", user: { id: 5 } },
      { type: "custom_emoji", custom_emoji_id: "5368324170671202286", length: 2 },
      { type: "pre", language: "python" },
      { type: "date_time", unix_time: 1647531900, date_time_format: "wDT" },
      { type: "text_link", url: "http://example.com/" },
    ]);
  });

  test.each([
    ["привет <b>", `Can't find end tag corresponding to start tag "b"`],
    ["привет <b", "Unclosed start tag at byte offset 13"],
    ["😀<x>a</x>", 'Unsupported start tag "x" at byte offset 4'],
    ["a < b", 'Unsupported start tag "" at byte offset 2'],
    ["</b>", "Unexpected end tag at byte offset 0"],
    ["<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
    ["<b>a</b", "Unclosed end tag at byte offset 4"],
    ["<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
    ['<a ="x">a</a>', 'Empty attribute name in the tag "a" at byte offset 0'],
    ["<a href=x_y>a</a>", "Unexpected end of name token at byte offset 8"],
    ['<a href="x', "Unclosed start tag at byte offset 0"],
    ["<a href=", 'Unclosed start tag "a" at byte offset 0'],
    ['<tg-emoji emoji-id="x">a</tg-emoji>', "Invalid custom emoji identifier specified"],
    [
      "&#xD83D;",
      "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units",
    ],
  ])("%s is refused", (source, reason) => {
    expect(() => parse(source)).toThrow(`Bad Request: can't parse entities: ${reason}`);
  });

  test("what is written as HTML is read as the same text and entities", () => {
    const types = fc.constantFrom(
      "bold",
      "italic",
      "underline",
      "strikethrough",
      "spoiler",
      "code",
      "blockquote",
    );
    const leaf = fc.constantFrom("a", "<", "&", '"', "😀", "я", "ы&lt;");
    const { node } = fc.letrec<{ node: Node }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.record({ type: types, inner: fc.array(tie("node"), { minLength: 1, maxLength: 3 }) }),
      ),
    }));
    fc.assert(
      fc.property(fc.array(node, { minLength: 1, maxLength: 4 }), (nodes) => {
        const plain = flatten(nodes);
        const once = styleText(plain);
        expect(parse(asHtml(once.text, once.entities))).toEqual(once);
      }),
    );
  });
});

type Node = string | { readonly type: string; readonly inner: readonly Node[] };

function flatten(nodes: readonly Node[], offset = 0): { text: string; entities: Entity[] } {
  let text = "";
  const entities: Entity[] = [];
  for (const node of nodes) {
    const start = offset + text.length;
    const inner = typeof node === "string" ? { text: node, entities: [] } : flatten(node.inner, start);
    if (typeof node !== "string")
      entities.push({ type: node.type, offset: start, length: inner.text.length });
    text += inner.text;
    entities.push(...inner.entities);
  }
  return { text, entities };
}

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
