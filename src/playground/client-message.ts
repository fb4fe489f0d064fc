import type { Chat } from "./chat.ts";
import type { Message } from "./message.ts";

/** A message as one person sees it. */
export type ClientMessage = Message & { readonly out: boolean };

export interface Page {
  /** Oldest first. */
  readonly messages: ClientMessage[];
  /** There are older ones. */
  readonly more: boolean;
}

export function seenBy(message: Message, userId: number): ClientMessage {
  return { ...message, out: message.from?.id === userId };
}

/** The last `limit` messages before the given id. */
export function pageOf(
  chat: Chat,
  userId: number,
  { before, limit }: { before: number; limit: number },
): Page {
  const ids = [...chat.messages.keys()].filter((id) => id < before).sort((a, b) => a - b);
  const messages = ids.slice(-limit).flatMap((id) => chat.messages.get(id) ?? []);
  return { messages: messages.map((message) => seenBy(message, userId)), more: ids.length > limit };
}

/** People may change what they wrote themselves, as whomever, and the owners of a channel everything in it. */
export function mayRewrite(
  chat: Chat,
  { userId, isAnonymous }: { userId: number; isAnonymous: boolean },
  message: Message,
): boolean {
  if (chat.kind === "channel") return chat.members.has(userId);
  return isAnonymous ? message.sender_chat?.id === chat.id : message.from?.id === userId;
}
