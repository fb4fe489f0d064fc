import type { FormattedString } from "@grammyjs/parse-mode";
import type { InlineKeyboard } from "grammy";
import type { InlineKeyboardMarkup, MessageEntity } from "grammy/types";
import type { WrittenMessage } from "../../digests/messenger.ts";
import { fitMessage, type OutgoingMessage } from "../message.ts";

/** A message as it is sent, read back. */
export interface ReadMessage {
  readonly text: string;
  readonly entities: MessageEntity[];
  readonly keyboard: InlineKeyboardMarkup | null;
}

/** Within Telegram's limits, as JSON. */
export function writeMessage({ text, keyboard }: OutgoingMessage): WrittenMessage {
  const fitted = fitMessage(text);
  return JSON.stringify({ v: 1, text: fitted.text, entities: fitted.entities, keyboard: rowsOf(keyboard) });
}

function rowsOf(keyboard: InlineKeyboard | undefined): InlineKeyboard["inline_keyboard"] | null {
  const rows = keyboard?.inline_keyboard.filter((row) => row.length > 0) ?? [];
  return rows.length === 0 ? null : rows;
}

/**
 * Null where it has no text that could be sent. What else is not as this version writes it is left out: a digest
 * without a button is worth more than none.
 */
export function readMessage(written: WrittenMessage): ReadMessage | null {
  const message = parsed(written);
  const text = message?.text;
  if (message === null || typeof text !== "string" || text.trim() === "") return null;
  const entities = Array.isArray(message.entities) ? message.entities : [];
  return {
    text,
    entities: entities.filter((entity) => isEntity(entity, text.length)),
    keyboard: keyboardIn(message.keyboard),
  };
}

function parsed(json: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

type Sent = FormattedString["rawEntities"][number];

const PLAIN = new Set(["bold", "italic", "code", "blockquote", "expandable_blockquote", "date_time"]);

function isEntity(value: unknown, textLength: number): value is Sent {
  if (!isObject(value) || !isPlace(value.offset) || !isPlace(value.length)) return false;
  if (value.offset + value.length > textLength || value.length === 0) return false;
  if (value.type === "text_link") return typeof value.url === "string";
  if (value.type === "date_time") return Number.isSafeInteger(value.unix_time);
  return typeof value.type === "string" && PLAIN.has(value.type);
}

function keyboardIn(value: unknown): InlineKeyboardMarkup | null {
  if (!Array.isArray(value)) return null;
  const rows = value.map((row: unknown) => (Array.isArray(row) ? row.filter(isButton) : []));
  const inline_keyboard = rows.filter((row) => row.length > 0);
  return inline_keyboard.length === 0 ? null : { inline_keyboard };
}

type Button = InlineKeyboardMarkup["inline_keyboard"][number][number];

function isButton(value: unknown): value is Button {
  if (!isObject(value) || typeof value.text !== "string") return false;
  return typeof value.callback_data === "string" || typeof value.url === "string";
}

function isPlace(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
