import { textsFor } from "./texts.js";

/** @import { Language } from "./texts.js" */

const DAY_MS = 86_400_000;
const LOCALES = { ru: "ru-RU", en: "en-GB" };

/** @type {Map<string, Intl.DateTimeFormat>} */
const formatters = new Map();

/**
 * @param {number} unixSeconds
 * @param {Language} language
 */
export function clockTime(unixSeconds, language) {
  return format(unixSeconds, language, { hour: "2-digit", minute: "2-digit" });
}

/**
 * @param {number} unixSeconds
 * @param {Language} language
 */
export function fullDate(unixSeconds, language) {
  return format(unixSeconds, language, { dateStyle: "long", timeStyle: "medium" });
}

/**
 * The same for all messages of one day where the reader is.
 *
 * @param {number} unixSeconds
 */
export function dayKey(unixSeconds) {
  const date = new Date(unixSeconds * 1000);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

/**
 * The heading above a day's messages.
 *
 * @param {number} unixSeconds
 * @param {Language} language
 * @param {number} nowMs
 */
export function dayTitle(unixSeconds, language, nowMs) {
  const key = dayKey(unixSeconds);
  if (key === dayKey(nowMs / 1000)) return textsFor(language).today;
  if (key === dayKey((nowMs - DAY_MS) / 1000)) return textsFor(language).yesterday;
  const isThisYear = new Date(unixSeconds * 1000).getFullYear() === new Date(nowMs).getFullYear();
  if (isThisYear) return format(unixSeconds, language, { day: "numeric", month: "long" });
  return format(unixSeconds, language, { day: "numeric", month: "long", year: "numeric" });
}

/**
 * What stands beside a dialog in the list: the time today, the weekday this week, else the date.
 *
 * @param {number} unixSeconds
 * @param {Language} language
 * @param {number} nowMs
 */
export function listDate(unixSeconds, language, nowMs) {
  if (dayKey(unixSeconds) === dayKey(nowMs / 1000)) return clockTime(unixSeconds, language);
  if (nowMs - unixSeconds * 1000 < 6 * DAY_MS) return format(unixSeconds, language, { weekday: "short" });
  return format(unixSeconds, language, { day: "2-digit", month: "2-digit", year: "2-digit" });
}

/**
 * A `date_time` entity as the reader's clock shows it. The letters are those of the Bot API:
 * r relative, w weekday, d/D short and long date, t/T short and long time. Null: show the text as it is.
 *
 * @param {number} unixSeconds
 * @param {string} letters
 * @param {{ language: Language, nowMs: number }} reader
 * @returns {string | null}
 */
export function dateTimeText(unixSeconds, letters, { language, nowMs }) {
  if (letters === "r") return relativeTime(unixSeconds, language, nowMs);
  /** @type {Intl.DateTimeFormatOptions} */
  const options = {};
  if (letters.includes("w")) options.weekday = "long";
  if (/d/i.test(letters)) Object.assign(options, dateParts(letters.includes("D") ? "long" : "2-digit"));
  if (/t/i.test(letters)) Object.assign(options, { hour: "2-digit", minute: "2-digit" });
  if (letters.includes("T")) options.second = "2-digit";
  return Object.keys(options).length > 0 ? format(unixSeconds, language, options) : null;
}

/** @param {"long" | "2-digit"} month */
function dateParts(month) {
  return { day: month === "long" ? "numeric" : "2-digit", month, year: "numeric" };
}

/** @type {[Intl.RelativeTimeFormatUnit, number][]} */
const UNITS = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];

/**
 * @param {number} unixSeconds
 * @param {Language} language
 * @param {number} nowMs
 */
function relativeTime(unixSeconds, language, nowMs) {
  const seconds = unixSeconds - nowMs / 1000;
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  const formatter = new Intl.RelativeTimeFormat(LOCALES[language], { numeric: "auto" });
  return formatter.format(Math.round(seconds / size), unit);
}

/**
 * @param {number} unixSeconds
 * @param {Language} language
 * @param {Intl.DateTimeFormatOptions} options
 */
function format(unixSeconds, language, options) {
  const key = language + JSON.stringify(options);
  const formatter = formatters.get(key) ?? new Intl.DateTimeFormat(LOCALES[language], options);
  formatters.set(key, formatter);
  return formatter.format(new Date(unixSeconds * 1000));
}
