import { IANAZone } from "luxon";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Some ten years a zone: whoever asks for more has a clock that jumps. */
const MAX_DAYS_KEPT = 4000;

/** Where a zone's clocks differ from UTC, and by how much. */
interface LocalClock {
  /** How far its clocks are ahead of UTC, in milliseconds. */
  aheadAt(instant: number): number;
}

/** The local date of an instant: `2026-11-30`. */
export function localDate(instant: Date, timezone: string): string {
  return localReading(instant, timezone).toISOString().slice(0, 10);
}

/** The local hour of an instant, 0–23. */
export function localHour(instant: Date, timezone: string): number {
  return localReading(instant, timezone).getUTCHours();
}

/** How far a zone's clocks are ahead of UTC, in minutes; negative where they are behind. */
export function minutesAhead(instant: Date, timezone: string): number {
  return clockOf(timezone).aheadAt(instant.getTime()) / MINUTE_MS;
}

export function plusDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/**
 * When the clocks of a zone show a full hour on a local date: once, as a rule. Twice, the earlier first, where they are
 * put back over it; where they are put forward over it, the first instant after that. So it is never empty. A date that
 * a zone leaves out altogether (Samoa, 2011-12-30) is a long gap like any other.
 */
export function instantsAt(date: string, hour: number, timezone: string): readonly [Date, ...Date[]] {
  return instantsShowing(Date.parse(date) + hour * HOUR_MS, timezone);
}

/** The same for any reading of the clocks, as if they were UTC's, in milliseconds since 1970. */
export function instantsShowing(reading: number, timezone: string): readonly [Date, ...Date[]] {
  const clock = clockOf(timezone);
  // As UTC the reading is at most 14 hours off, so these lie before and after every instant that may be meant.
  const [before, after] = [clock.aheadAt(reading - DAY_MS), clock.aheadAt(reading + DAY_MS)];
  if (before === after) return [new Date(reading - before)];
  const change = changeBetween(reading - DAY_MS, reading + DAY_MS, clock);
  const [old, fresh] = [reading - before, reading - after];
  if (old >= change) return [new Date(Math.max(fresh, change))];
  return fresh >= change ? [new Date(old), new Date(fresh)] : [new Date(old)];
}

/** The first instant with the other offset, to the minute; no zone changes it twice within two days. */
function changeBetween(start: number, end: number, clock: LocalClock): number {
  const before = clock.aheadAt(start);
  let [last, first] = [0, (end - start) / MINUTE_MS];
  while (first - last > 1) {
    const middle = Math.floor((last + first) / 2);
    if (clock.aheadAt(start + middle * MINUTE_MS) === before) last = middle;
    else first = middle;
  }
  return start + first * MINUTE_MS;
}

/** The instant whose parts in UTC are what the zone's clocks show. */
function localReading(instant: Date, timezone: string): Date {
  return new Date(instant.getTime() + clockOf(timezone).aheadAt(instant.getTime()));
}

/** The zone itself, or UTC where this machine's data does not know it, as in all of the above. */
export function knownTimezone(timezone: string): string {
  return IANAZone.isValidZone(timezone) ? timezone : "UTC";
}

const clocks = new Map<string, LocalClock>();

/**
 * A zone that this machine's data does not know counts as UTC: a database can come from a newer machine, and a digest
 * at another hour is better than none.
 */
function clockOf(timezone: string): LocalClock {
  let clock = clocks.get(timezone);
  if (clock === undefined) {
    clock = IANAZone.isValidZone(timezone) ? new ZoneClock(timezone) : { aheadAt: () => 0 };
    clocks.set(timezone, clock);
  }
  return clock;
}

/** Asking for an offset takes some 20 µs, and a hundred thousand places share few zones: what a day begins with is kept. */
class ZoneClock implements LocalClock {
  readonly #zone: IANAZone;
  readonly #aheadAtStart = new Map<number, number>();

  constructor(timezone: string) {
    this.#zone = IANAZone.create(timezone);
  }

  aheadAt(instant: number): number {
    const day = Math.floor(instant / DAY_MS);
    const ahead = this.#atStart(day);
    return ahead === this.#atStart(day + 1) ? ahead : this.#ask(instant);
  }

  #atStart(day: number): number {
    let ahead = this.#aheadAtStart.get(day);
    if (ahead === undefined) {
      ahead = this.#ask(day * DAY_MS);
      if (this.#aheadAtStart.size >= MAX_DAYS_KEPT) this.#aheadAtStart.clear();
      this.#aheadAtStart.set(day, ahead);
    }
    return ahead;
  }

  #ask(instant: number): number {
    return this.#zone.offset(instant) * MINUTE_MS;
  }
}
