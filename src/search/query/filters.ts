import type { Filter, HasKind } from "../query-language.ts";
import { daysOf } from "./dates.ts";
import type { QuoteReader } from "./quotes.ts";
import { isSearchable, matchAt } from "./scan.ts";

interface Value {
  readonly text: string;
  readonly isQuoted: boolean;
  readonly end: number;
}

/** What a key makes of a value; null iff it cannot. */
type Reading = (value: Value) => Filter | null;

const channel: Reading = (value) => named("channel", value);
const author: Reading = (value) => named("author", value);
const before: Reading = ({ text }) => dates(null, daysOf(text)?.from);
const after: Reading = ({ text }) => dates(daysOf(text)?.from, null);
const on: Reading = ({ text }) => dates(daysOf(text)?.from, daysOf(text)?.until);
const has: Reading = ({ text }) => kindOf(text);

const KEYS: ReadonlyMap<string, Reading> = new Map([
  ["channel", channel],
  ["канал", channel],
  ["author", author],
  ["автор", author],
  ["before", before],
  ["до", before],
  ["after", after],
  ["после", after],
  ["on", on],
  ["за", on],
  ["has", has],
  ["есть", has],
]);

const KINDS: ReadonlyMap<string, HasKind> = new Map([
  ["link", "link"],
  ["ссылка", "link"],
  ["ссылки", "link"],
  ["paper", "paper"],
  ["статья", "paper"],
  ["статьи", "paper"],
  ["пейпер", "paper"],
  ["photo", "photo"],
  ["фото", "photo"],
  ["video", "video"],
  ["видео", "video"],
  ["poll", "poll"],
  ["опрос", "poll"],
  ["code", "code"],
  ["код", "code"],
]);

const KEY = new RegExp(`(${[...KEYS.keys()].join("|")}):`, "iuy");
const BARE_VALUE = /[^\s()|"«»„“”]*[^\s()|"«»„“”.,;!?…]/uy;
/** A username, a word, or an id such as -1001234567890. */
const BARE_NAME = /^(?:@?[\p{L}\p{N}_][\p{L}\p{N}\p{M}_.'’-]*|-\d+)$/u;
/** As Telegram reads it: letters, digits and _, not only digits. */
const TAG = /#([\p{N}\p{M}_]*\p{L}[\p{L}\p{N}\p{M}_]*)/uy;
/** Punctuation after a filter is not part of it; anything else there means that it was none. */
const FILTER_END = /[.,;!?…]*(?=[\s|)]|$)/y;
const VALUE_END = /(?=[\s|)]|$)/y;

export interface FoundFilter {
  readonly filter: Filter;
  readonly end: number;
}

/** The filter that begins there, "misread" where one was meant and has no sense, null where none was. */
export function filterAt(text: string, at: number, quotes: QuoteReader): FoundFilter | "misread" | null {
  if (text.charAt(at) === "#") return tagAt(text, at);
  const match = matchAt(KEY, text, at);
  if (match === null) return null;
  const read = KEYS.get((match[1] ?? "").toLowerCase());
  const from = at + match[0].length;
  if (text.charAt(from) !== " ") return valued(read, valueAt(text, from, quotes)) ?? unread(text, from);
  return valued(read, valueAt(text, from + 1, quotes));
}

function tagAt(text: string, at: number): FoundFilter | "misread" | null {
  const match = matchAt(TAG, text, at);
  if (match === null) return null;
  const end = endOfFilter(text, at + match[0].length);
  return end === null ? "misread" : { filter: { kind: "tag", name: match[1] ?? "" }, end };
}

function valueAt(text: string, at: number, quotes: QuoteReader): Value | null {
  const quoted = quotes.at(at);
  const bare = quoted === null ? matchAt(BARE_VALUE, text, at)?.[0] : undefined;
  const end = endOfFilter(text, quoted?.end ?? at + (bare?.length ?? 0));
  const value = quoted?.text ?? bare;
  return value === undefined || end === null ? null : { text: value, isQuoted: quoted !== null, end };
}

function endOfFilter(text: string, at: number): number | null {
  const match = matchAt(FILTER_END, text, at);
  return match === null ? null : at + match[0].length;
}

function valued(read: Reading | undefined, value: Value | null): FoundFilter | null {
  const filter = value === null ? null : (read?.(value) ?? null);
  return value === null || filter === null ? null : { filter, end: value.end };
}

/** A key with nothing behind it is a word with a colon, as in "есть: и то, и другое", or is still being typed. */
function unread(text: string, from: number): "misread" | null {
  return matchAt(VALUE_END, text, from) === null ? "misread" : null;
}

function named(kind: "channel" | "author", { text, isQuoted }: Value): Filter | null {
  const name = text.replace(/^@/, "");
  return isSearchable(name) && (isQuoted || BARE_NAME.test(text)) ? { kind, name } : null;
}

function dates(from: string | null | undefined, until: string | null | undefined): Filter | null {
  return from === undefined || until === undefined ? null : { kind: "dates", from, until };
}

function kindOf(text: string): Filter | null {
  const what = KINDS.get(text.toLowerCase());
  return what === undefined ? null : { kind: "has", what };
}
