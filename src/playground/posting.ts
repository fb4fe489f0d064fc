import { type Backend, unixTime } from "./backend.ts";
import type { Chat } from "./chat.ts";
import type { Content, Entity, Message } from "./message.ts";

/** Everything of a new message that is not decided by the chat. */
export type Draft = Content & Omit<Message, "message_id" | "date" | "chat"> & { readonly date?: number };

/** Puts a message into the chat; people see it at once. */
export function post(backend: Backend, chat: Chat, draft: Draft): Message {
  chat.lastMessageId++;
  const message: Message = {
    message_id: chat.lastMessageId,
    date: unixTime(backend),
    chat: chat.card,
    ...draft,
  };
  chat.messages.set(message.message_id, message);
  backend.events.emit({ kind: "message", chatId: chat.id, message });
  return message;
}

/** Puts the new version in the old one's place. */
export function replace(backend: Backend, chat: Chat, message: Message): Message {
  chat.messages.set(message.message_id, message);
  backend.events.emit({ kind: "edited", chatId: chat.id, message });
  return message;
}

export function remove(backend: Backend, chat: Chat, messageIds: readonly number[]): void {
  for (const id of messageIds) chat.messages.delete(id);
  backend.events.emit({ kind: "deleted", chatId: chat.id, message_ids: messageIds });
}

export function postAsBot(backend: Backend, chat: Chat, draft: Draft): Message {
  const { bot } = backend.world;
  const author = chat.kind === "channel" ? { sender_chat: chat.card } : { from: bot };
  const message = post(backend, chat, { ...author, ...draft });
  endDraft(backend, chat.id);
  backend.watch.note(message);
  return message;
}

/** What the bot was writing is there, or will not come. */
export function endDraft({ drafts, events }: Backend, chatId: number): void {
  if (drafts.end(chatId)) events.emit({ kind: "draft", chatId, draft: null });
}

export function textContent(text: string, entities: readonly Entity[]): Content {
  return entities.length === 0 ? { text } : { text, entities };
}

export function captionContent(caption: string, entities: readonly Entity[]): Content {
  if (caption === "") return {};
  return entities.length === 0 ? { caption } : { caption, caption_entities: entities };
}

/** A message as it stands inside another: without what it replies to itself; its buttons stay, as in the Bot API. */
export function asReplied(message: Message): Message {
  const { reply_to_message: _, ...rest } = message;
  return rest;
}
