import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Entity } from "../../../src/playground/message.ts";
import { styleText } from "../../../src/playground/text/styled-text.ts";
import { asHtml } from "./as-html.ts";

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
