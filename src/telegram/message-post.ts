import type { Message, MessageEntity, MessageOrigin } from "grammy/types";
import { bareId } from "../channel/channel-id.ts";
import {
  type ChannelRef,
  ENTITY_TYPES,
  type EntityType,
  type ForwardOrigin,
  type Media,
  makePost,
  type Post,
  type TextEntity,
} from "../channel/post.ts";

/** The channel that a message was published in. */
export function messageChannel({ chat }: Pick<Message, "chat">): Required<ChannelRef> {
  return { telegramId: bareId(chat.id), username: chat.username ?? null, title: chat.title ?? null };
}

/** The post that a channel message is; null for a service message, which has nothing to read. */
export function messageToPost(message: Message): Post | null {
  const media = readMedia(message);
  const poll = readPoll(message);
  const text = message.text ?? message.caption ?? "";
  if (text === "" && media.length === 0 && poll === null) return null;
  return makePost({
    messageId: message.message_id,
    mediaGroupId: message.media_group_id ?? null,
    date: isoDate(message.date),
    editedAt: message.edit_date === undefined ? null : isoDate(message.edit_date),
    text,
    entities: (message.entities ?? message.caption_entities ?? []).flatMap(readEntity),
    author: message.author_signature ?? null,
    forwardedFrom: message.forward_origin === undefined ? null : readOrigin(message.forward_origin),
    media,
    poll,
  });
}

/** Unix seconds → ISO 8601 without fractions. */
function isoDate(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, "Z");
}

function readEntity(entity: MessageEntity): TextEntity[] {
  const { offset, length } = entity;
  if (entity.type === "text_link") return [{ type: "text_link", offset, length, url: entity.url }];
  if (entity.type === "expandable_blockquote") return [{ type: "blockquote", offset, length }];
  if (entity.type === "pre" && entity.language !== undefined) {
    return [{ type: "pre", offset, length, language: entity.language }];
  }
  return isKeptEntity(entity.type) ? [{ type: entity.type, offset, length }] : [];
}

function isKeptEntity(type: string): type is EntityType {
  return ENTITY_TYPES.some((kept) => kept === type);
}

function readOrigin(origin: MessageOrigin): ForwardOrigin | null {
  const date = isoDate(origin.date);
  switch (origin.type) {
    case "channel": {
      const { title, username } = origin.chat;
      return { name: title ?? "", messageId: origin.message_id, date, ...(username ? { username } : {}) };
    }
    case "chat": {
      const { sender_chat } = origin;
      return { name: sender_chat.title ?? sender_chat.first_name ?? "", date };
    }
    case "user":
      return {
        name: [origin.sender_user.first_name, origin.sender_user.last_name].filter(Boolean).join(" "),
        date,
      };
    case "hidden_user":
      return { name: origin.sender_user_name, date };
    default:
      origin satisfies never;
      return null; // of a kind that there was not yet: the post is worth keeping without
  }
}

function readPoll({ poll }: Message): Post["poll"] {
  return poll === undefined
    ? null
    : { question: poll.question, options: poll.options.map(({ text }) => text) };
}

/** At most one: a message carries one file, an album is several messages. */
function readMedia(message: Message): Media[] {
  // Telegram repeats an animation under `document` too, so it is looked at first.
  if (message.animation) return [media("animation", message.animation.file_name)];
  if (message.photo) return [media("photo")];
  if (message.video) return [media("video", message.video.file_name)];
  if (message.audio) return [media("audio", audioTitle(message.audio))];
  if (message.voice) return [media("voice")];
  if (message.video_note) return [media("video_note")];
  if (message.document) return [media("document", message.document.file_name)];
  if (message.sticker) return [media("sticker", message.sticker.emoji)];
  if (message.venue) return [media("location", `${message.venue.title}, ${message.venue.address}`)];
  if (message.location) return [media("location")];
  if (message.contact) return [media("contact", message.contact.first_name)];
  if (message.story || message.paid_media || message.giveaway || message.dice) return [media("other")];
  return [];
}

function media(kind: Media["kind"], title?: string): Media {
  return title === undefined || title === "" ? { kind } : { kind, title };
}

function audioTitle(audio: NonNullable<Message["audio"]>): string | undefined {
  const parts = [audio.performer, audio.title].filter((part) => part !== undefined && part !== "");
  return parts.length > 0 ? parts.join(" – ") : audio.file_name;
}
