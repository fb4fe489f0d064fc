const TELEGRAM_OPENED = 2013;

/** Years that a channel's newest post may be of. */
export function possibleYears(now: Date): { readonly first: number; readonly last: number } {
  return { first: TELEGRAM_OPENED, last: now.getUTCFullYear() + 1 };
}

/** The year that a person wrote; null for anything else. */
export function parseArchiveYear(text: string, now: Date): number | null {
  const year = Number(text);
  const { first, last } = possibleYears(now);
  return /^\d{4}$/.test(text) && year >= first && year <= last ? year : null;
}
