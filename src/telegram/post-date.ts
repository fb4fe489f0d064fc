import type { StoredPost } from "../channel/post.ts";
import type { Language } from "./texts.ts";

/** Formats the day of a post: `18 окт. 2024 г.` → "18 октября 2024". A time without a zone is shown as it is. */
export function dateFormatter(
  language: Language,
  timezone: string,
): (post: Pick<StoredPost, "date">) => string {
  const options = { day: "numeric", month: "long", year: "numeric" } as const;
  const instant = new Intl.DateTimeFormat(language, { ...options, timeZone: timezone });
  const local = new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" });
  return ({ date }) => {
    const isInstant = date.endsWith("Z");
    const format = isInstant ? instant : local;
    return format.format(new Date(isInstant ? date : `${date}Z`)).replace(/\sг\.$/, "");
  };
}
