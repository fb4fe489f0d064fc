import type { DigestChoices, Manners, QuietHours, Rhythm, Weekday } from "../../digests/subscription.ts";
import { USUAL_DIGEST } from "../../digests/usual-digest.ts";

/** What a place chose, and how it is sent; null choices = no digest. */
export interface DigestSettings {
  readonly choices: DigestChoices | null;
  readonly manners: Manners;
}

/** Offered for one tap; others are typed. */
export const USUAL_QUIET_HOURS: readonly QuietHours[] = [
  { from: 22, until: 8 },
  { from: 23, until: 7 },
  { from: 23, until: 9 },
  { from: 0, until: 9 },
];

export const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const MONDAY: Weekday = 1;

/** The settings as a button changes them; null where the button is none of ours, or has nothing to change. */
export function changed(
  settings: DigestSettings,
  { name, value }: { readonly name: string; readonly value: string },
  channelIds: readonly number[],
): DigestSettings | null {
  const { choices, manners } = settings;
  if (name === "rhythm") return withRhythm(settings, value);
  const manner = mannerChosen(name, value);
  if (manner !== null) return { choices, manners: { ...manners, ...manner } };
  const choice = choices === null ? null : choiceMade(choices, { name, value }, channelIds);
  return choices === null || choice === null ? null : { choices: { ...choices, ...choice }, manners };
}

function withRhythm({ choices, manners }: DigestSettings, value: string): DigestSettings | null {
  if (value === "off") return { choices: null, manners };
  const rhythm = rhythmNamed(value, choices?.rhythm);
  return rhythm === null ? null : { choices: { ...(choices ?? USUAL_DIGEST), rhythm }, manners };
}

function rhythmNamed(name: string, before: Rhythm | undefined): Rhythm | null {
  if (name === "each" || name === "daily") return { kind: name };
  if (name !== "weekly") return null;
  return before?.kind === "weekly" ? before : { kind: "weekly", weekday: MONDAY };
}

function mannerChosen(name: string, value: string): Partial<Manners> | null {
  switch (name) {
    case "zone":
      return isTimezone(value) ? { timezone: value } : null;
    case "quiet":
      return value === "off" ? { quietHours: null } : quietHoursChosen(value);
    case "silent":
      return isFlag(value) ? { isSilent: value === "true" } : null;
    default:
      return null;
  }
}

function quietHoursChosen(value: string): Partial<Manners> | null {
  const quietHours = readQuietHours(value);
  return quietHours === null ? null : { quietHours };
}

function choiceMade(
  { rhythm, channelIds: chosen }: DigestChoices,
  { name, value }: { readonly name: string; readonly value: string },
  channelIds: readonly number[],
): Partial<DigestChoices> | null {
  switch (name) {
    case "weekday": {
      const weekday = WEEKDAYS.find((day) => String(day) === value);
      return weekday === undefined || rhythm.kind !== "weekly"
        ? null
        : { rhythm: { kind: "weekly", weekday } };
    }
    case "hour":
      return isHour(value) ? { hour: Number(value) } : null;
    case "query":
      return value === "clear" ? { query: "" } : null;
    case "channel":
      return channelsChosen(chosen, value, channelIds);
    case "nothing":
      return isFlag(value) ? { saysNothingNew: value === "true" } : null;
    case "late":
      return value === "send" || value === "fold" ? { whenLate: value } : null;
    case "paused":
      return isFlag(value) ? { isPaused: value === "true" } : null;
    default:
      return null;
  }
}

/** The first one chosen stands alone, and without the last one all are chosen again. */
function channelsChosen(
  chosen: readonly number[],
  value: string,
  channelIds: readonly number[],
): Partial<DigestChoices> | null {
  if (value === "all") return { channelIds: [] };
  const id = channelIds.find((known) => String(known) === value);
  if (id === undefined) return null;
  const others = chosen.filter((known) => known !== id);
  return { channelIds: others.length < chosen.length ? others : [...chosen, id] };
}

// "23-8", "с 23 до 8", "23:00–08:00", "from 22 to 7"
const QUIET_HOURS =
  /^(?:(?:с|со|from)\s+)?(\d{1,2})(?::?00)?\s*(?:-|–|—|до|to|until)\s*(\d{1,2})(?::?00)?$/iu;

/** Null where these are no two different hours of a day; 24 is 0. */
export function readQuietHours(typed: string): QuietHours | null {
  const [, first = "", second = ""] = QUIET_HOURS.exec(typed.trim()) ?? [];
  if (first === "" || Number(first) > 24 || Number(second) > 24) return null;
  const hours = { from: Number(first) % 24, until: Number(second) % 24 };
  return hours.from === hours.until ? null : hours;
}

function isHour(value: string): boolean {
  return /^\d{1,2}$/.test(value) && Number(value) < 24;
}

function isFlag(value: string): boolean {
  return value === "true" || value === "false";
}

/** A name, and no offset: "+03:00" is no place, and keeps no summer time. */
function isTimezone(value: string): boolean {
  if (!/^[A-Z][\w+/-]{1,40}$/i.test(value)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: value });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
