import type { ForwardOrigin, Poll, Post } from "../post.ts";
import { makePost } from "../post.ts";
import type { ArchiveItem, SkipReason } from "./archive.ts";
import { isoDate, unixDate } from "./dates.ts";
import { desktopJsonMedia } from "./desktop-json-media.ts";
import type { JsonRecord } from "./json-fields.ts";
import { isRecord, listField, recordField, stringField } from "./json-fields.ts";
import { messageId } from "./message-id.ts";
import { channelId } from "./naming.ts";
import type { RichText } from "./rich-text.ts";
import { desktopMark, RichTextBuilder, wellFormed } from "./rich-text.ts";

/** What Telegram Desktop shows for an origin that is gone, and writes to its HTML export. */
const DELETED_ORIGIN = "Deleted Account";

/** One message of Telegram Desktop's JSON export, of old and new versions. */
export function desktopJsonMessage(message: unknown, place: string, ownId: number | null): ArchiveItem {
  if (!isRecord(message)) return skipped("damaged message", `${place}: not an object`);
  const id = messageId(message.id);
  const named = id === null ? place : `message ${id}`;
  if (message.type === "service") return skipped("service message");
  if (message.type === "unsupported") return skipped("unsupported message", named);
  if (message.type !== "message") return skipped("damaged message", `${named}: no type`);
  if (id === null) return skipped("damaged message", `${place}: impossible id ${shown(message.id)}`);
  const date = sentAt(message);
  if (date === null) return skipped("damaged message", `${named}: impossible date ${shown(message.date)}`);
  const text = richText(message);
  if (text === null) return skipped("damaged message", `${named}: text of the wrong type`);
  const post = toPost(message, { id, date, text, ownId });
  if (post.text === "" && post.media.length === 0 && !post.poll) return skipped("empty message", named);
  return { kind: "post", post };
}

function toPost(
  message: JsonRecord,
  known: { id: number; date: string; text: RichText; ownId: number | null },
): Post {
  return makePost({
    messageId: known.id,
    date: known.date,
    editedAt: editedAt(message),
    ...known.text,
    author: author(message, known.ownId),
    forwardedFrom: forwardOrigin(message),
    media: desktopJsonMedia(message),
    poll: poll(message),
  });
}

function sentAt(message: JsonRecord): string | null {
  return unixDate(message.date_unixtime) ?? isoDate(stringField(message, "date") ?? "");
}

function editedAt(message: JsonRecord): string | null {
  return unixDate(message.edited_unixtime) ?? isoDate(stringField(message, "edited") ?? "");
}

/** The signature; else the person, where the channel shows its authors' profiles. */
function author(message: JsonRecord, ownId: number | null): string | null {
  const signature = stringField(message, "author");
  if (signature !== undefined) return wellFormed(signature).trim();
  const from = stringField(message, "from");
  const isOther = stringField(message, "from_id") !== undefined && channelId(message.from_id) !== ownId;
  return from !== undefined && isOther ? wellFormed(from).trim() : null;
}

function forwardOrigin(message: JsonRecord): ForwardOrigin | null {
  if (!("forwarded_from" in message) && !("forwarded_from_id" in message)) return null;
  return { name: wellFormed(stringField(message, "forwarded_from") ?? DELETED_ORIGIN).trim() };
}

function poll(message: JsonRecord): Poll | null {
  const told = recordField(message, "poll");
  if (!told) return null;
  const question = flatText(told.question);
  const options = listField(told, "answers").map((answer) => (isRecord(answer) ? flatText(answer.text) : ""));
  return question === "" ? null : { question, options: options.filter((option) => option !== "") };
}

function flatText(value: unknown): string {
  return parts(value)?.finish().text ?? "";
}

/** `text_entities` since mid-2021; before that `text`, a string or a list of strings and marked pieces. */
function richText(message: JsonRecord): RichText | null {
  const isNew = Array.isArray(message.text_entities) && message.text_entities.length > 0;
  return parts(isNew ? message.text_entities : (message.text ?? ""))?.finish() ?? null;
}

function parts(value: unknown): RichTextBuilder | null {
  const builder = new RichTextBuilder();
  for (const part of Array.isArray(value) ? value : [value]) {
    if (typeof part === "string") builder.append(part);
    else if (isRecord(part) && typeof part.text === "string") appendMarked(builder, part, part.text);
    else return null;
  }
  return builder;
}

function appendMarked(builder: RichTextBuilder, part: JsonRecord, text: string): void {
  const start = builder.length;
  builder.append(text);
  const href = stringField(part, "href");
  const language = stringField(part, "language");
  const mark = desktopMark(stringField(part, "type") ?? "", text, {
    ...(href === undefined ? {} : { href: wellFormed(href) }),
    ...(language === undefined ? {} : { language: wellFormed(language) }),
  });
  if (mark) builder.mark(mark, start);
}

function skipped(reason: SkipReason, detail?: string): ArchiveItem {
  return detail === undefined ? { kind: "skipped", reason } : { kind: "skipped", reason, detail };
}

function shown(value: unknown): string {
  if (typeof value === "object" && value !== null) return "of another type";
  return wellFormed(JSON.stringify(value) ?? "missing").slice(0, 40);
}
