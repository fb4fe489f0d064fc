import { minutesAhead } from "./local-time.ts";

const HOUR = 60;
const MOSCOW_AHEAD = 3 * HOUR;

/** "UTC+3", "gmt -05:00", "+5:30", "МСК+2", "utc3"; a number alone may mean anything. */
const OFFSET =
  /^(?:(?<base>utc|gmt|мск|msk) ?(?<sign>[-+−–—])?|(?<bareSign>[-+−–—])) ?(?<hours>\d{1,2})(?::?(?<minutes>\d\d))?$/i;

/** Offsets of less than a full hour have no zone of their own: where clocks are like that, the whole year if anywhere. */
const BROKEN_OFFSETS: ReadonlyMap<number, string> = new Map([
  [-9.5 * HOUR, "Pacific/Marquesas"],
  [-3.5 * HOUR, "America/St_Johns"],
  [3.5 * HOUR, "Asia/Tehran"],
  [4.5 * HOUR, "Asia/Kabul"],
  [5.5 * HOUR, "Asia/Kolkata"],
  [5.75 * HOUR, "Asia/Kathmandu"],
  [6.5 * HOUR, "Asia/Yangon"],
  [8.75 * HOUR, "Australia/Eucla"],
  [9.5 * HOUR, "Australia/Darwin"],
  [10.5 * HOUR, "Australia/Lord_Howe"],
  [12.75 * HOUR, "Pacific/Chatham"],
]);

/** Etc/GMT-3 is three hours ahead of Greenwich: POSIX counts the other way. */
const ETC_ZONE = /^Etc\/GMT(?<sign>[-+])(?<hours>\d{1,2})$/;

/** The zone that is so far from UTC; null where the text is no offset, or one that no clock has. */
export function zoneOfOffset(typed: string): string | null {
  const { base = "", sign, bareSign, hours, minutes = "0" } = OFFSET.exec(typed.trim())?.groups ?? {};
  if (hours === undefined) return null;
  const size = Number(hours) * HOUR + Number(minutes);
  const isBehind = /[^+]/.test(sign ?? bareSign ?? "+");
  const ahead = (isBehind ? -size : size) + (/мск|msk/i.test(base) ? MOSCOW_AHEAD : 0);
  if (ahead === 0) return "Etc/UTC";
  if (ahead % HOUR !== 0) return BROKEN_OFFSETS.get(ahead) ?? null;
  if (ahead < -12 * HOUR || ahead > 14 * HOUR) return null;
  return `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead / HOUR)}`;
}

/** What a zone of a bare offset is called: Etc/GMT-3 → "UTC+3"; null for all others. */
export function nameOfOffsetZone(timezone: string): string | null {
  const { sign, hours } = ETC_ZONE.exec(timezone)?.groups ?? {};
  return hours === undefined ? null : written((sign === "-" ? 1 : -1) * Number(hours) * HOUR);
}

/** How far a zone is from UTC at an instant: "UTC+3", "UTC−3:30", "UTC+0". */
export function offsetText(timezone: string, now: Date): string {
  return written(minutesAhead(now, timezone));
}

function written(ahead: number): string {
  const size = Math.abs(ahead);
  const minutes = size % HOUR === 0 ? "" : `:${String(size % HOUR).padStart(2, "0")}`;
  return `UTC${ahead < 0 ? "−" : "+"}${Math.floor(size / HOUR)}${minutes}`;
}
