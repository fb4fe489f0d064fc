import { FormattedString } from "@grammyjs/parse-mode";
import type { InlineKeyboard } from "grammy";
import { postUrl, type StoredPost } from "../channel/post.ts";
import type { Hit, Snippet } from "../search/hit.ts";
import { type FormatDate, shownDate } from "./post-date.ts";
import type { Texts } from "./texts.ts";

/** What a post is called, with a link to it where it has an address. */
export function showTitle({ post, title }: Pick<Hit, "post" | "title">, texts: Texts): FormattedString {
  return linkedPost(post, FormattedString.b(plainTitle({ post, title }, texts)));
}

/** A link to the post where it has an address. */
export function linkedPost(post: StoredPost, label: FormattedString | string): FormattedString {
  const url = postUrl(post);
  return url === null ? FormattedString.join([label]) : FormattedString.a(label, url);
}

/** What a post is called; one that says nothing is called after what it shows. */
export function plainTitle({ post, title }: Pick<Hit, "post" | "title">, texts: Texts): string {
  return title === "" ? texts.plain(`media-${post.media[0]?.kind ?? "other"}`) : title;
}

export interface SourceOptions {
  readonly formatDate: FormatDate;
  /** Channel titles are shown when posts of several channels may stand side by side. */
  readonly showChannels: boolean;
}

/** "18 октября 2024 · Канал" */
export function showSource(post: StoredPost, { showChannels, formatDate }: SourceOptions): FormattedString {
  const date = shownDate(post, formatDate);
  const channel = showChannels ? channelTitle(post) : "";
  return FormattedString.i(channel === "" ? date : FormattedString.join([date, channel], " · "));
}

export function channelTitle({ channel }: Pick<StoredPost, "channel">): string {
  return channel.title ?? channel.username ?? "";
}

/** The snippet with at most so many of its matches in bold. */
export function markedText({ text, marks }: Snippet, maxMarks: number): FormattedString {
  const entities = marks.slice(0, maxMarks).map(({ start, end }) => ({
    type: "bold" as const,
    offset: start,
    length: end - start,
  }));
  return new FormattedString(text, entities);
}

/**
 * A link to the post, called after where it leads: the channel, where the post's own number is unknown. Returns where
 * it leads; null where there is no such place.
 */
export function addOpenButton(keyboard: InlineKeyboard, post: StoredPost, texts: Texts): string | null {
  const url = postUrl(post);
  const key = post.messageId === null ? "button-open-channel" : "button-open";
  if (url !== null) keyboard.url(texts.plain(key), url).primary();
  return url;
}
