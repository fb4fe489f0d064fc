/** English; Russian as it stands alone and in a date. */
const MONTHS: readonly (readonly string[])[] = [
  ["january", "январь", "января"],
  ["february", "февраль", "февраля"],
  ["march", "март", "марта"],
  ["april", "апрель", "апреля"],
  ["may", "май", "мая"],
  ["june", "июнь", "июня"],
  ["july", "июль", "июля"],
  ["august", "август", "августа"],
  ["september", "сентябрь", "сентября"],
  ["october", "октябрь", "октября"],
  ["november", "ноябрь", "ноября"],
  ["december", "декабрь", "декабря"],
];
const SHORTEST = 3;

/** 1–12 for a month's name or its beginning: "Nov", "сент.", "ноября"; null for any other word. */
export function readMonth(word: string): number | null {
  const beginning = word.toLowerCase().replace(/\.$/, "");
  if (beginning.length < SHORTEST) return null;
  const index = MONTHS.findIndex((names) => names.some((name) => name.startsWith(beginning)));
  return index === -1 ? null : index + 1;
}
