/** A range of local days, YYYY-MM-DD: the first is included, the last is not. */
export interface Days {
  readonly from: string;
  readonly until: string;
}

const YEAR = /^(?<year>(?:19|20)\d\d)$/;
/** "2024-05"; phones put longer dashes there. */
const MONTH = /^(?<year>(?:19|20)\d\d)[-‐‑–−](?<month>\d{1,2})$/;
const DOTTED_MONTH = /^(?<month>\d{1,2})\.(?<year>(?:19|20)\d\d)$/;
const DAY = /^(?<year>(?:19|20)\d\d)[-‐‑–−](?<month>\d{1,2})[-‐‑–−](?<day>\d{1,2})$/;
/** "17.05.2024", "17.5.24" */
const DOTTED_DAY = /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>(?:19|20)?\d\d)$/;
const FORMS = [YEAR, MONTH, DOTTED_MONTH, DAY, DOTTED_DAY];

/** The days of a year, a month or a day, or null for anything else and for days that no calendar has. */
export function daysOf(text: string): Days | null {
  for (const form of FORMS) {
    const groups = form.exec(text)?.groups;
    if (groups !== undefined) return rangeOf(groups);
  }
  return null;
}

function rangeOf({ year = "", month, day }: Record<string, string | undefined>): Days | null {
  const y = Number(year.length === 2 ? `20${year}` : year);
  const m = Number(month ?? 1);
  const d = Number(day ?? 1);
  const from = isoDay(y, m, d);
  if (from !== [y, pad(m), pad(d)].join("-")) return null;
  if (month === undefined) return { from, until: isoDay(y + 1, 1, 1) };
  return { from, until: day === undefined ? isoDay(y, m + 1, 1) : isoDay(y, m, d + 1) };
}

/** A month or a day that is too large runs over into the next. */
function isoDay(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

function pad(part: number): string {
  return String(part).padStart(2, "0");
}
