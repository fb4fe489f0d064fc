import { FormattedString } from "@grammyjs/parse-mode";
import type { StoredPost } from "../channel/post.ts";
import type { Language } from "./texts.ts";

type Dated = Pick<StoredPost, "date">;

/** Writes the day of a post: "18 октября 2024". A time without a zone is shown as it is. */
export type FormatDate = (post: Dated) => string;

export type DateFormats = (language: Language) => FormatDate;

/** A format for a language, in an IANA zone. Making one takes longer than formatting a page of dates, so it is kept. */
export function dateFormats(timezone: string): DateFormats {
  const made = new Map<Language, FormatDate>();
  return (language) => {
    const format = made.get(language) ?? createFormat(language, timezone);
    made.set(language, format);
    return format;
  };
}

/**
 * The day of a post, which the reader's Telegram shows in the reader's own zone. Only an instant has one: the time of
 * an unknown zone stays as it is.
 */
export function shownDate(post: Dated, format: FormatDate): FormattedString {
  const words = format(post);
  if (!post.date.endsWith("Z")) return new FormattedString(words);
  return FormattedString.time(words, Math.floor(Date.parse(post.date) / 1000), "D");
}

function createFormat(language: Language, timezone: string): FormatDate {
  const options = { day: "numeric", month: "long", year: "numeric" } as const;
  const instant = new Intl.DateTimeFormat(language, { ...options, timeZone: timezone });
  const local = new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" });
  return ({ date }) => {
    const isInstant = date.endsWith("Z");
    const format = isInstant ? instant : local;
    return format.format(new Date(isInstant ? date : `${date}Z`)).replace(/\sг\.$/, "");
  };
}
