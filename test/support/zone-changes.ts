import { IANAZone } from "luxon";

const MINUTE_MS = 60_000;
const WEEK_MS = 7 * 24 * 60 * MINUTE_MS;

/** From an instant on a zone's clocks are so far ahead of UTC. */
export interface Change {
  readonly from: number;
  readonly ahead: number;
}

/** Every change of a zone's clocks in a year and a month around it; the first is what that begins with. */
export function changesOf(timezone: string, year: number): readonly Change[] {
  const zone = IANAZone.create(timezone);
  const start = Date.UTC(year - 1, 11, 1);
  const changes = [{ from: start, ahead: aheadAt(zone, start) }];
  // No zone changes its clocks and changes them back within a week.
  for (let at = start; at < Date.UTC(year + 1, 1, 1); at += WEEK_MS) {
    if (aheadAt(zone, at) === aheadAt(zone, at + WEEK_MS)) continue;
    const from = firstOther(zone, at, at + WEEK_MS);
    changes.push({ from, ahead: aheadAt(zone, from) });
  }
  return changes;
}

/** To the minute, as clocks are changed nowadays. */
function firstOther(zone: IANAZone, start: number, end: number): number {
  const before = aheadAt(zone, start);
  let [last, first] = [start / MINUTE_MS, end / MINUTE_MS];
  while (first - last > 1) {
    const middle = Math.floor((last + first) / 2);
    if (aheadAt(zone, middle * MINUTE_MS) === before) last = middle;
    else first = middle;
  }
  return first * MINUTE_MS;
}

/**
 * The first instant at which the clocks show that or, where they are put forward over it, more; worked out from the
 * changes alone: each is a line, and the first line to come so far wins.
 */
export function firstShowing(shown: number, changes: readonly Change[]): number {
  const reached = changes.map(({ from, ahead }, at) => {
    const instant = Math.max(from, shown - ahead);
    return instant < (changes[at + 1]?.from ?? Number.POSITIVE_INFINITY) ? instant : Number.POSITIVE_INFINITY;
  });
  return Math.min(...reached);
}

function aheadAt(zone: IANAZone, instant: number): number {
  return zone.offset(instant) * MINUTE_MS;
}
