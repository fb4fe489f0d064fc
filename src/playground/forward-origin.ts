import type { ForwardOrigin, Message } from "./message.ts";

/** Where a forwarded message comes from; a message forwarded again keeps its first origin. */
export function originOf(message: Message): ForwardOrigin {
  if (message.forward_origin !== undefined) return message.forward_origin;
  const { chat, date, from, sender_chat, message_id, author_signature } = message;
  const signature = author_signature === undefined ? {} : { author_signature };
  if (chat.type === "channel") return { type: "channel", date, chat, message_id, ...signature };
  if (sender_chat !== undefined) return { type: "chat", date, sender_chat, ...signature };
  if (from === undefined) return { type: "hidden_user", date, sender_user_name: chat.title ?? "" };
  return { type: "user", date, sender_user: from };
}
