import type { ForwardOrigin, Poll, Post } from "../post.ts";
import { makePost } from "../post.ts";
import type { SkipReason } from "./archive.ts";
import { desktopDate, localDate } from "./dates.ts";
import { desktopHtmlMedia } from "./desktop-html-media.ts";
import type { Element } from "./dom.ts";
import {
  byClass,
  childByClass,
  childElements,
  cutOffLine,
  firstByClass,
  hasClass,
  isClosed,
  lineOf,
  parsePage,
  wordsOf,
} from "./dom.ts";
import { readMarkup } from "./markup.ts";
import { messageId } from "./message-id.ts";
import { readMonth } from "./months.ts";
import { wellFormed } from "./rich-text.ts";

export type PageMessage =
  | { readonly kind: "post"; readonly id: number; readonly post: Post; readonly from: string | null }
  | {
      readonly kind: "skipped";
      readonly id: number | null;
      readonly reason: SkipReason;
      readonly detail: string;
    };

/** One page of Telegram Desktop's HTML export. */
export interface DesktopPage {
  readonly title: string | null;
  readonly messages: readonly PageMessage[];
  /** Words of service messages: they tell a channel from a group. */
  readonly serviceTexts: readonly string[];
  /** Where the page stops in the middle; null = it is whole. */
  readonly cutOffAtLine: number | null;
}

/** What a message takes from those before it on its page. */
interface Context {
  day: string | null;
  from: string | null;
  forward: ForwardOrigin | null;
}

export function readDesktopPage(html: string): DesktopPage {
  const document = parsePage(html);
  const elements = byClass(document, "message");
  const whole = elements.filter((element) => element !== elements.at(-1) || isClosed(element, html));
  const header = firstByClass(document, "page_header");
  const context: Context = { day: null, from: null, forward: null };
  return {
    title: wellFormed(wordsOf(header && firstByClass(header, "bold"))) || null,
    messages: whole.flatMap((element) => readMessage(element, context, html) ?? []),
    serviceTexts: whole.filter((element) => hasClass(element, "service")).map(wordsOf),
    cutOffAtLine: cutOffLine(elements.at(-1), html),
  };
}

/** Null for a day that stands between messages. */
function readMessage(element: Element, context: Context, html: string): PageMessage | null {
  const id = messageId(/^message(\d{1,10})$/.exec(element.attribs.id ?? "")?.[1]);
  if (hasClass(element, "service")) return readService(element, id, context);
  const body = childByClass(element, "body");
  // Counting lines takes as long as reading the page, so it is done for damage only.
  if (id === null || body === null) return damagedMessage(id, `line ${lineOf(element, html)}: impossible id`);
  if (!hasClass(element, "joined")) Object.assign(context, { from: null, forward: null });
  context.from = fromName(body) ?? context.from;
  const date = sentAt(childByClass(body, "date"), context.day);
  if (date === null) return damagedMessage(id, `message ${id}: impossible date`);
  const post = toPost(body, { id, date, context });
  if (post.text === "" && post.media.length === 0 && !post.poll)
    return { kind: "skipped", id, reason: "empty message", detail: `message ${id}` };
  return { kind: "post", id, post, from: context.from };
}

function readService(element: Element, id: number | null, context: Context): PageMessage | null {
  const words = wordsOf(element);
  if (id === null) {
    context.day = words;
    return null;
  }
  // Telegram Desktop prints a message that it cannot show as a service message.
  const reason = words.startsWith("This message is not supported")
    ? "unsupported message"
    : "service message";
  return { kind: "skipped", id, reason, detail: `message ${id}` };
}

function damagedMessage(id: number | null, detail: string): PageMessage {
  return { kind: "skipped", id, reason: "damaged message", detail };
}

function toPost(body: Element, known: { id: number; date: string; context: Context }): Post {
  const { id, date, context } = known;
  const forwarded = childElements(body).find(
    (child) => hasClass(child, "forwarded") && hasClass(child, "body"),
  );
  context.forward = forwarded ? (forwardOrigin(forwarded) ?? context.forward) : null;
  const content = forwarded ?? body;
  const text = childByClass(content, "text");
  const wrap = childByClass(content, "media_wrap");
  return makePost({
    messageId: id,
    date,
    ...readMarkup(text?.children ?? [], { hasOwnLines: false }),
    author: wellFormed(wordsOf(childByClass(content, "signature"))) || null,
    forwardedFrom: context.forward,
    media: wrap ? desktopHtmlMedia(wrap) : [],
    poll: wrap ? poll(wrap) : null,
  });
}

// "Channel name  via @bot"
const VIA_BOT = /\s+via @\w+$/;

function fromName(element: Element): string | null {
  const name = childByClass(element, "from_name");
  if (!name) return null;
  const date = childByClass(name, "date");
  const words = date === null ? wordsOf(name) : wordsOf(name).replace(wordsOf(date), "").trim();
  return wellFormed(words.replace(VIA_BOT, "")) || null;
}

/** Null where the origin is that of the message before. */
function forwardOrigin(forwarded: Element): ForwardOrigin | null {
  const name = fromName(forwarded);
  if (name === null) return null;
  const shown = childByClass(forwarded, "from_name");
  const date = shown && childByClass(shown, "date");
  const sent = date && desktopDate(date.attribs.title ?? wordsOf(date));
  return sent === null ? { name } : { name, date: sent };
}

/** From the title; pages that other tools wrote have only the day above and the time beside. */
function sentAt(shown: Element | null, day: string | null): string | null {
  if (!shown) return null;
  if (shown.attribs.title) return desktopDate(shown.attribs.title);
  const time = /^(\d\d?):(\d\d)(?::(\d\d))?$/.exec(wordsOf(shown));
  const date = /^(\d\d?) (\p{L}+) (\d{4})$/u.exec(day ?? "");
  const month = readMonth(date?.[2] ?? "");
  if (!time || !date || month === null) return null;
  const [hour = 0, minute = 0, second = 0] = time.slice(1).map((part) => Number(part ?? 0));
  return localDate({ year: Number(date[3]), month, day: Number(date[1]), hour, minute, second });
}

function poll(wrap: Element): Poll | null {
  const shown = childByClass(wrap, "media_poll");
  const question = wordsOf(shown && childByClass(shown, "question"));
  if (!shown || question === "") return null;
  const options = byClass(shown, "answer")
    .map(answerText)
    .filter((option) => option !== "");
  return { question: wellFormed(question), options };
}

/** `- Yes <span class="details">40 votes</span>` */
function answerText(answer: Element): string {
  const nodes = answer.children.filter((node) => node !== childByClass(answer, "details"));
  return readMarkup(nodes, { hasOwnLines: false }).text.replace(/^-\s+/, "");
}
