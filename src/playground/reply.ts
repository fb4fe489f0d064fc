import { chatFor, checkAccess, findChat } from "./access.ts";
import type { Backend } from "./backend.ts";
import type { Chat } from "./chat.ts";
import { originOf } from "./forward-origin.ts";
import { isObject } from "./json.ts";
import type { Message, Quote } from "./message.ts";
import {
  asBoolean,
  asInteger,
  asText,
  booleanParam,
  hasParam,
  integerParam,
  jsonParam,
  type Params,
} from "./params.ts";
import type { Draft } from "./posting.ts";
import { badRequest } from "./refusal.ts";
import { styleText } from "./text/styled-text.ts";
import { placeIn, topicOf } from "./topics.ts";

interface Wanted {
  readonly messageId: number;
  readonly chatId: string;
  readonly isOptional: boolean;
  readonly quote: { readonly text: string; readonly parseMode: string; readonly entities: unknown };
}

interface Reply extends Pick<Draft, "external_reply" | "quote"> {
  /** In the same chat. */
  readonly replied?: Message;
}

/** Where a bot's message goes, checked in the server's order: chat, replied message, topic. */
export function destination(backend: Backend, params: Params): { chat: Chat; fields: Draft } {
  const wanted = wantedReply(params);
  const chat = chatFor(backend, params, "write");
  const { replied, ...reply } = wanted === undefined ? {} : replyFields(backend, chat, wanted);
  return {
    chat,
    fields: { ...reply, ...placeIn(chat, { topic: topicParam(chat, params, replied), replied }) },
  };
}

function wantedReply(params: Params): Wanted | undefined {
  const given = jsonParam(params, "reply_parameters", "reply parameters");
  if (given === undefined) return legacyReply(params);
  if (!isObject(given)) throw badRequest("object expected as reply parameters");
  if (Object.keys(given).length === 0) return undefined;
  if (given.message_id === undefined) throw badRequest(`can't find field "message_id"`);
  return {
    messageId: asInteger(given.message_id) ?? 0,
    chatId: asText(given.chat_id),
    isOptional: asBoolean(given.allow_sending_without_reply),
    quote: {
      text: asText(given.quote),
      parseMode: asText(given.quote_parse_mode),
      entities: given.quote_entities,
    },
  };
}

function legacyReply(params: Params): Wanted | undefined {
  const messageId = integerParam(params, "reply_to_message_id");
  const isOptional = booleanParam(params, "allow_sending_without_reply");
  if (messageId <= 0) return undefined;
  return { messageId, chatId: "", isOptional, quote: { text: "", parseMode: "", entities: undefined } };
}

function replyFields(backend: Backend, chat: Chat, wanted: Wanted): Reply {
  const other = wanted.chatId === "" ? chat : checkAccess(backend, findChat(backend, wanted.chatId), "read");
  const message = other.messages.get(wanted.messageId);
  if (message === undefined) {
    if (wanted.isOptional) return {};
    throw badRequest("message to be replied not found");
  }
  const quote = quoteOf(wanted, message.text ?? message.caption ?? "");
  const { message_id } = message;
  const reply =
    other === chat
      ? { replied: message }
      : { external_reply: { origin: originOf(message), chat: other.card, message_id } };
  return { ...reply, ...(quote === undefined ? {} : { quote }) };
}

function quoteOf({ quote }: Wanted, text: string): Quote | undefined {
  if (quote.text === "") return undefined;
  const styled = styleText(quote);
  const position = text.indexOf(styled.text);
  if (position === -1) throw badRequest("QUOTE_TEXT_INVALID");
  const entities = styled.entities.length === 0 ? {} : { entities: styled.entities };
  return { text: styled.text, position, ...entities, is_manual: true };
}

/** A reply stays in the topic of what it answers; else only a named topic is used. General has no number here. */
function topicParam(chat: Chat, params: Params, replied: Message | undefined): number | undefined {
  const named = hasParam(params, "message_thread_id") ? integerParam(params, "message_thread_id") : 0;
  if (named <= 0) return topicOf(chat, replied);
  if (!chat.topics.has(named)) throw badRequest("message thread not found");
  return named;
}
