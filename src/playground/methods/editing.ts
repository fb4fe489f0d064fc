import { chatFor, messageFor } from "../access.ts";
import { type Backend, unixTime } from "../backend.ts";
import type { Chat } from "../chat.ts";
import { markupParam } from "../markup.ts";
import { withPeople } from "../mentions.ts";
import type { Content, Markup, Message } from "../message.ts";
import { hasParam, integerParam, type Params, textParam } from "../params.ts";
import { captionContent, replace } from "../posting.ts";
import { badRequest } from "../refusal.ts";
import { captionText } from "../text/styled-text.ts";
import type { MethodTable } from "./method.ts";
import { textOf, textSource } from "./sending.ts";

const NOT_MODIFIED =
  "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message";
const EDITABLE_FOR_SECONDS = 48 * 60 * 60; // inline keyboards of private chats and channels have no limit

export const editingMethods: MethodTable = {
  editMessageText: (backend, params) => {
    const content = textOf(backend, params);
    const found = target(backend, params);
    if (found.message.text === undefined) throw badRequest("there is no text in the message to edit");
    return change(backend, { ...found, content, markup: markupParam(params) });
  },
  editMessageCaption: (backend, params) => {
    const { text, entities } = captionText(textSource(params, "caption", "caption_entities"));
    const found = target(backend, params);
    if (!hasMedia(found.message)) throw badRequest("there is no caption in the message to edit");
    const caption = captionContent(text, withPeople(backend.world, entities));
    const content = { ...mediaOf(found.message), ...caption };
    return change(backend, { ...found, content, markup: markupParam(params) });
  },
  editMessageReplyMarkup: (backend, params) => {
    const markup = markupParam(params);
    const found = target(backend, params);
    return change(backend, { ...found, content: contentOf(found.message), markup });
  },
};

interface Target {
  readonly chat: Chat;
  readonly message: Message;
  /** Named by its inline id, so the bot does not get to see the message. */
  readonly isInline: boolean;
}

interface Change extends Target {
  /** All of it: what is not named is taken away. */
  readonly content: Content;
  readonly markup: Markup | undefined;
}

/** The bot's own message of a call, or one sent by way of it. */
function target(backend: Backend, params: Params): Target {
  if (!hasParam(params, "chat_id") && integerParam(params, "message_id") === 0) {
    if (!hasParam(params, "inline_message_id")) throw badRequest("message identifier is not specified");
    return inlineTarget(backend, textParam(params, "inline_message_id"));
  }
  const chat = chatFor(backend, params, "edit");
  const message = messageFor(chat, params, "message to edit");
  if (!isEditable(backend, chat, message)) throw badRequest("message can't be edited");
  return { chat, message, isInline: false };
}

function inlineTarget({ world, inlineMessages }: Backend, id: string): Target {
  const place = inlineMessages.placeOf(id);
  const chat = place === undefined ? undefined : world.chats.get(place.chatId);
  const message = chat?.messages.get(place?.messageId ?? 0);
  if (chat === undefined || message === undefined) throw badRequest("MESSAGE_ID_INVALID");
  return { chat, message, isInline: true };
}

function isEditable(backend: Backend, chat: Chat, message: Message): boolean {
  if (message.forward_origin !== undefined) return false;
  if (chat.kind === "channel") return chat.botStatus === "administrator";
  if (message.from?.id !== backend.world.bot.id) return false;
  const hasKeyboard = message.reply_markup?.inline_keyboard !== undefined;
  const isRecent = unixTime(backend) - message.date <= EDITABLE_FOR_SECONDS;
  return chat.kind === "private" || hasKeyboard || isRecent;
}

function change(backend: Backend, { chat, message, isInline, content, markup }: Change): Message | true {
  if (markup !== undefined && markup.inline_keyboard === undefined) {
    throw badRequest("inline keyboard expected");
  }
  const frame = withoutContent(message);
  const next = { ...frame, ...content, ...(markup === undefined ? {} : { reply_markup: markup }) };
  if (sameAs(next, message)) throw badRequest(NOT_MODIFIED);
  const edited = replace(backend, chat, { ...next, edit_date: unixTime(backend) });
  backend.watch.note(edited);
  return isInline ? true : edited;
}

const CONTENT_FIELDS = [
  "text",
  "entities",
  "caption",
  "caption_entities",
  "photo",
  "document",
  "link_preview_options",
] as const;

function contentOf(message: Message): Content {
  const kept = CONTENT_FIELDS.flatMap((name) => (message[name] === undefined ? [] : [[name, message[name]]]));
  return Object.fromEntries(kept);
}

function mediaOf({ photo, document }: Message): Content {
  return { ...(photo === undefined ? {} : { photo }), ...(document === undefined ? {} : { document }) };
}

function hasMedia({ photo, document }: Message): boolean {
  return photo !== undefined || document !== undefined;
}

function withoutContent(message: Message): Message {
  const {
    text: _text,
    entities: _entities,
    caption: _caption,
    caption_entities: _captionEntities,
    photo: _photo,
    document: _document,
    link_preview_options: _preview,
    reply_markup: _markup,
    ...frame
  } = message;
  return frame;
}

/** Whether people would see no difference. */
function sameAs(next: Message, current: Message): boolean {
  return appearance(next) === appearance(current);
}

function appearance(message: Message): string {
  const keyboard = message.reply_markup?.inline_keyboard;
  return JSON.stringify([...CONTENT_FIELDS.map((name) => message[name] ?? null), keyboard ?? null]);
}
