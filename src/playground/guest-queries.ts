import type { Backend } from "./backend.ts";
import { type Chat, isGroup } from "./chat.ts";
import type { InlineResult } from "./inline-result.ts";
import type { Message } from "./message.ts";
import { postAsBot } from "./posting.ts";
import { mentionsBot } from "./privacy.ts";
import type { World } from "./world.ts";

/**
 * Whether a message calls the bot into a chat it is not in: https://core.telegram.org/api/bots/guest-mode.
 * Whoever threw the bot out does not get it back by its name.
 */
export function callsGuest(world: World, chat: Chat, message: Message): boolean {
  return isGroup(chat) && chat.botStatus === "left" && mentionsBot(world, message);
}

/** The bot is told; the message that it answers with, or "timeout" after `waitMs`. */
export function askGuest(backend: Backend, message: Message, waitMs: number): Promise<Message | "timeout"> {
  const { id, answer } = backend.guestQueries.open(message, waitMs);
  backend.updates.push("guest_message", { ...message, guest_query_id: id });
  return answer;
}

/** The bot's only message there, which it knows by the id returned. */
export function answerAsGuest(backend: Backend, queryId: string, result: InlineResult): string {
  const call = backend.guestQueries.check(queryId);
  const chat = backend.world.chats.get(call.chat.id);
  if (chat === undefined) throw new Error(`Chat ${call.chat.id} has gone`);
  const message = postAsBot(backend, chat, {
    ...result.content,
    ...callerOf(call),
    ...topicOf(call),
    ...(result.reply_markup === undefined ? {} : { reply_markup: result.reply_markup }),
  });
  const id = backend.inlineMessages.add(message);
  backend.guestQueries.answer(queryId, message);
  return id;
}

function callerOf({
  from,
  sender_chat,
}: Message): Pick<Message, "guest_bot_caller_user" | "guest_bot_caller_chat"> {
  if (sender_chat !== undefined) return { guest_bot_caller_chat: sender_chat };
  return from === undefined ? {} : { guest_bot_caller_user: from };
}

function topicOf({
  message_thread_id,
  is_topic_message,
}: Message): Pick<Message, "message_thread_id" | "is_topic_message"> {
  if (message_thread_id === undefined || is_topic_message === undefined) return {};
  return { message_thread_id, is_topic_message };
}
