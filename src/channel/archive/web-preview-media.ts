import type { Media, MediaKind } from "../post.ts";
import type { Element } from "./dom.ts";
import { byClass, firstByClass, firstByTag, hasClass, isInside, wordsOf } from "./dom.ts";
import { fileTitle, media } from "./media-title.ts";

const PREFIX = "tgme_widget_message_";

const KINDS: readonly (readonly [className: string, kind: MediaKind])[] = [
  ["photo_wrap", "photo"],
  ["video_player", "video"],
  ["roundvideo_player", "video_note"],
  ["voice_player", "voice"],
  ["document_wrap", "document"],
  ["sticker_wrap", "sticker"],
  ["location_wrap", "location"],
  ["venue_wrap", "location"],
  ["contact_wrap", "contact"],
  ["game", "other"],
  ["invoice", "other"],
];

/** What is attached to a message of a public web page, in the order shown. */
export function webPreviewMedia(message: Element): Media[] {
  const found = KINDS.flatMap(([name, kind]) =>
    byClass(message, PREFIX + name).map((element) => ({ element, kind })),
  )
    .filter(
      ({ element }) => !isInside(element, `${PREFIX}link_preview`) && !isInside(element, `${PREFIX}reply`),
    )
    .sort((a, b) => (a.element.startIndex ?? 0) - (b.element.startIndex ?? 0))
    .map(({ element, kind }) => shownMedia(element, kind));
  return found.length === 0 && isUnsupported(message) ? [media("other")] : found;
}

function shownMedia(element: Element, kind: MediaKind): Media {
  if (kind === "video") return media(isAnimation(element) ? "animation" : "video");
  if (kind === "document") return documentMedia(element);
  if (kind === "contact") return media("contact", wordsOf(firstByClass(element, `${PREFIX}contact_name`)));
  if (kind === "location") return media("location", placeName(element));
  return media(kind);
}

/** A page plays an animation by itself, silently and over and over. */
function isAnimation(player: Element): boolean {
  const video = firstByTag(player, "video");
  return video !== null && "loop" in video.attribs && "muted" in video.attribs;
}

function documentMedia(element: Element): Media {
  const title = wordsOf(firstByClass(element, `${PREFIX}document_title`));
  const icon = firstByClass(element, `${PREFIX}document_icon`);
  if (!icon || !hasClass(icon, "audio")) return media("document", fileTitle(title));
  const performer = wordsOf(firstByClass(element, `${PREFIX}document_extra`));
  return media("audio", [performer, title].filter(Boolean).join(" – "));
}

function placeName(element: Element): string {
  const parts = [`${PREFIX}location_title`, `${PREFIX}location_address`].map((name) =>
    wordsOf(firstByClass(element, name)),
  );
  return parts.filter(Boolean).join(", ");
}

/** The page shows a box "not supported" in place of an attachment it has no form for. */
function isUnsupported(message: Element): boolean {
  return (
    firstByClass(message, "message_media_not_supported") !== null && !firstByClass(message, `${PREFIX}poll`)
  );
}
