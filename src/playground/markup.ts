import { checkButton } from "./inline-button.ts";
import { isObject, type JsonObject } from "./json.ts";
import type { Markup } from "./message.ts";
import { asBoolean, jsonParam, type Params, pick } from "./params.ts";
import { badRequest } from "./refusal.ts";

const MAX_BUTTONS = 100;
const KEYBOARD_OPTIONS = [
  "is_persistent",
  "resize_keyboard",
  "one_time_keyboard",
  "input_field_placeholder",
  "selective",
];

/** The keyboard of a call; undefined when there is none. */
export function markupParam(params: Params): Markup | undefined {
  const given = jsonParam(params, "reply_markup", "reply keyboard markup");
  return given === undefined ? undefined : readMarkup(given);
}

export function readMarkup(given: unknown): Markup | undefined {
  if (!isObject(given)) throw badRequest("object expected as reply markup");
  const keyboard = rowsOf(given, "keyboard", "keyboard");
  if (keyboard.length > 0) return { keyboard: keyboard.map(keyboardRow), ...pick(given, KEYBOARD_OPTIONS) };
  const inline = rowsOf(given, "inline_keyboard", "inline_keyboard");
  if (inline.length > 0) return inlineKeyboard(inline);
  if (asBoolean(given.remove_keyboard)) return { remove_keyboard: true, ...pick(given, ["selective"]) };
  if (!asBoolean(given.force_reply)) return undefined;
  return { force_reply: true, ...pick(given, ["input_field_placeholder", "selective"]) };
}

function inlineKeyboard(rows: readonly (readonly unknown[])[]): Markup | undefined {
  const keyboard = rows.map((row) => row.map(checkButton)).filter((row) => row.length > 0);
  if (keyboard.flat().length > MAX_BUTTONS) throw badRequest("reply markup is too long");
  return keyboard.length === 0 ? undefined : { inline_keyboard: keyboard };
}

function rowsOf(given: JsonObject, field: string, name: string): (readonly unknown[])[] {
  const rows = given[field];
  if (rows === undefined || rows === null) return [];
  if (!Array.isArray(rows)) throw badRequest(`field "${name}" must be of type Array`);
  return rows.map((row) => {
    if (Array.isArray(row)) return row;
    const owner = field === "inline_keyboard" ? " of the InlineKeyboardMarkup" : "";
    throw badRequest(`field "${name}"${owner} must be an Array of Arrays`);
  });
}

function keyboardRow(row: readonly unknown[]): unknown[] {
  return row.map((button) => {
    if (typeof button === "string") return { text: button };
    if (!isObject(button)) throw unreadable("KeyboardButton must be a String or an Object");
    if (typeof button.text !== "string") throw unreadable(`Can't find field "text"`);
    return button;
  });
}

function unreadable(reason: string): Error {
  return badRequest(`can't parse keyboard button: ${reason}`);
}
