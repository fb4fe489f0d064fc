import type { Message } from "grammy/types";
import { bareId } from "../channel/channel-id.ts";
import { findPostLink, type MessageAddress } from "../channel/post-link.ts";

/** The post that a message is, or has the first link to: a forwarded post, one of our lists or cards, any text. */
export function addressIn(message: Message): MessageAddress | null {
  const origin = originOf(message);
  if (origin !== null) return origin;
  for (const text of [...linkedIn(message), ...buttonsUnder(message)]) {
    const link = findPostLink(text);
    if (link !== null) return link;
  }
  return null;
}

/** Where a forwarded post of a channel stands. */
export function originOf({ forward_origin: origin }: Message): MessageAddress | null {
  if (origin?.type !== "channel") return null;
  return { channel: { telegramId: bareId(origin.chat.id) }, messageId: origin.message_id };
}

function linkedIn({ text, caption, entities, caption_entities }: Message): string[] {
  const urls = [...(entities ?? []), ...(caption_entities ?? [])].flatMap((entity) =>
    entity.type === "text_link" ? [entity.url] : [],
  );
  return [...urls, text ?? caption ?? ""];
}

function buttonsUnder({ reply_markup }: Message): string[] {
  const buttons = reply_markup?.inline_keyboard.flat() ?? [];
  return buttons.flatMap((button) => ("url" in button ? [button.url] : []));
}
