import { FormattedString } from "@grammyjs/parse-mode";
import type { MessageEntity } from "grammy/types";
import { readableText } from "../channel/passages.ts";
import type { StoredPost, TextEntity } from "../channel/post.ts";

/** What a post says, with its formatting as far as Telegram takes it from us. */
export function postBody(post: StoredPost): FormattedString {
  const text = readableText(post);
  const entities = post.entities.flatMap((entity) => sent(entity, text.length));
  return new FormattedString(text, entities);
}

/** Links that stand in the text itself, tags and mentions Telegram finds by itself. */
function sent(entity: TextEntity, textLength: number): MessageEntity[] {
  const { type, offset } = entity;
  const length = Math.min(entity.length, textLength - offset);
  if (offset < 0 || length <= 0) return [];
  switch (type) {
    case "url":
    case "mention":
    case "hashtag":
    case "email":
      return [];
    case "text_link":
      return entity.url !== undefined && isAddress(entity.url)
        ? [{ type, offset, length, url: entity.url }]
        : [];
    case "pre":
      return [
        { type, offset, length, ...(entity.language === undefined ? {} : { language: entity.language }) },
      ];
    default:
      return [{ type, offset, length }];
  }
}

/** Telegram refuses the whole message for one address that it does not know as one. */
function isAddress(url: string): boolean {
  return /^(?:https?|tg|ton|tonsite):/i.test(url) ? URL.canParse(url) : URL.canParse(`http://${url}`);
}
