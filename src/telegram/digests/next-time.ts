import { localDate, plusDays } from "../../digests/local-time.ts";
import type { Texts } from "../texts.ts";

/** "сегодня в 9:00", "завтра в 9:00", "понедельник, 7 декабря, в 9:00": as the clocks of the zone show it. */
export function nextTime(
  at: Date,
  { now, timezone, texts }: { readonly now: Date; readonly timezone: string; readonly texts: Texts },
): string {
  const time = new Intl.DateTimeFormat("ru", {
    hour: "numeric",
    minute: "2-digit",
    timeZone: timezone,
  }).format(at);
  const date = localDate(at, timezone);
  const today = localDate(now, timezone);
  if (date === today) return texts.plain("digest-today", { time });
  if (date === plusDays(today, 1)) return texts.plain("digest-tomorrow", { time });
  const day = new Intl.DateTimeFormat(texts.language, {
    weekday: "long",
    day: "numeric",
    month: "long",
    timeZone: timezone,
  }).format(at);
  return texts.plain("digest-on-day", { day, time });
}

/** A local hour as both languages write it: "9:00". */
export function shownHour(hour: number): string {
  return `${hour}:00`;
}
