import type { Entity } from "../message.ts";
import { badRequest } from "../refusal.ts";

export type Kind =
  | "Bold"
  | "Italic"
  | "Underline"
  | "Strikethrough"
  | "Spoiler"
  | "Code"
  | "Pre"
  | "TextUrl"
  | "CustomEmoji";

export interface OpenEntity {
  readonly kind: Kind;
  /** Index in the source, for the refusal. */
  readonly start: number;
  /** Offset in the text. */
  readonly offset: number;
  readonly language?: string;
}

/** How far a source has been read, and what has been made of it. */
export interface Reading {
  readonly source: string;
  at: number;
  text: string;
  readonly open: OpenEntity[];
  readonly entities: Entity[];
  /** Offset in the text where the block quote begins. */
  quote: number | undefined;
  isQuoteExpandable: boolean;
}

export function isEscapable(code: number): boolean {
  return code > 0 && code <= 126;
}

export function take(reading: Reading, text: string, length: number): void {
  reading.text += text;
  reading.at += length;
}

export function noEnd({ source }: Reading, { kind, language, start }: OpenEntity): Error {
  const name = kind === "Pre" && language !== undefined ? "PreCode" : kind;
  return broken(`Can't find end of ${name} entity at byte offset ${bytes(source, start)}`);
}

export function reserved(char: string): Error {
  return broken(`Character '${char}' is reserved and must be escaped with the preceding '\\'`);
}

export function bytes(source: string, index: number): number {
  return Buffer.byteLength(source.slice(0, index));
}

export function broken(reason: string): Error {
  return badRequest(`can't parse entities: ${reason}`);
}
