import type { Entity, StyledText } from "../message.ts";
import { badRequest } from "../refusal.ts";
import { linkEntity } from "./link-entity.ts";

const TYPES: Readonly<Record<string, string>> = { _: "italic", "*": "bold", "`": "code" };

interface Reading {
  readonly source: string;
  at: number;
  text: string;
  readonly entities: Entity[];
}

/** parse_mode Markdown, the old one: nothing nests. */
export function parseMarkdown(source: string): StyledText {
  const reading: Reading = { source, at: 0, text: "", entities: [] };
  while (reading.at < source.length) readNext(reading);
  return { text: reading.text, entities: reading.entities };
}

function readNext(reading: Reading): void {
  const { source, at } = reading;
  const char = source.charAt(at);
  if (char === "\\" && /[_*`[]/.test(source.charAt(at + 1))) {
    reading.text += source.charAt(at + 1);
    reading.at += 2;
  } else if (char === "[") readLink(reading);
  else if (source.startsWith("```", at)) readPre(reading);
  else if (char in TYPES) readSimple(reading, char);
  else {
    reading.text += char;
    reading.at++;
  }
}

function readSimple(reading: Reading, mark: string): void {
  const { source, at: start } = reading;
  const end = source.indexOf(mark, start + 1);
  if (end === -1) throw unclosed(source, start);
  add(reading, source.slice(start + 1, end), { type: TYPES[mark] ?? "code" });
  reading.at = end + 1;
}

function readPre(reading: Reading): void {
  const { source, at: start } = reading;
  const { language, from } = preStart(source, start + 3);
  const end = source.indexOf("```", from);
  if (end === -1) throw unclosed(source, start);
  add(reading, source.slice(from, end), { type: "pre", ...(language === "" ? {} : { language }) });
  reading.at = end + 3;
}

/** "```python\nx" → the language and where the code begins; one line break is skipped. */
export function preStart(source: string, index: number): { language: string; from: number } {
  const [word = ""] = /^[^\s`]*/.exec(source.slice(index)) ?? [];
  const behind = source[index + word.length];
  const language = behind === undefined || behind === "`" ? "" : word;
  const lineBreak = /^(?:\r\n|\n\r|\n|\r)/.exec(source.slice(index + language.length))?.[0].length ?? 0;
  return { language, from: index + language.length + lineBreak };
}

function readLink(reading: Reading): void {
  const { source, at: start } = reading;
  const end = source.indexOf("]", start + 1);
  if (end === -1) throw unclosed(source, start);
  const label = source.slice(start + 1, end);
  const range = { offset: reading.text.length, length: label.length };
  reading.text += label;
  reading.at = end + 1;
  const url = source[end + 1] === "(" ? readUrl(reading, end + 2) : label;
  const entity = label === "" ? undefined : linkEntity(url, range);
  if (entity !== undefined) reading.entities.push(entity);
}

function readUrl(reading: Reading, from: number): string {
  const end = reading.source.indexOf(")", from);
  reading.at = end === -1 ? reading.source.length : end + 1;
  return reading.source.slice(from, end === -1 ? undefined : end);
}

function add(reading: Reading, text: string, kind: Pick<Entity, "type" | "language">): void {
  if (text !== "") reading.entities.push({ ...kind, offset: reading.text.length, length: text.length });
  reading.text += text;
}

function unclosed(source: string, index: number): Error {
  const bytes = Buffer.byteLength(source.slice(0, index));
  return badRequest(`can't parse entities: Can't find end of the entity starting at byte offset ${bytes}`);
}
