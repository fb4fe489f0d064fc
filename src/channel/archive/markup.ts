import type { ChildNode, Element } from "domhandler";
import { isTag, isText } from "domhandler";
import { textContent } from "domutils";
import type { EntityType } from "../post.ts";
import { childElements, hasClass } from "./dom.ts";
import type { Mark, RichText } from "./rich-text.ts";
import { linkMark, RichTextBuilder } from "./rich-text.ts";

export interface MarkupOptions {
  /** Quotes and listings stand on lines of their own: a page breaks the line there without saying so. */
  readonly hasOwnLines: boolean;
}

const TAG_ENTITIES: Readonly<Record<string, EntityType>> = {
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  u: "underline",
  ins: "underline",
  s: "strikethrough",
  strike: "strikethrough",
  del: "strikethrough",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
  "tg-spoiler": "spoiler",
};

// A browser shows a line break of the source, with the blanks around it, as one space.
const SOURCE_LINE_BREAK = /(?<![ \t])[ \t]*\r?\n\s*/;

/** The text of a message and its formatting, from the HTML of an export or a web page. */
export function readMarkup(nodes: readonly ChildNode[], options: MarkupOptions): RichText {
  const reader = new MarkupReader(options);
  reader.readAll(nodes, false);
  return reader.builder.finish();
}

class MarkupReader {
  readonly builder = new RichTextBuilder();
  readonly #options: MarkupOptions;
  /** A line break of the page's source was seen: a space, unless a real line break or nothing follows. */
  #isSpaceDue = false;
  /** A quote or a listing ended: a line break, unless one is there or nothing follows. */
  #isLineDue = false;

  constructor(options: MarkupOptions) {
    this.#options = options;
  }

  readAll(nodes: readonly ChildNode[], isListing: boolean): void {
    for (const node of nodes) {
      if (isText(node)) this.#readText(node.data, isListing);
      else if (isTag(node)) this.#readElement(node, isListing);
    }
  }

  #readText(data: string, isListing: boolean): void {
    const [first = "", ...rest] = isListing ? [data] : data.split(SOURCE_LINE_BREAK);
    this.#append(first);
    for (const piece of rest) {
      this.#isSpaceDue = true;
      this.#append(piece);
    }
  }

  #append(text: string): void {
    if (text === "") return;
    this.#settle();
    this.builder.append(text);
  }

  #breakLine(): void {
    this.#isSpaceDue = false;
    this.#isLineDue = false;
    this.builder.append("\n");
  }

  #settle(): void {
    if (this.#isLineDue && !this.builder.isAtLineStart) this.builder.append("\n");
    this.#isLineDue = false;
    if (this.#isSpaceDue && !this.builder.isAtLineStart) this.builder.append(" ");
    this.#isSpaceDue = false;
  }

  #readElement(element: Element, isListing: boolean): void {
    if (element.name === "script" || element.name === "style") return;
    if (element.name === "br") this.#breakLine();
    // Web pages draw an emoji as <i class="emoji"><b>😁</b></i>.
    else if (hasClass(element, "emoji")) this.#append(textContent(element));
    else this.#readMarked(element, isListing);
  }

  #readMarked(element: Element, isListing: boolean): void {
    const isBlock = this.#options.hasOwnLines && (element.name === "blockquote" || element.name === "pre");
    if (isBlock && !this.builder.isAtLineStart) this.#breakLine();
    if (textContent(element).trim() !== "") this.#settle();
    const start = this.builder.length;
    this.readAll(element.children, isListing || element.name === "pre");
    const mark = this.#markOf(element, start, isListing);
    if (mark) this.builder.mark(mark, start);
    if (isBlock) this.#isLineDue = true;
  }

  #markOf(element: Element, start: number, isListing: boolean): Mark | null {
    if (element.name === "a") return linkMark(this.builder.textSince(start), linkOf(element));
    if (element.name === "span") return isSpoiler(element) ? { type: "spoiler" } : null;
    if (element.name === "pre") return { type: "pre", ...languageOf(element) };
    // <pre><code class="language-python">: the listing is one entity.
    if (element.name === "code" && isListing) return null;
    const type = Object.hasOwn(TAG_ENTITIES, element.name) ? TAG_ENTITIES[element.name] : undefined;
    return type === undefined ? null : { type };
  }
}

function isSpoiler(element: Element): boolean {
  return hasClass(element, "spoiler") || hasClass(element, "tg-spoiler");
}

/** Exports make hashtags links with a script and no address. */
function linkOf(element: Element): string {
  if (/\bShowHashtag\(/.test(element.attribs.onclick ?? "")) return "?q=";
  return element.attribs.href ?? "";
}

function languageOf(pre: Element): { language?: string } {
  const code = childElements(pre).find((child) => child.name === "code");
  const language = /\blanguage-([\w+#-]+)/.exec(code?.attribs.class ?? "")?.[1];
  return language === undefined ? {} : { language };
}
