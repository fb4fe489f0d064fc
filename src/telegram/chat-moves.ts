import type { Transformer } from "grammy";
import type { Logger } from "pino";
import { ifStoreWorks } from "../store-trouble.ts";
import type { ChatStore } from "./chats.ts";
import type { BotContext } from "./context.ts";

export interface MoveDeps {
  readonly chats: ChatStore;
  readonly log: Logger;
}

/** A group became a supergroup and says so: in the old chat by its new id, in the new one by its old id. */
export async function followMove(ctx: BotContext, deps: MoveDeps): Promise<boolean> {
  const chatId = ctx.chat?.id;
  const to = ctx.msg?.migrate_to_chat_id;
  const from = ctx.msg?.migrate_from_chat_id;
  if (chatId === undefined || (to === undefined && from === undefined)) return false;
  await move(from ?? chatId, to ?? chatId, deps);
  return true;
}

async function move(from: number, to: number, { chats, log }: MoveDeps): Promise<void> {
  await chats.moveChat(from, to);
  log.info({ from, to }, "a group has a new id");
}

/** A request to a group's old id is refused with the new one: what is kept moves, and it is sent there, once. */
export function sendToNewId(deps: MoveDeps): Transformer {
  return async (prev, method, payload, signal) => {
    const response = await prev(method, payload, signal);
    const to = response.ok ? undefined : response.parameters?.migrate_to_chat_id;
    if (to === undefined || !("chat_id" in payload) || typeof payload.chat_id !== "number") return response;
    // What cannot be moved now is when the next request there is refused.
    await ifStoreWorks(move(payload.chat_id, to, deps));
    return prev(method, { ...payload, chat_id: to }, signal);
  };
}
