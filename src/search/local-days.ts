import { DateTime } from "luxon";

/** The start of a local day, for posts whose date has a zone and for those that show a local time only. */
export interface DayStart {
  /** Seconds since 1970. */
  readonly instant: number;
  /** The same, as if the local time were UTC. */
  readonly local: number;
}

/** The start of a day YYYY-MM-DD in a zone, given by its IANA name. */
export function dayStart(day: string, zone: string): DayStart {
  return { instant: secondsAt(day, zone), local: secondsAt(day, "utc") };
}

/** A day that a clock change begins later than midnight begins when it begins. */
function secondsAt(day: string, zone: string): number {
  return Math.floor(DateTime.fromISO(day, { zone }).startOf("day").toSeconds());
}
