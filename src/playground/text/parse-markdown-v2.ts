import type { Entity, StyledText } from "../message.ts";
import { badRequest } from "../refusal.ts";
import { linkEntity } from "./link-entity.ts";
import { preStart } from "./parse-markdown.ts";

type Kind =
  | "Bold"
  | "Italic"
  | "Underline"
  | "Strikethrough"
  | "Spoiler"
  | "Code"
  | "Pre"
  | "TextUrl"
  | "CustomEmoji";

interface OpenEntity {
  readonly kind: Kind;
  /** Index in the source, for the refusal. */
  readonly start: number;
  /** Offset in the text. */
  readonly offset: number;
  readonly language?: string;
}

interface Reading {
  readonly source: string;
  at: number;
  text: string;
  readonly open: OpenEntity[];
  readonly entities: Entity[];
  /** Offset in the text where the block quote begins. */
  quote: number | undefined;
  isQuoteExpandable: boolean;
}

const MARKS: Readonly<Record<Kind, string>> = {
  Underline: "__",
  Spoiler: "||",
  Pre: "```",
  Bold: "*",
  Italic: "_",
  Strikethrough: "~",
  Code: "`",
  TextUrl: "[",
  CustomEmoji: "![",
};
const KINDS: readonly Kind[] = [
  "Underline",
  "Spoiler",
  "Pre",
  "CustomEmoji",
  "Bold",
  "Italic",
  "Strikethrough",
  "Code",
  "TextUrl",
];
const RESERVED = "_*[]()~`>#+-=|{}.!";

/** parse_mode MarkdownV2. Throws the server's refusal. */
export function parseMarkdownV2(source: string): StyledText {
  const reading: Reading = {
    source,
    at: 0,
    text: "",
    open: [],
    entities: [],
    quote: undefined,
    isQuoteExpandable: false,
  };
  startLine(reading);
  while (reading.at < source.length) readNext(reading);
  if (reading.quote !== undefined) closeQuote(reading);
  const unclosed = reading.open.at(-1);
  if (unclosed !== undefined) throw noEnd(reading, unclosed);
  return { text: reading.text, entities: reading.entities };
}

function readNext(reading: Reading): void {
  const { source, at } = reading;
  const char = source.charAt(at);
  const inner = reading.open.at(-1);
  if (char === "\\" && isEscapable(source.charCodeAt(at + 1))) take(reading, source.charAt(at + 1), 2);
  else if (inner?.kind === "Code" || inner?.kind === "Pre") readCode(reading, inner);
  else if (char === "\n") readLineBreak(reading);
  else if (!RESERVED.includes(char)) take(reading, char, 1);
  else if (isQuoteEnd(reading)) endExpandable(reading);
  else if (inner !== undefined && isEnd(reading, inner)) close(reading, inner);
  else open(reading, kindAt(reading));
}

function kindAt({ source, at }: Reading): Kind {
  const kind = KINDS.find((candidate) => source.startsWith(MARKS[candidate], at));
  if (kind === undefined) throw reserved(source.charAt(at));
  return kind;
}

function isEscapable(code: number): boolean {
  return code > 0 && code <= 126;
}

function take(reading: Reading, text: string, length: number): void {
  reading.text += text;
  reading.at += length;
}

function readCode(reading: Reading, inner: OpenEntity): void {
  const { source, at } = reading;
  const isMark = source[at] === "`";
  if (!isMark) take(reading, source.charAt(at), 1);
  else if (inner.kind === "Code" || source.startsWith("```", at)) close(reading, inner);
  else throw reserved("`");
}

function isEnd({ source, at }: Reading, { kind }: OpenEntity): boolean {
  if (kind === "TextUrl" || kind === "CustomEmoji") return source[at] === "]";
  if (kind === "Italic") return source[at] === "_" && source[at + 1] !== "_";
  return source.startsWith(MARKS[kind], at);
}

function open(reading: Reading, kind: Kind): void {
  const { source, at: start } = reading;
  const offset = reading.text.length;
  reading.at += MARKS[kind].length;
  if (kind !== "Pre") {
    reading.open.push({ kind, start, offset });
    return;
  }
  const { language, from } = preStart(source, reading.at);
  reading.open.push({ kind, start, offset, ...(language === "" ? {} : { language }) });
  reading.at = from;
}

