import { instantsAt, localDate, localHour, plusDays } from "../digests/local-time.ts";
import type { DigestChoices, Manners } from "../digests/subscription.ts";
import { UsageError } from "../errors.ts";

/** When the posts of a digest were published. */
export interface Period {
  readonly publishedSince: Date;
  readonly publishedUntil: Date;
}

interface Recipient extends Pick<Manners, "timezone"> {
  readonly digest: Pick<DigestChoices, "rhythm" | "hour">;
}

/** A day, and where one is named a time of it. */
export interface LocalTime {
  readonly date: string;
  readonly hour: number | null;
  readonly minute: number;
}

const LOCAL_TIME = /^(\d{4}-\d\d-\d\d)(?:T(\d\d):(\d\d))?$/;

/** "2026-11-30", "2026-11-30T09:00". Throws UsageError. */
export function readLocalTime(at: string): LocalTime {
  const [, date = "", hours, minutes = "0"] = LOCAL_TIME.exec(at) ?? [];
  const hour = hours === undefined ? null : Number(hours);
  const minute = Number(minutes);
  const isReal = date !== "" && new Date(`${date}T00:00:00Z`).toJSON()?.startsWith(date) === true;
  if (isReal && (hour ?? 0) <= 23 && minute <= 59) return { date, hour, minute };
  throw new UsageError("BAD_TIME", `--at is "${at}", which is no time`, {
    hint: "Give a day, 2026-11-30, or a day and a time, 2026-11-30T09:00",
  });
}

/** The day or the week before the digest, which is made now or at a local time; of posts one by one, the day. */
export function periodOf(at: LocalTime | null, { digest, timezone }: Recipient, now: Date): Period {
  const publishedUntil = at === null ? now : instantOf(at, digest.hour, timezone);
  const days = digest.rhythm.kind === "weekly" ? 7 : 1;
  const date = plusDays(localDate(publishedUntil, timezone), -days);
  const [sameHour] = instantsAt(date, localHour(publishedUntil, timezone), timezone);
  return { publishedSince: sameHour, publishedUntil };
}

/** A day alone is the digest's own hour. */
function instantOf({ date, hour, minute }: LocalTime, usualHour: number, timezone: string): Date {
  return new Date(instantsAt(date, hour ?? usualHour, timezone)[0].getTime() + minute * 60_000);
}
