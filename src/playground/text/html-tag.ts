import { badRequest } from "../refusal.ts";
import { decodeHtmlEntity } from "./html-entities.ts";

export type Attributes = ReadonlyMap<string, string>;

interface TagStart {
  readonly source: string;
  /** Where "<" stands. */
  readonly start: number;
  /** Behind the name. */
  readonly from: number;
  readonly name: string;
}

interface Value {
  readonly value: string;
  readonly end: number;
}

/** Reads up to and including ">". */
export function readAttributes(tag: TagStart): { attributes: Attributes; end: number } {
  const { source } = tag;
  const attributes = new Map<string, string>();
  let i = skipSpaces(source, tag.from);
  while (source[i] !== ">") {
    if (source[i] === undefined) throw broken(`Unclosed start tag ${at(source, tag.start)}`);
    const nameStart = i;
    while (!isSpace(source[i]) && source[i] !== "=" && source[i] !== ">") i++;
    const name = source.slice(nameStart, i);
    if (name === "") throw broken(`Empty attribute name in the tag "${tag.name}" ${at(source, tag.start)}`);
    i = skipSpaces(source, i);
    if (source[i] !== "=") {
      attributes.set(name.toLowerCase(), "");
      continue;
    }
    const { value, end } = readValue(tag, skipSpaces(source, i + 1));
    attributes.set(name.toLowerCase(), value);
    i = skipSpaces(source, end);
  }
  return { attributes, end: i + 1 };
}

/** "at byte offset 12": the server counts UTF-8. */
export function at(source: string, index: number): string {
  return `at byte offset ${Buffer.byteLength(source.slice(0, index))}`;
}

/** The end of the text counts as space, as in the server's own reader. */
export function isSpace(char: string | undefined): boolean {
  return char === undefined || /[\s\0]/.test(char);
}

function skipSpaces(source: string, from: number): number {
  let i = from;
  while (source[i] !== undefined && isSpace(source[i])) i++;
  return i;
}

function readValue(tag: TagStart, from: number): Value {
  const { source, start, name } = tag;
  const quote = source[from];
  if (quote === undefined) throw broken(`Unclosed start tag "${name}" ${at(source, start)}`);
  const value =
    quote === "'" || quote === '"' ? readQuoted(source, from + 1, quote) : readToken(source, from);
  if (source[value.end] === undefined) throw broken(`Unclosed start tag ${at(source, start)}`);
  return value;
}

function readQuoted(source: string, from: number, quote: string): Value {
  let value = "";
  let i = from;
  while (source[i] !== undefined && source[i] !== quote) {
    const decoded = source[i] === "&" ? decodeHtmlEntity(source, i) : undefined;
    value += decoded?.char ?? source.charAt(i);
    i = decoded?.end ?? i + 1;
  }
  return { value, end: source[i] === quote ? i + 1 : i };
}

function readToken(source: string, from: number): Value {
  let i = from;
  while (/[a-z0-9.-]/i.test(source.charAt(i))) i++;
  if (!isSpace(source[i]) && source[i] !== ">") {
    throw broken(`Unexpected end of name token ${at(source, from)}`);
  }
  return { value: source.slice(from, i).toLowerCase(), end: i };
}

function broken(reason: string): Error {
  return badRequest(`can't parse entities: ${reason}`);
}
