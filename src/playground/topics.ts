import type { Chat } from "./chat.ts";
import type { Message } from "./message.ts";
import { asReplied } from "./posting.ts";

type Place = Pick<Message, "message_thread_id" | "is_topic_message" | "reply_to_message">;

/**
 * Where a message of a forum stands, and what it answers. Messages in General name no topic; in every other topic
 * what answers nothing answers the message that opened the topic, as on the real server.
 */
export function placeIn(
  chat: Chat,
  { topic, replied }: { topic: number | undefined; replied: Message | undefined },
): Place {
  const answered = replied ?? (topic === undefined ? undefined : chat.messages.get(topic));
  return {
    ...(answered === undefined ? {} : { reply_to_message: asReplied(answered) }),
    ...(topic === undefined ? {} : { message_thread_id: topic, is_topic_message: true as const }),
  };
}

/** The topic that an answer to this message stays in. */
export function topicOf(chat: Chat, message: Message | undefined): number | undefined {
  const topic = message?.message_thread_id;
  return topic !== undefined && chat.topics.has(topic) ? topic : undefined;
}
