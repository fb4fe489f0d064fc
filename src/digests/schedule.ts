import { instantsAt, localDate, plusDays } from "./local-time.ts";
import type { DigestChoices, Manners, Rhythm } from "./subscription.ts";

/** A digest of a local day. */
export interface Occurrence {
  /** Local date, which names the digest: `2026-11-30`. */
  readonly date: string;
  readonly at: Date;
}

/** When digests are wanted. */
export interface Timetable {
  readonly rhythm: Rhythm;
  /** Local hour, 0–23. */
  readonly hour: number;
  /** IANA name. */
  readonly timezone: string;
}

/** A digest whose hour has come. */
interface Due {
  readonly choices: Pick<DigestChoices, "rhythm" | "hour" | "whenLate">;
  readonly manners: Pick<Manners, "timezone">;
  readonly due: Occurrence;
}

export interface Decision {
  /** Null = what it would tell of goes into the next one. */
  readonly send: Occurrence | null;
  readonly next: Occurrence;
}

/**
 * Less than this is not late. A clock that is put forward by an hour makes a digest 60 minutes late at once, and the
 * bot may have waited a minute, or longer for a store that failed: none of that may cost anybody a digest.
 */
const ON_TIME_MS = 90 * 60_000;

/**
 * The first digest of a local date after `lastDate` whose hour comes now or later; null where posts are sent one by one.
 * An hour that a date does not have is the first instant after the gap, one that it has twice the first of the two.
 */
export function nextOccurrence(table: Timetable, now: Date, lastDate: string | null): Occurrence | null {
  return table.rhythm.kind === "each" ? null : firstAfter(table, now, lastDate);
}

function firstAfter(table: Timetable, now: Date, lastDate: string | null): Occurrence {
  // The hour of yesterday may lie today: clocks are put forward over midnight, too (America/Nuuk).
  let date = plusDays(localDate(now, table.timezone), -1);
  if (lastDate !== null && lastDate >= date) date = plusDays(lastDate, 1);
  for (; ; date = plusDays(date, 1)) {
    if (!hasDigest(date, table.rhythm)) continue;
    const occurrence = occurrenceOn(date, table);
    if (occurrence.at >= now) return occurrence;
  }
}

/**
 * What becomes of a digest whose hour has come: it is sent on time, or late on its own local day where that is wanted;
 * else the next one tells of its posts. After several days without one the latest counts, and tells of all of them.
 * Where the hour has not come (the clock was put back) nothing is sent and it stays the next.
 */
export function decide({ choices, manners, due }: Due, now: Date): Decision {
  if (due.at > now) return { send: null, next: due };
  const table: Timetable = { rhythm: choices.rhythm, hour: choices.hour, timezone: manners.timezone };
  const latest = latestSince(due, table, now);
  const isOnTime = now.getTime() - latest.at.getTime() <= ON_TIME_MS;
  const isToday = localDate(latest.at, table.timezone) === localDate(now, table.timezone);
  const isSent = isOnTime || (isToday && choices.whenLate === "send");
  return { send: isSent ? latest : null, next: firstAfter(table, now, latest.date) };
}

/** The latest digest whose hour has come: the one that is due, or a later one. */
function latestSince(due: Occurrence, table: Timetable, now: Date): Occurrence {
  for (let date = localDate(now, table.timezone); date > due.date; date = plusDays(date, -1)) {
    if (!hasDigest(date, table.rhythm)) continue;
    const occurrence = occurrenceOn(date, table);
    if (occurrence.at <= now) return occurrence;
  }
  return due;
}

function hasDigest(date: string, rhythm: Rhythm): boolean {
  return rhythm.kind !== "weekly" || new Date(date).getUTCDay() === rhythm.weekday % 7;
}

function occurrenceOn(date: string, { hour, timezone }: Timetable): Occurrence {
  return { date, at: instantsAt(date, hour, timezone)[0] };
}
