import type { Entity } from "../message.ts";
import { dateTime } from "./date-time.ts";
import { linkEntity } from "./link-entity.ts";
import { broken, bytes, isEscapable, type Reading } from "./markdown-v2-reading.ts";

type Range = Pick<Entity, "offset" | "length">;

/** The entity of "[text]" with the "(…)" that may follow; undefined where that is no link. */
export function readLink(reading: Reading, range: Range): Entity | undefined {
  return linkEntity(readUrl(reading, "URL") ?? reading.text.slice(range.offset), range);
}

/** The entity of "![text]": a custom emoji, or a date. */
export function readEmoji(reading: Reading, range: Range): Entity {
  return emojiEntity(readUrl(reading, "custom emoji URL"), range);
}

function emojiEntity(url: string | undefined, range: Range): Entity {
  const emoji = /^tg:\/\/emoji\?id=([1-9]\d{0,18})$/.exec(url ?? "")?.[1];
  const time = /^tg:\/\/time\?unix=(\d{1,10})(?:&format=([^&]*))?$/.exec(url ?? "");
  if (emoji !== undefined) return { type: "custom_emoji", ...range, custom_emoji_id: emoji };
  if (time === null) throw broken("Custom emoji entity must contain a tg://emoji URL");
  const [, unix, format] = time;
  const entity = dateTime(Number(unix), format, range);
  if (entity === undefined) throw broken("Invalid date-time format specified");
  return entity;
}

/** Reads "(…)" behind the closing bracket. */
function readUrl(reading: Reading, what: string): string | undefined {
  const { source } = reading;
  if (source[reading.at] !== "(") return undefined;
  const start = reading.at + 1;
  let url = "";
  let i = start;
  while (i < source.length && source[i] !== ")") {
    if (source[i] === "\\" && isEscapable(source.charCodeAt(i + 1))) i++;
    url += source.charAt(i++);
  }
  if (i >= source.length) throw broken(`Can't find end of a ${what} at byte offset ${bytes(source, start)}`);
  reading.at = i + 1;
  return url;
}
