import type { Entity, StyledText } from "../message.ts";
import { readEmoji, readLink } from "./markdown-v2-link.ts";
import { closeQuote, endExpandable, isQuoteEnd, readLineBreak, startLine } from "./markdown-v2-quote.ts";
import {
  isEscapable,
  type Kind,
  noEnd,
  type OpenEntity,
  type Reading,
  reserved,
  take,
} from "./markdown-v2-reading.ts";
import { preStart } from "./parse-markdown.ts";

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
  if (kind === "TextUrl") return readLink(reading, range);
  if (kind === "CustomEmoji") return readEmoji(reading, range);
  return { type: kind.toLowerCase(), ...range, ...(language === undefined ? {} : { language }) };
}
