import type { Media, MediaKind } from "../post.ts";
import type { JsonRecord } from "./json-fields.ts";
import { isRecord, recordField, stringField } from "./json-fields.ts";
import { fileTitle, media } from "./media-title.ts";

const FILE_KINDS: Readonly<Record<string, MediaKind>> = {
  sticker: "sticker",
  video_message: "video_note",
  voice_message: "voice",
  animation: "animation",
  video_file: "video",
  audio_file: "audio",
};

/** Attachments that Telegram Desktop tells of and we only count. */
const OTHER_KINDS = ["giveaway_information", "paid_stars_amount", "story_expired", "todo_list"] as const;

/** What is attached to a message of Telegram Desktop's JSON export. */
export function desktopJsonMedia(message: JsonRecord): Media[] {
  if ("media_type" in message || "file" in message) return [fileMedia(message)];
  if ("photo" in message) return [media("photo")];
  if ("contact_information" in message) return [media("contact", contactName(message))];
  if (
    "place_name" in message ||
    "location_information" in message ||
    "live_location_period_seconds" in message
  )
    return [media("location", placeName(message))];
  if ("game_title" in message) return [media("other", stringField(message, "game_title"))];
  if (isRecord(message.invoice_information))
    return [media("other", stringField(message.invoice_information, "title"))];
  return OTHER_KINDS.some((key) => key in message) ? [media("other")] : [];
}

function fileMedia(message: JsonRecord): Media {
  const type = stringField(message, "media_type") ?? "";
  const kind = Object.hasOwn(FILE_KINDS, type) ? FILE_KINDS[type] : undefined;
  if (kind === "audio") return media("audio", songTitle(message) ?? fileName(message));
  if (kind === "sticker") return media("sticker", stringField(message, "sticker_emoji"));
  return kind === undefined ? media("document", fileName(message)) : media(kind);
}

function songTitle(message: JsonRecord): string | undefined {
  const parts = [stringField(message, "performer"), stringField(message, "title")].filter(
    (part) => part !== undefined,
  );
  return parts.length === 0 ? undefined : parts.join(" – ");
}

function fileName(message: JsonRecord): string | undefined {
  return fileTitle(stringField(message, "file_name")) ?? fileTitle(stringField(message, "file"));
}

function contactName(message: JsonRecord): string | undefined {
  const contact = recordField(message, "contact_information") ?? {};
  return [stringField(contact, "first_name"), stringField(contact, "last_name")].filter(Boolean).join(" ");
}

function placeName(message: JsonRecord): string | undefined {
  return [stringField(message, "place_name"), stringField(message, "address")].filter(Boolean).join(", ");
}
