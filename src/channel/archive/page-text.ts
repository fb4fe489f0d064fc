import { makePost } from "../post.ts";
import type { ArchiveItem, ArchiveOptions } from "./archive.ts";
import { damaged, unknownArchive } from "./damage.ts";
import { localDate } from "./dates.ts";
import type { ArchiveFile } from "./files.ts";
import { readMonth } from "./months.ts";
import { named } from "./naming.ts";
import type { DayTime } from "./page-text-years.ts";
import { datePosts } from "./page-text-years.ts";
import { wellFormed } from "./rich-text.ts";

/** A post as the page shows it: a header of two lines, then the text. */
interface PageEntry {
  readonly shown: DayTime;
  readonly text: string;
  /** Of the date, counted from 1. */
  readonly line: number;
}

/**
 * A channel page saved as text: the channel's name, a line with day and time, the text, and so on. It tells no
 * message ids, no zone and mostly no year.
 */
export async function* readPageText(file: ArchiveFile, options: ArchiveOptions): AsyncGenerator<ArchiveItem> {
  options.signal.throwIfAborted();
  const { text, invalidAt } = await file.text();
  const page = parsePageText(wellFormed(text));
  if (!page)
    throw unknownArchive(file.name, "it is text without the day and time of a post under a channel's name");
  const { title, username } = page;
  const told = { telegramId: null, title, ...(username === null ? {} : { username }) };
  yield { kind: "channel", channel: named(told, options.channel, file.name) };
  const { years, assumption } = datePosts(page.entries, options);
  if (assumption !== null) yield { kind: "notice", text: `${file.name}: ${assumption}` };
  // Before a byte that cannot be read the last post is not whole.
  const whole = invalidAt === null ? page.entries : page.entries.slice(0, -1);
  for (const [index, entry] of whole.entries()) yield toItem(entry, years[index] ?? 0);
  options.onProgress?.(file.sizeBytes, file.sizeBytes);
  if (invalidAt !== null)
    throw damaged(
      { file: file.name, place: `byte ${invalidAt}`, lastMessageId: null },
      "bytes that are not UTF-8",
    );
}

function toItem(entry: PageEntry, year: number): ArchiveItem {
  const date = localDate({ ...entry.shown, year, second: 0 });
  if (date === null)
    return { kind: "skipped", reason: "damaged message", detail: `line ${entry.line}: impossible date` };
  if (entry.text === "") return { kind: "skipped", reason: "empty message", detail: `line ${entry.line}` };
  return { kind: "post", post: makePost({ date, text: entry.text }) };
}

interface PageText {
  readonly title: string;
  readonly username: string | null;
  readonly entries: readonly PageEntry[];
}

/** Does the text look like a channel page? */
export function isPageText(text: string): boolean {
  return parsePageText(text) !== null;
}

function parsePageText(text: string): PageText | null {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trimEnd());
  const dated = lines.flatMap((line, index) => {
    const shown = dayTime(line.trim());
    const nameLine = previousLine(lines, index);
    return shown === null || nameLine === null
      ? []
      : [{ index, nameLine, shown, name: lines[nameLine]?.trim() ?? "" }];
  });
  const title = mostFrequent(dated.map(({ name }) => name));
  if (title === null) return null;
  const headers = dated.filter(({ name }) => name === title);
  const entries = headers.map(({ index, shown }, at) => {
    const end = headers[at + 1]?.nameLine ?? lines.length;
    return { shown, line: index + 1, text: body(lines.slice(index + 1, end), title) };
  });
  return { title, username: usernameIn(lines.slice(0, headers[0]?.nameLine)), entries };
}

function previousLine(lines: readonly string[], index: number): number | null {
  for (let at = index - 1; at >= 0; at -= 1) {
    if (lines[at]?.trim()) return at;
  }
  return null;
}

/** Of equals the first. */
function mostFrequent(names: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return (
    [...counts].reduce<[string, number] | null>(
      (most, next) => (next[1] > (most?.[1] ?? 0) ? next : most),
      null,
    )?.[0] ?? null
  );
}

/** Without the channel's name that pages repeat after the last post. */
function body(lines: readonly string[], title: string): string {
  const kept = [...lines];
  while (kept.length > 0 && ["", title].includes(kept.at(-1)?.trim() ?? "")) kept.pop();
  return kept.join("\n").trim();
}

/** A line that is nothing but @name, else the first @name of the first line. */
function usernameIn(header: readonly string[]): string | null {
  const alone = header
    .map((line) => /^@([A-Za-z]\w{3,31})$/.exec(line.trim())?.[1])
    .find((name) => name !== undefined);
  const first = header.find((line) => line.trim() !== "") ?? "";
  return alone ?? /(?:^|\s)@([A-Za-z]\w{3,31})\b/.exec(first)?.[1] ?? null;
}

// "19 Nov, 21:44", "19 ноября 2023 г. в 21:44", "19 нояб. 2023, 21:44"
const DAY_FIRST =
  /^(\d{1,2})\s+(\p{L}+\.?)(?:\s+(\d{4})(?:\s*г\.?)?)?,?\s+(?:(?:в|at)\s+)?(\d{1,2}):(\d\d)(?:\s*([AP])M)?$/iu;
// "November 19, 2023, 9:44 PM", "Nov 19, 21:44"
const MONTH_FIRST =
  /^(\p{L}+\.?)\s+(\d{1,2})(?:,?\s+(\d{4}))?,?\s+(?:at\s+)?(\d{1,2}):(\d\d)(?:\s*([AP])M)?$/iu;

function dayTime(line: string): DayTime | null {
  const dayFirst = DAY_FIRST.exec(line);
  const monthFirst = dayFirst ? null : MONTH_FIRST.exec(line);
  const [, day, month, year, hour, minute, half] =
    dayFirst ?? (monthFirst ? [monthFirst[0], monthFirst[2], monthFirst[1], ...monthFirst.slice(3)] : []);
  const number = readMonth(month ?? "");
  if (day === undefined || number === null) return null;
  const told = year === undefined ? null : Number(year);
  return {
    day: Number(day),
    month: number,
    hour: hour24(Number(hour), half),
    minute: Number(minute),
    year: told,
  };
}

function hour24(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  return (hour % 12) + (half.toUpperCase() === "P" ? 12 : 0);
}
