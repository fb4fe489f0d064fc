import type { StoredPost } from "../channel/post.ts";
import type { Language } from "./texts.ts";

type FormatDate = (post: Pick<StoredPost, "date">) => string;

const formatters = new Map<string, FormatDate>(); // making one takes longer than formatting a page of dates

/** Formats the day of a post: "18 октября 2024". A time without a zone is shown as it is. */
export function dateFormatter(language: Language, timezone: string): FormatDate {
  const key = `${language} ${timezone}`;
  const format = formatters.get(key) ?? createFormatter(language, timezone);
  formatters.set(key, format);
  return format;
}

function createFormatter(language: Language, timezone: string): FormatDate {
  const options = { day: "numeric", month: "long", year: "numeric" } as const;
  const instant = new Intl.DateTimeFormat(language, { ...options, timeZone: timezone });
  const local = new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" });
  return ({ date }) => {
    const isInstant = date.endsWith("Z");
    const format = isInstant ? instant : local;
    return format.format(new Date(isInstant ? date : `${date}Z`)).replace(/\sг\.$/, "");
  };
}
