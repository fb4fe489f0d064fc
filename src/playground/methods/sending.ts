import type { Backend } from "../backend.ts";
import type { ShownDraft } from "../drafts.ts";
import { markupParam } from "../markup.ts";
import { withPeople } from "../mentions.ts";
import type { Content, Message } from "../message.ts";
import { asBoolean, booleanParam, integerParam, jsonParam, type Params, pick, textParam } from "../params.ts";
import { postAsBot, textContent } from "../posting.ts";
import { badRequest } from "../refusal.ts";
import { destination } from "../reply.ts";
import { MAX_TEXT_CHARS, messageText, styleText, type TextSource } from "../text/styled-text.ts";
import type { MethodTable } from "./method.ts";

const ACTIONS = new Set(
  `cancel typing upload_photo record_video upload_video record_voice record_audio upload_voice upload_audio
   upload_document choose_sticker find_location pick_up_location record_video_note upload_video_note`.split(
    /\s+/,
  ),
);

export const sendingMethods: MethodTable = {
  sendMessage: (backend, params) => sendContent(backend, params, textOf(backend, params)),
  sendMessageDraft,
  sendChatAction,
};

/** The text of a call with its entities and link preview. */
export function textOf(backend: Backend, params: Params): Content {
  const { text, entities } = messageText(textSource(params, "text", "entities"));
  return { ...textContent(text, withPeople(backend.world, entities)), ...previewOf(params) };
}

export function textSource(params: Params, text: string, entities: string): TextSource {
  return {
    text: textParam(params, text),
    parseMode: textParam(params, "parse_mode"),
    entities: jsonParam(params, entities, "entities"),
  };
}

/** Checks everything else of the call, counts it against the flood limits, and puts the message into the chat. */
export function sendContent(backend: Backend, params: Params, content: Content): Message {
  const markup = markupParam(params);
  const { chat, fields } = destination(backend, params);
  backend.flood.countMessage(chat);
  return postAsBot(backend, chat, {
    ...content,
    ...fields,
    ...(markup === undefined ? {} : { reply_markup: markup }),
  });
}

function previewOf(params: Params): Pick<Content, "link_preview_options"> {
  const given = jsonParam(params, "link_preview_options", "link preview options");
  const isDisabled = asBoolean(pick(given, ["is_disabled"]).is_disabled);
  if (isDisabled || booleanParam(params, "disable_web_page_preview")) {
    return { link_preview_options: { is_disabled: true } };
  }
  const options = pick(given, ["url", "prefer_small_media", "prefer_large_media", "show_above_text"]);
  return Object.keys(options).length === 0 ? {} : { link_preview_options: options };
}

/** A draft shows while the answer is being written, and leaves nothing behind. */
function sendMessageDraft(backend: Backend, params: Params): true {
  const { chat, fields } = destination(backend, params);
  if (chat.kind !== "private") throw badRequest("PEER_ID_INVALID");
  const draft_id = integerParam(params, "draft_id");
  if (draft_id === 0) throw badRequest("RANDOM_ID_INVALID");
  const draft = {
    draft_id,
    ...draftContent(params),
    ...(fields.message_thread_id === undefined ? {} : { message_thread_id: fields.message_thread_id }),
    can_stop: booleanParam(params, "can_stop"),
    keep_on_stop: booleanParam(params, "keep_on_stop"),
  };
  backend.drafts.show(chat.id, draft);
  backend.events.emit({ kind: "draft", chatId: chat.id, draft });
  return true;
}

function draftContent(params: Params): Pick<ShownDraft, "text" | "entities"> {
  const { text, entities } = styleText(textSource(params, "text", "entities"));
  if (text.length > MAX_TEXT_CHARS) throw badRequest("message is too long");
  return entities.length === 0 ? { text } : { text, entities };
}

function sendChatAction(backend: Backend, params: Params): true {
  const action = textParam(params, "action").toLowerCase();
  if (!ACTIONS.has(action)) throw badRequest("wrong parameter action in request");
  const { chat } = destination(backend, params);
  backend.events.emit({ kind: "typing", chatId: chat.id, action });
  return true;
}
