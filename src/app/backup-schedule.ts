import { instantsShowing, localDate, plusDays } from "../digests/local-time.ts";

/** Of the local day. */
export interface BackupTime {
  readonly hour: number;
  readonly minute: number;
}

export interface BackupTimes {
  readonly at: BackupTime;
  /** IANA name. */
  readonly timezone: string;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** On it clocks are put back. */
const LONGEST_DAY_MS = 25 * HOUR_MS;
/** A start has better to do. */
const AFTER_START_MS = MINUTE_MS;
const RETRY_MS = HOUR_MS;

/** When the first one is due: soon, where one was missed while nothing ran, and at its time else. */
export function afterStart(newest: Date | null, times: BackupTimes, now: Date): Date {
  const isMissed = newest === null || now.getTime() - newest.getTime() > LONGEST_DAY_MS;
  return isMissed ? new Date(now.getTime() + AFTER_START_MS) : nextTime(times, now);
}

export function afterSuccess(times: BackupTimes, now: Date): Date {
  return nextTime(times, now);
}

/** In an hour; the time of day may come before that. */
export function afterFailure(times: BackupTimes, now: Date): Date {
  return new Date(Math.min(now.getTime() + RETRY_MS, nextTime(times, now).getTime()));
}

/** When it is due after all: no time of day is as far away as it seems where the clock was put back since. */
export function stillDue(due: Date, times: BackupTimes, now: Date): Date {
  return due.getTime() - now.getTime() > LONGEST_DAY_MS ? nextTime(times, now) : due;
}

/**
 * The next instant at which the clocks show the time of day for the first time on a date: where they are put forward
 * over it, right after that; where they are put back over it, the first of the two only.
 */
function nextTime({ at, timezone }: BackupTimes, now: Date): Date {
  const sinceMidnight = at.hour * HOUR_MS + at.minute * MINUTE_MS;
  // The time of yesterday may lie today: clocks are put forward over midnight, too (America/Nuuk).
  for (let date = plusDays(localDate(now, timezone), -1); ; date = plusDays(date, 1)) {
    const [instant] = instantsShowing(Date.parse(date) + sinceMidnight, timezone);
    if (instant > now) return instant;
  }
}
