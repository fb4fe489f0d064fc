import type { Backend } from "./backend.ts";
import type { Chat } from "./chat.ts";
import type { Message } from "./message.ts";
import { asInteger, integerParam, type Params, textParam } from "./params.ts";
import { badRequest, forbidden } from "./refusal.ts";
import { chatByUsername } from "./world.ts";

export type Access = "read" | "edit" | "write";

/** The chat a call names, if the bot may do this there; else the server's refusal. */
export function chatFor(backend: Backend, params: Params, access: Access, name = "chat_id"): Chat {
  const wanted = textParam(params, name).trim();
  if (wanted === "") throw badRequest(`${name} is empty`);
  return checkAccess(backend, findChat(backend, wanted), access);
}

export function findChat(backend: Backend, wanted: string): Chat {
  const { world } = backend;
  const chat = wanted.startsWith("@")
    ? chatByUsername(world, wanted.slice(1))
    : world.chats.get(asInteger(wanted) ?? 0);
  if (chat === undefined) throw badRequest("chat not found");
  return chat;
}

export function checkAccess(backend: Backend, chat: Chat, access: Access): Chat {
  if (chat.kind === "private") checkPerson(backend, chat, access);
  else checkMembership(chat, access);
  return chat;
}

/** The message a call names; `what` as in "message to edit". */
export function messageIn(chat: Chat, messageId: number, what: string): Message {
  const message = chat.messages.get(messageId);
  if (message === undefined) throw badRequest(`${what} not found`);
  return message;
}

export function messageFor(chat: Chat, params: Params, what: string): Message {
  return messageIn(chat, integerParam(params, "message_id"), what);
}

function checkPerson({ world }: Backend, chat: Chat, access: Access): void {
  const person = world.people.get(chat.id);
  if (person === undefined) throw badRequest("chat not found");
  if (access === "read") return;
  if (person.hasBlockedBot) throw forbidden("bot was blocked by the user");
  if (!person.hasStarted) throw forbidden("bot can't initiate conversation with a user");
}

function checkMembership(chat: Chat, access: Access): void {
  if (chat.migratedTo !== undefined && access === "write") {
    throw badRequest("group chat was upgraded to a supergroup chat", { migrate_to_chat_id: chat.migratedTo });
  }
  const place = `${chat.kind} chat`;
  const isReadable = access === "read" && (chat.kind === "group" || chat.card.username !== undefined);
  if (chat.botStatus === "kicked" && !(access === "read" && chat.kind === "group")) {
    throw forbidden(`bot was kicked from the ${place}`);
  }
  if (chat.botStatus === "left" && !isReadable) throw forbidden(`bot is not a member of the ${place}`);
  if (chat.kind === "channel" && access === "write" && chat.botStatus !== "administrator") {
    throw badRequest("need administrator rights in the channel chat");
  }
}
