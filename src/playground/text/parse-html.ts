import type { Entity, StyledText } from "../message.ts";
import { badRequest } from "../refusal.ts";
import { dateTime } from "./date-time.ts";
import { decodeHtmlEntity } from "./html-entities.ts";
import { type Attributes, at, isSpace, readAttributes } from "./html-tag.ts";
import { linkEntity } from "./link-entity.ts";

const TYPES: Readonly<Record<string, string>> = {
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  u: "underline",
  ins: "underline",
  s: "strikethrough",
  strike: "strikethrough",
  del: "strikethrough",
  "tg-spoiler": "spoiler",
  span: "spoiler",
  code: "code",
  pre: "pre",
};
const TAGS = new Set([...Object.keys(TYPES), "a", "blockquote", "tg-emoji", "tg-time"]);

interface OpenTag {
  readonly name: string;
  readonly attributes: Attributes;
  readonly offset: number;
}

interface Reading {
  readonly source: string;
  at: number;
  text: string;
  readonly open: OpenTag[];
  readonly entities: Entity[];
}

/** parse_mode HTML. Throws the server's refusal with the byte offset of the first mistake. */
export function parseHtml(source: string): StyledText {
  const reading: Reading = { source, at: 0, text: "", open: [], entities: [] };
  while (reading.at < source.length) readNext(reading);
  const unclosed = reading.open.at(-1);
  if (unclosed !== undefined) {
    throw broken(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
  }
  if (!reading.text.isWellFormed()) {
    throw broken(
      "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units",
    );
  }
  return { text: reading.text, entities: reading.entities.map(withoutCodeLanguage) };
}

function broken(reason: string): Error {
  return badRequest(`can't parse entities: ${reason}`);
}

function readNext(reading: Reading): void {
  const { source, at: index } = reading;
  if (source.startsWith("</", index)) readEndTag(reading);
  else if (source[index] === "<") readStartTag(reading);
  else readCharacter(reading);
}

function readCharacter(reading: Reading): void {
  const { source, at: index } = reading;
  const decoded = source[index] === "&" ? decodeHtmlEntity(source, index) : undefined;
  reading.text += decoded?.char ?? source.charAt(index);
  reading.at = decoded?.end ?? index + 1;
}

function readStartTag(reading: Reading): void {
  const { source, at: start } = reading;
  let i = start + 1;
  while (!isSpace(source[i]) && source[i] !== ">") i++;
  if (source[i] === undefined) throw broken(`Unclosed start tag ${at(source, start)}`);
  const name = source.slice(start + 1, i).toLowerCase();
  if (!TAGS.has(name)) throw broken(`Unsupported start tag "${name}" ${at(source, start)}`);
  const { attributes, end } = readAttributes({ source, start, from: i, name });
  if (name === "span" && attributes.get("class") !== "tg-spoiler") {
    throw broken(`Tag "span" must have class "tg-spoiler" ${at(source, start)}`);
  }
  reading.open.push({ name, attributes, offset: reading.text.length });
  reading.at = end;
}

function readEndTag(reading: Reading): void {
  const { source, at: start } = reading;
  const tag = reading.open.pop();
  if (tag === undefined) throw broken(`Unexpected end tag ${at(source, start)}`);
  let i = start + 2;
  while (!isSpace(source[i]) && source[i] !== ">") i++;
  const name = source.slice(start + 2, i).toLowerCase();
  while (source[i] !== undefined && isSpace(source[i])) i++;
  if (source[i] !== ">") throw broken(`Unclosed end tag ${at(source, start)}`);
  if (name !== "" && name !== tag.name) {
    throw broken(`Unmatched end tag ${at(source, start)}, expected "</${tag.name}>", found "</${name}>"`);
  }
  closeTag(reading, tag);
  reading.at = i + 1;
}

function closeTag({ text, entities }: Reading, tag: OpenTag): void {
  const range = { offset: tag.offset, length: text.length - tag.offset };
  if (range.length === 0) return;
  const isCode = tag.name === "pre" || tag.name === "code";
  const entity = isCode ? codeEntity(entities, tag, range) : entityOf(tag, range, text.slice(tag.offset));
  if (entity !== undefined) entities.push(entity);
}

type Range = Pick<Entity, "offset" | "length">;

function entityOf({ name, attributes }: OpenTag, range: Range, inner: string): Entity | undefined {
  if (name === "a") return linkEntity(attributes.get("href") || inner, range);
  if (name === "blockquote") {
    return { type: attributes.has("expandable") ? "expandable_blockquote" : "blockquote", ...range };
  }
  if (name === "tg-emoji") return emojiEntity(attributes.get("emoji-id") ?? "", range);
  if (name === "tg-time") return timeEntity(attributes, range);
  return { type: TYPES[name] ?? name, ...range };
}

function emojiEntity(id: string, range: Range): Entity {
  if (!/^[1-9]\d{0,18}$/.test(id)) throw broken("Invalid custom emoji identifier specified");
  return { type: "custom_emoji", ...range, custom_emoji_id: id };
}

function timeEntity(attributes: Attributes, range: Range): Entity {
  const unix = attributes.get("unix") ?? "";
  if (!/^\d{1,10}$/.test(unix)) throw broken("Invalid date-time specified");
  const entity = dateTime(Number(unix), attributes.get("format"), range);
  if (entity === undefined) throw broken("Invalid date-time format specified");
  return entity;
}

/** `<pre><code class="language-x">` and the other way round are one entity with a language. */
function codeEntity(entities: Entity[], { name, attributes }: OpenTag, range: Range): Entity {
  const language = name === "code" ? /^language-(.+)$/.exec(attributes.get("class") ?? "")?.[1] : undefined;
  const inner = entities.at(-1);
  const other = name === "code" ? "pre" : "code";
  const isSame = inner?.type === other && inner.offset === range.offset && inner.length === range.length;
  const shared = isSame ? (inner.language ?? language) : undefined;
  if (shared === undefined) return { type: name, ...range, ...(language === undefined ? {} : { language }) };
  entities.pop();
  return { type: "pre", ...range, language: shared };
}

function withoutCodeLanguage(entity: Entity): Entity {
  if (entity.type !== "code" || entity.language === undefined) return entity;
  return { type: entity.type, offset: entity.offset, length: entity.length };
}
