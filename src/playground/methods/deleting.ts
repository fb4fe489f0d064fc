import { chatFor, messageFor } from "../access.ts";
import { type Backend, unixTime } from "../backend.ts";
import type { Chat } from "../chat.ts";
import type { Message } from "../message.ts";
import { asInteger, jsonParam, type Params } from "../params.ts";
import { remove } from "../posting.ts";
import { badRequest } from "../refusal.ts";
import type { MethodTable } from "./method.ts";

const DELETABLE_FOR_SECONDS = 48 * 60 * 60;
const MAX_IDS = 100;

export const deletingMethods: MethodTable = {
  deleteMessage: (backend, params) => {
    const chat = chatFor(backend, params, "write");
    const message = messageFor(chat, params, "message to delete");
    if (!isDeletable(backend, chat, message)) throw badRequest("message can't be deleted");
    remove(backend, chat, [message.message_id]);
    return true;
  },
  deleteMessages: (backend, params) => {
    const chat = chatFor(backend, params, "write");
    const found = messageIds(params).flatMap((id) => chat.messages.get(id) ?? []);
    const deletable = found.filter((message) => isDeletable(backend, chat, message));
    if (deletable.length > 0)
      remove(
        backend,
        chat,
        deletable.map((message) => message.message_id),
      );
    return true;
  },
};

/** Ids of a call, in the order given. */
export function messageIds(params: Params): number[] {
  const given = jsonParam(params, "message_ids", "message identifiers");
  if (!Array.isArray(given)) throw badRequest("expected an Array of message identifiers");
  if (given.length === 0) throw badRequest("message identifiers are not specified");
  if (given.length > MAX_IDS) throw badRequest("too many message identifiers specified");
  return given.map((id) => asInteger(id) ?? 0);
}

function isDeletable(backend: Backend, chat: Chat, message: Message): boolean {
  if (chat.botStatus === "administrator") return true;
  const isOwn = message.from?.id === backend.world.bot.id;
  const isRecent = unixTime(backend) - message.date <= DELETABLE_FOR_SECONDS;
  return isRecent && (isOwn || chat.kind === "private");
}
