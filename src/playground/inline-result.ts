import type { Backend } from "./backend.ts";
import { isObject, type JsonObject } from "./json.ts";
import { readMarkup } from "./markup.ts";
import { withPeople } from "./mentions.ts";
import type { Content, Markup } from "./message.ts";
import { asText, pick } from "./params.ts";
import { textContent } from "./posting.ts";
import { badRequest } from "./refusal.ts";
import { captionText, messageText } from "./text/styled-text.ts";

const MAX_ID_BYTES = 64;
const TYPES = new Set(
  "article audio contact game document gif location mpeg4_gif photo sticker venue video voice".split(" "),
);

/** One InlineQueryResult as the server keeps it, with the message that choosing it sends. */
export interface InlineResult {
  readonly type: string;
  readonly id: string;
  readonly content: Content;
  readonly reply_markup?: Markup;
  /** Everything else as it was given: title, description, addresses. */
  readonly [field: string]: unknown;
}

/** Throws the server's refusal when it is none. */
export function readResult(backend: Backend, given: unknown): InlineResult {
  if (!isObject(given)) throw unreadable("expected an Object");
  for (const name of ["type", "id"]) {
    if (given[name] === undefined) throw unreadable(`Can't find field "${name}"`);
  }
  const type = asText(given.type);
  if (!TYPES.has(type)) throw unreadable(`type "${type}" is unsupported for the inline query result`);
  if (type === "article" && given.title === undefined) throw unreadable(`Can't find field "title"`);
  const content = contentOf(backend, given, type);
  const markup = markupOf(given);
  checkTitle(given, type);
  const { reply_markup: _, ...rest } = given;
  return {
    ...rest,
    type,
    id: asText(given.id),
    content,
    ...(markup === undefined ? {} : { reply_markup: markup }),
  };
}

/** Ids tell the results of one answer apart. */
export function checkIds(results: readonly InlineResult[]): void {
  const ids = results.map(({ id }) => id);
  if (ids.some((id) => id === "")) throw badRequest("RESULT_ID_EMPTY");
  if (ids.some((id) => Buffer.byteLength(id) > MAX_ID_BYTES)) throw badRequest("RESULT_ID_INVALID");
  if (new Set(ids).size < ids.length) throw badRequest("RESULT_ID_DUPLICATE");
}

function checkTitle({ title }: JsonObject, type: string): void {
  if (type === "article" && asText(title).trim() === "") throw badRequest("ARTICLE_TITLE_EMPTY");
}

function markupOf({ reply_markup: given }: JsonObject): Markup | undefined {
  const markup = given === undefined || given === null ? undefined : readMarkup(given);
  if (markup !== undefined && markup.inline_keyboard === undefined)
    throw badRequest("inline keyboard expected");
  return markup;
}

function contentOf(backend: Backend, given: JsonObject, type: string): Content {
  const { input_message_content: message } = given;
  if (isObject(message)) return messageContent(backend, message);
  if (type === "article") throw unreadable(`Can't find field "input_message_content"`);
  return ownContent(backend, given);
}

function messageContent(backend: Backend, given: JsonObject): Content {
  const text = asText(given.message_text);
  if (text !== "") return textOf(backend, given, text);
  const isOther = ["latitude", "phone_number", "payload"].some((name) => given[name] !== undefined);
  if (!isOther) throw unreadable("Input message content is not specified");
  return { text: asText(given.title ?? given.first_name) };
}

function textOf({ world }: Backend, given: JsonObject, source: string): Content {
  const parseMode = asText(given.parse_mode);
  const { text, entities } = messageText({ text: source, parseMode, entities: given.entities });
  const preview = isObject(given.link_preview_options)
    ? { link_preview_options: pick(given.link_preview_options, PREVIEW_OPTIONS) }
    : {};
  return { ...textContent(text, withPeople(world, entities)), ...preview };
}

const PREVIEW_OPTIONS = ["is_disabled", "url", "prefer_small_media", "prefer_large_media", "show_above_text"];

/** Media are not fetched: what the person sends shows as its caption or title. */
function ownContent({ world }: Backend, given: JsonObject): Content {
  const caption = captionText({
    text: asText(given.caption),
    parseMode: asText(given.parse_mode),
    entities: given.caption_entities,
  });
  if (caption.text === "") return { text: asText(given.title) };
  return textContent(caption.text, withPeople(world, caption.entities));
}

function unreadable(reason: string): Error {
  return badRequest(`can't parse inline query result: ${reason}`);
}
