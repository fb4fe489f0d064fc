import { instantsAt, localDate, localHour, plusDays } from "./local-time.ts";
import type { Manners, QuietHours } from "./subscription.ts";

/** When the quiet hours end that it is in now: always later than now; null where it is in none. */
export function quietUntil(manners: Pick<Manners, "timezone" | "quietHours">, now: Date): Date | null {
  const { timezone, quietHours } = manners;
  const isQuiet = (instant: Date) =>
    quietHours !== null && isWithin(quietHours, localHour(instant, timezone));
  if (quietHours === null || !isQuiet(now)) return null;
  const today = localDate(now, timezone);
  // Two days on, because clocks that are put forward can leave out the only hour that is not quiet.
  const ends = [0, 1, 2].flatMap((days) => instantsAt(plusDays(today, days), quietHours.until, timezone));
  return ends.find((end) => end > now && !isQuiet(end)) ?? null;
}

function isWithin({ from, until }: QuietHours, hour: number): boolean {
  return from <= until ? from <= hour && hour < until : hour >= from || hour < until;
}
