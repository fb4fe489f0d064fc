import { chatFor, messageFor, messageIn } from "../access.ts";
import type { Backend } from "../backend.ts";
import type { Chat } from "../chat.ts";
import { originOf } from "../forward-origin.ts";
import { withPeople } from "../mentions.ts";
import type { Content, Message } from "../message.ts";
import { hasParam, type Params } from "../params.ts";
import { captionContent, postAsBot } from "../posting.ts";
import { badRequest } from "../refusal.ts";
import { destination } from "../reply.ts";
import { captionText } from "../text/styled-text.ts";
import { messageIds } from "./deleting.ts";
import type { MethodTable } from "./method.ts";
import { sendContent, textSource } from "./sending.ts";

export const copyingMethods: MethodTable = {
  forwardMessage: (backend, params) => {
    const source = chatFor(backend, params, "read", "from_chat_id");
    const message = messageFor(source, params, "message to forward");
    return forwardTo(backend, params, [message])[0];
  },
  forwardMessages: (backend, params) => {
    const source = chatFor(backend, params, "read", "from_chat_id");
    const messages = presentIn(source, messageIds(params), "messages to forward");
    return forwardTo(backend, params, messages).map(({ message_id }) => ({ message_id }));
  },
  copyMessage: (backend, params) => {
    const source = chatFor(backend, params, "read", "from_chat_id");
    const message = messageFor(source, params, "message to copy");
    const { message_id } = sendContent(backend, params, copied(backend, params, message));
    return { message_id };
  },
  copyMessages: (backend, params) => {
    const source = chatFor(backend, params, "read", "from_chat_id");
    const messages = presentIn(source, messageIds(params), "messages to copy");
    const { chat, fields } = destination(backend, params);
    const contents = messages.map((message) => copied(backend, params, message));
    backend.flood.countMessage(chat);
    return contents.map((content) => {
      const { message_id } = postAsBot(backend, chat, { ...content, ...fields });
      return { message_id };
    });
  },
};

function presentIn(chat: Chat, ids: readonly number[], what: string): Message[] {
  const found = ids.filter((id) => chat.messages.has(id)).map((id) => messageIn(chat, id, what));
  if (found.length === 0) throw badRequest(`there are no ${what}`);
  return found;
}

function forwardTo(backend: Backend, params: Params, messages: readonly Message[]): Message[] {
  const { chat, fields } = destination(backend, params);
  if (messages.some(isService)) throw badRequest("message can't be forwarded");
  backend.flood.countMessage(chat);
  return messages.map((message) =>
    postAsBot(backend, chat, { ...saying(message), ...fields, forward_origin: originOf(message) }),
  );
}

/** A copy may get a caption of its own. */
function copied(backend: Backend, params: Params, message: Message): Content {
  if (isService(message)) throw badRequest("message can't be copied");
  const isMedia = message.photo !== undefined || message.document !== undefined;
  if (!isMedia || !hasParam(params, "caption")) return saying(message);
  const { text, entities } = captionText(textSource(params, "caption", "caption_entities"));
  const { caption: _, caption_entities: __, ...media } = saying(message);
  return { ...media, ...captionContent(text, withPeople(backend.world, entities)) };
}

/** What a message says, without its frame. */
function saying(message: Message): Content {
  const { text, entities, caption, caption_entities, photo, document, link_preview_options } = message;
  const content = { text, entities, caption, caption_entities, photo, document, link_preview_options };
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined));
}

function isService({ text, photo, document }: Message): boolean {
  return text === undefined && photo === undefined && document === undefined;
}
