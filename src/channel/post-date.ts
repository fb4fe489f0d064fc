const ZONE = /(?:Z|[+-]\d\d:?\d\d)$/; // 2024-11-19T18:44:00Z, not 2024-11-19T21:44:00
const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS; // every zone in use is a multiple of it away from UTC
const WESTMOST_MS = -12 * 60 * MINUTE_MS;
const EASTMOST_MS = 14 * 60 * MINUTE_MS;

/** Milliseconds since 1970; a local time is read as if it were UTC, so it is up to 14 hours off. */
export function instantMs(date: string): number {
  const ms = Date.parse(hasZone(date) ? date : `${date}Z`);
  if (Number.isNaN(ms)) throw new Error(`A post's date must be ISO 8601, not "${date}"`);
  return ms;
}

export function hasZone(date: string): boolean {
  return ZONE.test(date);
}

/** Whether both can be the same minute, one or both of them written as the local time of an unknown zone. */
export function isSameUpToZone(a: string, b: string): boolean {
  if (hasZone(a) === hasZone(b)) return instantMs(a) === instantMs(b);
  const [local, instant] = hasZone(a) ? [b, a] : [a, b];
  // A page shows minutes only, so seconds do not count.
  const offset = minuteMs(local) - minuteMs(instant);
  return offset % QUARTER_MS === 0 && offset >= WESTMOST_MS && offset <= EASTMOST_MS;
}

/** Whether `a` is certainly later than `b`; false where an unknown zone leaves doubt. */
export function isCertainlyLater(a: string, b: string): boolean {
  const doubt = hasZone(a) === hasZone(b) ? 0 : EASTMOST_MS;
  return instantMs(a) - instantMs(b) > doubt;
}

/** How far apart two dates are in the calendar, whatever their years: a page saved as text shows none. */
export function distanceWithoutYearMs(a: string, b: string): number {
  const distances = [-1, 0, 1].map((years) => Math.abs(instantMs(a) - inYearOf(b, a, years)));
  return Math.min(...distances);
}

function inYearOf(date: string, model: string, yearsAway: number): number {
  const moved = new Date(instantMs(date));
  moved.setUTCFullYear(new Date(instantMs(model)).getUTCFullYear() + yearsAway);
  return moved.getTime();
}

function minuteMs(date: string): number {
  return Math.floor(instantMs(date) / MINUTE_MS) * MINUTE_MS;
}
