import type { Media, MediaKind } from "../post.ts";
import type { Element } from "./dom.ts";
import { childElements, firstByClass, hasClass, wordsOf } from "./dom.ts";
import { fileTitle, media } from "./media-title.ts";

const PICTURE_KINDS: readonly (readonly [className: string, kind: MediaKind])[] = [
  ["photo_wrap", "photo"],
  ["video_file_wrap", "video"],
  ["animated_wrap", "animation"],
  ["sticker_wrap", "sticker"],
];

/** Attachments shown as a line with an icon. Titles that are not the attachment's own are Telegram Desktop's words. */
const LINE_KINDS: readonly (readonly [className: string, kind: MediaKind])[] = [
  ["media_voice_message", "voice"],
  ["media_audio_file", "audio"],
  ["media_file", "document"],
  ["media_contact", "contact"],
  ["media_live_location", "location"],
  ["media_location", "location"],
  ["media_venue", "location"],
  ["media_game", "other"],
  ["media_invoice", "other"],
];

const VIDEO_TITLES: Readonly<Record<string, MediaKind>> = {
  "Video message": "video_note",
  Animation: "animation",
};

/** What is attached to a message of Telegram Desktop's HTML export; a poll is not counted. */
export function desktopHtmlMedia(wrap: Element): Media[] {
  return childElements(wrap).flatMap((shown) => {
    if (hasClass(shown, "media_poll")) return [];
    const picture = PICTURE_KINDS.find(([className]) => hasClass(shown, className));
    if (picture) return [media(picture[1])];
    return hasClass(shown, "media") ? [lineMedia(shown)] : [];
  });
}

function lineMedia(shown: Element): Media {
  const title = wordsOf(firstByClass(shown, "title"));
  const status = wordsOf(firstByClass(shown, "status"));
  if (hasClass(shown, "media_photo"))
    return title === "Sticker" ? media("sticker", emojiOf(status)) : media("photo");
  if (hasClass(shown, "media_video")) return media(VIDEO_TITLES[title] ?? "video");
  const kind = LINE_KINDS.find(([className]) => hasClass(shown, className))?.[1] ?? "other";
  return media(kind, lineTitle(shown, kind, title));
}

function lineTitle(shown: Element, kind: MediaKind, title: string): string | undefined {
  const linked = fileTitle(shown.name === "a" ? shown.attribs.href : undefined);
  if (kind === "voice") return undefined;
  if (kind === "audio") return title === "Audio file" ? linked : title;
  if (kind === "document") return title === "File" ? linked : fileTitle(title);
  if (kind !== "location") return title;
  if (!hasClass(shown, "media_venue")) return undefined;
  return [title, wordsOf(firstByClass(shown, "description"))].filter(Boolean).join(", ");
}

/** "❤, 16.5 KB" */
function emojiOf(status: string): string | undefined {
  const first = status.split(",")[0] ?? "";
  return /\p{Extended_Pictographic}/u.test(first) ? first : undefined;
}
