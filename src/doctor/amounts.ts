const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

const UNITS = [
  [2 * DAY_MS, DAY_MS, "day"],
  [2 * HOUR_MS, HOUR_MS, "hour"],
  [2 * MINUTE_MS, MINUTE_MS, "minute"],
] as const;

/** `1 post`, `2,054 posts` */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}

/** `90 seconds`, `47 hours`, `3 days`: rounded down, in the largest unit of which there are two. */
export function spanText(ms: number): string {
  const [, unitMs, noun] = UNITS.find(([from]) => ms >= from) ?? [0, SECOND_MS, "second"];
  return counted(Math.max(0, Math.floor(ms / unitMs)), noun);
}

const KIB = 1024;
const SIZES = ["bytes", "KiB", "MiB", "GiB", "TiB"] as const;

/** `812 bytes`, `4.0 GiB` */
export function sizeText(bytes: number): string {
  const power = Math.min(SIZES.length - 1, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(KIB)));
  return `${(bytes / KIB ** power).toFixed(power === 0 ? 0 : 1)} ${SIZES[power]}`;
}

/** `2026-01-15`, in UTC */
export function dayText(date: Date): string {
  return date.toISOString().slice(0, 10);
}
