// Telegram opened in August 2013; an int32 clock ends in 2038, exports already use 64 bits.
const EARLIEST_YEAR = 2013;
const LATEST_YEAR = 2100;

/** Calendar parts as a page shows them; month 1–12. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** `1689611059` → `2023-07-17T16:24:19Z`; null where it cannot be a post's date. */
export function unixDate(seconds: unknown): string | null {
  const value = typeof seconds === "string" && /^\d{1,12}$/.test(seconds) ? Number(seconds) : seconds;
  if (typeof value !== "number" || !Number.isInteger(value)) return null;
  return instant(value * 1000);
}

// 2023-07-18T00:24:39, 2023-02-28T06:48:36+00:00, 2023-07-18 00:24:39.120Z
const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?$/;

/** An ISO 8601 date as an instant where it names a zone, else as local time; null where it is none. */
export function isoDate(text: string): string | null {
  const match = ISO.exec(text.trim());
  if (!match) return null;
  const [, year, month, day, hour, minute, second, zone] = match;
  return zoned(wallTime([year, month, day, hour, minute, second]), zone);
}

// 18.07.2023 00:24:19 UTC+08:00, 18.07.2023 00:24:19
const DESKTOP = /^(\d\d)\.(\d\d)\.(\d{4}) (\d\d):(\d\d):(\d\d)(?: UTC([+-]\d\d:\d\d)?)?$/;

/** The date in the title of a message of Telegram Desktop's HTML export. */
export function desktopDate(text: string): string | null {
  const match = DESKTOP.exec(text.trim());
  if (!match) return null;
  const [, day, month, year, hour, minute, second, offset] = match;
  const zone = offset ?? (text.includes("UTC") ? "Z" : undefined);
  return zoned(wallTime([year, month, day, hour, minute, second]), zone);
}

/** `2024-11-19T21:44:00`; null for a day that no calendar has. */
export function localDate(wall: WallTime): string | null {
  const date = utc(wall);
  const isReal =
    date.getUTCMonth() === wall.month - 1 &&
    date.getUTCDate() === wall.day &&
    wall.hour < 24 &&
    wall.minute < 60 &&
    wall.second < 60;
  return isReal && isPlausible(date) ? date.toISOString().slice(0, 19) : null;
}

function zoned(wall: WallTime, zone: string | undefined): string | null {
  const local = localDate(wall);
  if (local === null || zone === undefined) return local;
  return instant(utc(wall).getTime() - offsetMs(zone));
}

function offsetMs(zone: string): number {
  if (zone === "Z") return 0;
  const sign = zone.startsWith("-") ? -1 : 1;
  const digits = zone.replace(/\D/g, "");
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))) * 60_000;
}

function instant(ms: number): string | null {
  const date = new Date(ms);
  return isPlausible(date) ? `${date.toISOString().slice(0, 19)}Z` : null;
}

function isPlausible(date: Date): boolean {
  const year = date.getUTCFullYear();
  return year >= EARLIEST_YEAR && year <= LATEST_YEAR;
}

function wallTime(parts: readonly (string | undefined)[]): WallTime {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) =>
    Number(part ?? 0),
  );
  return { year, month, day, hour, minute, second };
}

function utc(wall: WallTime): Date {
  return new Date(Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second));
}
