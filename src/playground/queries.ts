import type { Backend, CallbackAnswer, InlineAnswer } from "./backend.ts";
import type { InlineQuestion } from "./inline-cache.ts";
import type { InlineResult } from "./inline-result.ts";
import type { Message } from "./message.ts";
import { checkPresence, type MessageDraft, write } from "./people.ts";
import { endDraft } from "./posting.ts";
import { chatOf, personOf } from "./world.ts";

const CALLBACK_UPDATE_MS = 150_000;
const INLINE_UPDATE_MS = 30_000;

export interface Press {
  readonly userId: number;
  readonly message: Message;
  readonly data: string;
  readonly waitMs: number;
}

/** A person presses a button and waits for the bot. */
export function pressButton(backend: Backend, press: Press): Promise<CallbackAnswer | "timeout"> {
  const { userId, message, data, waitMs } = press;
  const chat = chatOf(backend.world, message.chat.id);
  if (chat.kind !== "channel") checkPresence(chat, userId); // readers of a channel are not in its list
  const { id, answer } = backend.callbacks.open(message, waitMs);
  backend.watch.mark(message.chat.id);
  const payload = {
    id,
    from: personOf(backend.world, userId).user,
    chat_instance: String(message.chat.id * -7),
    ...originOf(backend, message),
    data,
  };
  backend.updates.push("callback_query", payload, CALLBACK_UPDATE_MS);
  return answer;
}

/** A person stops what the bot is writing to them; false where there is nothing to stop. */
export function stopDraft(backend: Backend, userId: number): boolean {
  const chat = chatOf(backend.world, userId);
  const draft = backend.drafts.in(chat.id);
  if (draft === undefined || !draft.can_stop) return false;
  if (!draft.keep_on_stop) endDraft(backend, chat.id);
  const { draft_id, message_thread_id } = draft;
  const thread = message_thread_id === undefined ? {} : { message_thread_id };
  backend.updates.push("stopped_message_generation", { chat: chat.card, ...thread, draft_id });
  return true;
}

/** Of a message that was sent by way of the bot it only learns the id. */
function originOf({ inlineMessages }: Backend, message: Message): object {
  const id = inlineMessages.idOf(message);
  return id === undefined ? { message } : { inline_message_id: id };
}

export interface InlineTyping extends InlineQuestion {
  /** Where the person types. */
  readonly chatId: number;
  readonly waitMs: number;
}

/** The bot's answer, new or kept by Telegram from the last time. */
export type GivenAnswer = InlineAnswer & { readonly isFromCache: boolean };

/** A person types `@bot query` somewhere. */
export async function askInline(backend: Backend, typing: InlineTyping): Promise<GivenAnswer | "timeout"> {
  const { userId, query, offset, chatId, waitMs } = typing;
  const kept = backend.inlineCache.find(typing);
  if (kept !== undefined) return { ...kept, isFromCache: true };
  const { id, answer } = backend.inlineQueries.open({ userId, query, offset }, waitMs);
  const from = personOf(backend.world, userId).user;
  const chat_type = chatId === userId ? "sender" : chatOf(backend.world, chatId).kind;
  backend.updates.push("inline_query", { id, from, query, offset, chat_type }, INLINE_UPDATE_MS);
  const given = await answer;
  return given === "timeout" ? given : { ...given, isFromCache: false };
}

export interface Choice {
  readonly userId: number;
  readonly chatId: number;
  readonly result: InlineResult;
  readonly query: string;
  readonly place?: Pick<MessageDraft, "replyTo" | "topic" | "isAnonymous">;
}

/** A person chooses an inline result; it appears in the chat as their message via the bot. */
export function chooseResult(backend: Backend, choice: Choice): Message {
  const { userId, chatId, result, query, place } = choice;
  const { content, reply_markup } = result;
  const keyboard = reply_markup === undefined ? {} : { reply_markup };
  const message = write(backend, userId, chatId, { ...place, ...keyboard, content, isViaBot: true });
  // A message without buttons gets no id: nothing could be done with it.
  const inline = reply_markup === undefined ? {} : { inline_message_id: backend.inlineMessages.add(message) };
  const { user } = personOf(backend.world, userId);
  backend.updates.push("chosen_inline_result", { result_id: result.id, from: user, query, ...inline });
  return message;
}
