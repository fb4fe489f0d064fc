import { FormattedString } from "@grammyjs/parse-mode";
import type { InlineKeyboard } from "grammy";
import { wholeCharacterEnd } from "./text-cut.ts";

/** What we send: text with entities, and buttons under it. */
export interface OutgoingMessage {
  readonly text: FormattedString;
  readonly keyboard?: InlineKeyboard;
  /** Makes no sound; nobody asked for it. */
  readonly isQuiet?: boolean;
}

// https://core.telegram.org/bots/api#sendmessage: 1–4096 characters after entity parsing, in UTF-16 units.
export const MAX_MESSAGE_CHARS = 4096;
// Telegram drops the rest without a word.
export const MAX_ENTITIES = 100;

/** The same message within Telegram's limits: cut at a whole character, least needed formatting dropped. */
export function fitMessage(text: FormattedString): FormattedString {
  const whole = text.rawText.isWellFormed() ? text : repaired(text);
  const short = whole.rawText.length > MAX_MESSAGE_CHARS ? cut(whole) : whole;
  if (short.rawEntities.length <= MAX_ENTITIES) return short;
  return new FormattedString(short.rawText, mostNeeded(short.rawEntities));
}

/** Half a character, which somebody's program cut, is shown as one that cannot be: Telegram refuses the message else. */
function repaired({ rawText, rawEntities }: FormattedString): FormattedString {
  return new FormattedString(rawText.toWellFormed(), rawEntities);
}

function cut(text: FormattedString): FormattedString {
  const end = wholeCharacterEnd(text.rawText, MAX_MESSAGE_CHARS - 1);
  return FormattedString.join([text.slice(0, end), "…"]);
}

/** Links stay before bold: a message without a mark is readable, one without a link is a dead end. */
function mostNeeded(entities: FormattedString["rawEntities"]): FormattedString["rawEntities"] {
  const links = entities.filter((entity) => entity.type === "text_link");
  const others = entities.filter((entity) => entity.type !== "text_link");
  const kept = new Set([...links, ...others].slice(0, MAX_ENTITIES));
  return entities.filter((entity) => kept.has(entity));
}
