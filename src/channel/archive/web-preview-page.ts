import type { ChannelRef, ForwardOrigin, Poll, Post } from "../post.ts";
import { makePost } from "../post.ts";
import type { SkipReason } from "./archive.ts";
import { isoDate } from "./dates.ts";
import type { Document, Element } from "./dom.ts";
import {
  byClass,
  cutOffLine,
  firstByClass,
  firstByTag,
  hasClass,
  isClosed,
  isInside,
  parsePage,
  wordsOf,
} from "./dom.ts";
import { readMarkup } from "./markup.ts";
import { messageId } from "./message-id.ts";
import { channelId } from "./naming.ts";
import { wellFormed } from "./rich-text.ts";
import { webPreviewMedia } from "./web-preview-media.ts";

type WebMessage =
  | { readonly kind: "post"; readonly channel: ChannelRef; readonly id: number; readonly post: Post }
  | { readonly kind: "skipped"; readonly reason: SkipReason; readonly detail: string };

/** A page of t.me/s/NAME, whole or a piece of it. */
export interface WebPage {
  readonly messages: readonly WebMessage[];
  /** `?before=` of the page with older posts; null on the oldest. */
  readonly before: number | null;
  readonly cutOffAtLine: number | null;
}

export function readWebPage(html: string): WebPage {
  const document = parsePage(html);
  const elements = byClass(document, "tgme_widget_message");
  const last = elements.at(-1);
  const whole = elements.filter((element) => element !== last || isClosed(element, html));
  const title = wellFormed(wordsOf(firstByClass(document, "tgme_channel_info_header_title"))) || null;
  return {
    messages: whole.map((element) => readMessage(element, title)),
    before: olderPage(document),
    cutOffAtLine: cutOffLine(last, html),
  };
}

// data-post="inforetriever/123"
const POST_ADDRESS = /^(\w{3,32})\/(\d{1,10})$/;

function readMessage(element: Element, pageTitle: string | null): WebMessage {
  const shown = element.attribs["data-post"] ?? "";
  const [, username = "", number] = POST_ADDRESS.exec(shown) ?? [];
  const id = messageId(number);
  if (id === null)
    return { kind: "skipped", reason: "damaged message", detail: `impossible address ${shown}` };
  if (hasClass(element, "service_message"))
    return { kind: "skipped", reason: "service message", detail: `message ${id}` };
  const date = sentAt(element);
  if (date === null) return { kind: "skipped", reason: "damaged message", detail: `message ${id}: no date` };
  const post = toPost(element, { id, username, date });
  if (post.text === "" && post.media.length === 0 && !post.poll)
    return { kind: "skipped", reason: "empty message", detail: `message ${id}` };
  return { kind: "post", channel: channelOf(element, username, pageTitle), id, post };
}

function channelOf(element: Element, username: string, pageTitle: string | null): ChannelRef {
  const owner = wellFormed(wordsOf(firstByClass(element, "tgme_widget_message_owner_name")));
  // data-peer="c1006503122_-2169263226058029016": the id, then a hash
  const id = channelId(/^c(\d+)_/.exec(element.attribs["data-peer"] ?? "")?.[1]);
  return { telegramId: id, username, title: pageTitle ?? (owner || null) };
}

function toPost(element: Element, known: { id: number; username: string; date: string }): Post {
  const [id = known.id, ...albumMessageIds] = albumIds(element, known.username, known.id);
  return makePost({
    messageId: id,
    albumMessageIds,
    date: known.date,
    ...readMarkup(textOf(element)?.children ?? [], { hasOwnLines: true }),
    author: wellFormed(wordsOf(firstByClass(element, "tgme_widget_message_from_author"))) || null,
    forwardedFrom: forwardOrigin(element),
    media: webPreviewMedia(element),
    poll: poll(element),
    views: views(wordsOf(firstByClass(element, "tgme_widget_message_views"))),
  });
}

/** The date of the message itself: previews and videos inside have times of their own. */
function sentAt(element: Element): string | null {
  const link = firstByClass(element, "tgme_widget_message_date");
  const time = link && firstByTag(link, "time");
  return isoDate(time?.attribs.datetime ?? "");
}

/** The pictures of an album are links to single messages: `https://t.me/NAME/46909?single`. */
function albumIds(element: Element, username: string, id: number): number[] {
  const ids = new Set([id]);
  for (const link of byClass(element, "grouped_media_wrap").concat(
    byClass(element, "tgme_widget_message_document_wrap"),
  )) {
    const [, name, number] = /\/(\w+)\/(\d{1,10})\?single/.exec(link.attribs.href ?? "") ?? [];
    const single = messageId(number);
    if (single !== null && name?.toLowerCase() === username.toLowerCase()) ids.add(single);
  }
  return [...ids].sort((a, b) => a - b);
}

/** The outermost one: pages repeat the class inside it. A reply's excerpt has another class. */
function textOf(element: Element): Element | null {
  return (
    byClass(element, "js-message_text").find((text) => !isInside(text, "tgme_widget_message_link_preview")) ??
    firstByClass(element, "tgme_widget_message_text")
  );
}

function forwardOrigin(element: Element): ForwardOrigin | null {
  const shown = firstByClass(element, "tgme_widget_message_forwarded_from_name");
  if (!shown) return null;
  const name = wellFormed(wordsOf(shown));
  const [, username, number] =
    /^https?:\/\/t\.me\/(\w{3,32})(?:\/(\d{1,10}))?/.exec(shown.attribs.href ?? "") ?? [];
  const original = messageId(number);
  return {
    name,
    ...(username === undefined || username === "c" ? {} : { username }),
    ...(original === null ? {} : { messageId: original }),
  };
}

function poll(element: Element): Poll | null {
  const question = wellFormed(wordsOf(firstByClass(element, "tgme_widget_message_poll_question")));
  const options = byClass(element, "tgme_widget_message_poll_option_text").map((option) =>
    wellFormed(wordsOf(option)),
  );
  return question === "" ? null : { question, options };
}

const UNITS: Readonly<Record<string, number>> = { K: 1e3, M: 1e6, B: 1e9 };

/** "59.5K" → 59500: pages round from a thousand on. */
function views(shown: string): number | null {
  const match = /^(\d+(?:\.\d+)?)([KMB])?$/.exec(shown);
  return match ? Math.round(Number(match[1]) * (UNITS[match[2] ?? ""] ?? 1)) : null;
}

function olderPage(document: Document): number | null {
  const more = byClass(document, "tme_messages_more").find((link) => "data-before" in link.attribs);
  const prev = [firstByTag(document, "head")].flatMap((head) => head?.children ?? []);
  const link = prev.find((node): node is Element => "attribs" in node && node.attribs.rel === "prev");
  return (
    messageId(more?.attribs["data-before"]) ??
    messageId(/[?&]before=(\d{1,10})/.exec(link?.attribs.href ?? "")?.[1])
  );
}