function close(reading: Reading, opened: OpenEntity): void {
  const { kind, offset } = opened;
  const range = { offset, length: reading.text.length - offset };
  reading.at += kind === "TextUrl" || kind === "CustomEmoji" ? 1 : MARKS[kind].length;
  const entity = closed(reading, opened, range);
  reading.open.pop();
  if (entity !== undefined && range.length > 0) reading.entities.push(entity);
}

type Range = Pick<Entity, "offset" | "length">;

function closed(reading: Reading, { kind, language }: OpenEntity, range: Range): Entity | undefined {
  if (kind === "TextUrl")
    return linkEntity(readUrl(reading, "URL") ?? reading.text.slice(range.offset), range);
  if (kind === "CustomEmoji") return emojiEntity(readUrl(reading, "custom emoji URL"), range);
  return { type: kind.toLowerCase(), ...range, ...(language === undefined ? {} : { language }) };
}

function emojiEntity(url: string | undefined, range: Range): Entity {
  const emoji = /^tg:\/\/emoji\?id=([1-9]\d{0,18})$/.exec(url ?? "")?.[1];
  const time = /^tg:\/\/time\?unix=(\d{1,10})(?:&format=([^&]*))?$/.exec(url ?? "");
  if (emoji !== undefined) return { type: "custom_emoji", ...range, custom_emoji_id: emoji };
  if (time === null) throw broken("Custom emoji entity must contain a tg://emoji URL");
  const [, unix, format] = time;
  const shown = format === undefined ? {} : { date_time_format: format };
  return { type: "date_time", ...range, unix_time: Number(unix), ...shown };
}

/** Reads "(…)" behind the closing bracket. */
function readUrl(reading: Reading, what: string): string | undefined {
  const { source } = reading;
  if (source[reading.at] !== "(") return undefined;
  const start = reading.at + 1;
  let url = "";
  let i = start;
  while (i < source.length && source[i] !== ")") {
    if (source[i] === "\\" && isEscapable(source.charCodeAt(i + 1))) i++;
    url += source.charAt(i++);
  }
  if (i >= source.length) throw broken(`Can't find end of a ${what} at byte offset ${bytes(source, start)}`);
  reading.at = i + 1;
  return url;
}

function readLineBreak(reading: Reading): void {
  const { source, at } = reading;
  if (reading.quote !== undefined && source[at + 1] !== ">") closeQuote(reading);
  take(reading, "\n", 1);
  startLine(reading);
}

/** ">" begins or goes on with a quote; "**>" begins another one. */
function startLine(reading: Reading): void {
  const mark = /^(?:\*\*)?>/.exec(reading.source.slice(reading.at, reading.at + 3))?.[0];
  if (mark === undefined) return;
  reading.quote ??= reading.text.length;
  reading.at += mark.length;
}

/** "||" at the end of a quote's last line makes it expandable. */
function isQuoteEnd({ source, at, quote, open: opened }: Reading): boolean {
  if (quote === undefined || !source.startsWith("||", at)) return false;
  return (
    opened.at(-1)?.kind !== "Spoiler" &&
    (at + 2 === source.length || /^\n(?!>)/.test(source.slice(at + 2, at + 4)))
  );
}

function endExpandable(reading: Reading): void {
  reading.isQuoteExpandable = true;
  take(reading, "", 2);
}

function closeQuote(reading: Reading): void {
  const unclosed = reading.open.at(-1);
  if (unclosed !== undefined) throw noEnd(reading, unclosed);
  const offset = reading.quote ?? 0;
  const length = reading.text.length - offset;
  const type = reading.isQuoteExpandable ? "expandable_blockquote" : "blockquote";
  if (length > 0) reading.entities.push({ type, offset, length });
  reading.quote = undefined;
  reading.isQuoteExpandable = false;
}

function noEnd({ source }: Reading, { kind, language, start }: OpenEntity): Error {
  const name = kind === "Pre" && language !== undefined ? "PreCode" : kind;
  return broken(`Can't find end of ${name} entity at byte offset ${bytes(source, start)}`);
}

function reserved(char: string): Error {
  return broken(`Character '${char}' is reserved and must be escaped with the preceding '\\'`);
}

function bytes(source: string, index: number): number {
  return Buffer.byteLength(source.slice(0, index));
}

function broken(reason: string): Error {
  return badRequest(`can't parse entities: ${reason}`);
}
