import type { StoredPost } from "../channel/post.ts";
import type { Language } from "./texts.ts";

/** Writes the day of a post: "18 октября 2024". A time without a zone is shown as it is. */
export type FormatDate = (post: Pick<StoredPost, "date">) => string;

/** A format for each language, in an IANA zone; making one takes longer than formatting a page of dates. */
export function dateFormats(timezone: string): Readonly<Record<Language, FormatDate>> {
  return { ru: createFormat("ru", timezone), en: createFormat("en", timezone) };
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
