/** Day and time as a page shows them; the year mostly is not there. */
export interface DayTime {
  readonly day: number;
  readonly month: number;
  readonly hour: number;
  readonly minute: number;
  readonly year: number | null;
}

interface Entry {
  readonly shown: DayTime;
  readonly text: string;
}

interface Dating {
  /** One for each post, in their order. */
  readonly years: readonly number[];
  /** How the year was found, for the operator; null where nothing was assumed. */
  readonly assumption: string | null;
}

const TELEGRAM_OPENED = 2013;
const YEAR_LENGTH = 12 * 32 * 24 * 60; // in the units of `position`
const LEAP_CYCLE_YEARS = 8; // two leap years are at most eight years apart

/**
 * The year of every post. Days run one way through a page, so where they jump back a new year lies between; this
 * leaves one unknown, the year of the newest post. It is given, or told by a date with a year, or the latest that is
 * consistent: no post lies in the future, no 29 February in a common year, and no post names a year that was still
 * to come. The newest year that the posts name is taken as the year they were written in.
 */
export function datePosts(entries: readonly Entry[], { year, now }: { year?: number; now: Date }): Dating {
  const ages = yearsBeforeNewest(entries.map(({ shown }) => shown));
  const newest = newestYear(entries, ages, { year, now });
  const years = entries.map(({ shown }, index) => shown.year ?? newest.year - (ages[index] ?? 0));
  return { years, assumption: newest.why === null ? null : explained(newest, entries, ages) };
}

/** 0 for a post of the newest post's year, 1 for one of the year before, and so on. */
function yearsBeforeNewest(days: readonly DayTime[]): number[] {
  const isNewestFirst = spanIfNewestFirst(days) <= spanIfNewestFirst(days.toReversed());
  const fromNewest = isNewestFirst ? days : days.toReversed();
  let age = 0;
  const ages = fromNewest.map((day, index) => {
    const newer = fromNewest[index - 1];
    if (newer && position(day) > position(newer)) age += 1;
    return age;
  });
  return isNewestFirst ? ages : ages.reverse();
}

/** How much time the posts take if each is older than the one before; of the two ways to read a page, the shorter. */
function spanIfNewestFirst(days: readonly DayTime[]): number {
  return days.reduce((span, day, index) => {
    const newer = days[index - 1];
    if (!newer) return 0;
    const gap = position(newer) - position(day);
    return span + (gap >= 0 ? gap : gap + YEAR_LENGTH);
  }, 0);
}

/** Place within a year, comparable. */
function position({ month, day, hour, minute }: DayTime): number {
  return (((month - 1) * 32 + day) * 24 + hour) * 60 + minute;
}

interface Newest {
  readonly year: number;
  /** Null where nothing was assumed. */
  readonly why: string | null;
}

function newestYear(
  entries: readonly Entry[],
  ages: readonly number[],
  { year, now }: { year?: number | undefined; now: Date },
): Newest {
  const told = entries.findIndex(({ shown }) => shown.year !== null);
  if (told !== -1) return { year: (entries[told]?.shown.year ?? 0) + (ages[told] ?? 0), why: null };
  if (year !== undefined) return { year, why: null };
  const latest = latestPossible(entries, ages, now);
  const named = newestNamed(entries, ages, now);
  if (named === null || named >= latest)
    return { year: latest, why: "the latest in which no post lies in the future" };
  const consistent = consistentFrom(entries, ages, named);
  return {
    year: consistent,
    why:
      consistent === named
        ? "the newest that the posts themselves name"
        : "the newest in which all days exist",
  };
}

function latestPossible(entries: readonly Entry[], ages: readonly number[], now: Date): number {
  // A page of another zone may be up to a day ahead of us.
  const tomorrow = now.getTime() + 86_400_000;
  const thisYear = now.getUTCFullYear() + 1;
  const isFuture = (year: number) =>
    entries.some(({ shown }, index) => time(shown, year - (ages[index] ?? 0)) > tomorrow);
  const year = isFuture(thisYear) ? thisYear - 1 : thisYear;
  return consistentFrom(entries, ages, isFuture(year) ? year - 1 : year);
}

function time({ month, day, hour, minute }: DayTime, year: number): number {
  return Date.UTC(year, month - 1, day, hour, minute);
}

/** The year itself, or the nearest before it that has every 29 February it should have. */
function consistentFrom(entries: readonly Entry[], ages: readonly number[], year: number): number {
  for (let back = 0; back <= LEAP_CYCLE_YEARS; back += 1) {
    const exists = ({ shown }: Entry, index: number) => {
      const date = new Date(time(shown, year - back - (ages[index] ?? 0)));
      return shown.month !== 2 || shown.day !== 29 || date.getUTCDate() === 29;
    };
    if (entries.every(exists)) return year - back;
  }
  return year;
}

// https://habr.com/2023, arxiv/2021: numbers in addresses are no years
const ADDRESS = /(?<!\S)\S*\/\S*/g;
// 2024, "2024-го", "(2024)"; not 2402.17152, not 12024
const YEAR = /(?<![\d.,])(20\d\d)(?!\d|[.,]\d)/g;

/** The year of the newest post if every post was written in the newest year that it names. */
function newestNamed(entries: readonly Entry[], ages: readonly number[], now: Date): number | null {
  const named = entries.flatMap(({ text }, index) =>
    [...text.replace(ADDRESS, " ").matchAll(YEAR)]
      .map((match) => Number(match[1]))
      .filter((year) => year >= TELEGRAM_OPENED && year <= now.getUTCFullYear())
      .map((year) => year + (ages[index] ?? 0)),
  );
  return named.length === 0 ? null : Math.max(...named);
}

function explained({ year, why }: Newest, entries: readonly Entry[], ages: readonly number[]): string {
  const newest = entries.filter((_, index) => ages[index] === 0).map(({ shown }) => shown);
  const last = newest.reduce((a, b) => (position(b) > position(a) ? b : a));
  const day = `${String(last.day).padStart(2, "0")}.${String(last.month).padStart(2, "0")}`;
  return `the dates have no year; the newest post (${day}) is taken to be of ${year}, ${why}. Use --year to say otherwise.`;
}
