import type { Place } from "../../digests/subscription.ts";
import type { BotContext } from "../context.ts";

/** Where the update is from: the chat, or the topic that the message or the pressed button stands in. */
export function placeOf(ctx: BotContext): Place | null {
  if (ctx.chat === undefined) return null;
  const { is_topic_message: isTopic, message_thread_id: topicId } = ctx.msg ?? {};
  const inTopic = isTopic === true && Number.isSafeInteger(topicId);
  return { chatId: ctx.chat.id, topicId: inTopic ? (topicId ?? null) : null };
}
