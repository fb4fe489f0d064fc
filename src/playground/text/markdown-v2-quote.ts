import { noEnd, type Reading, take } from "./markdown-v2-reading.ts";

export function readLineBreak(reading: Reading): void {
  const { source, at } = reading;
  if (reading.quote !== undefined && source[at + 1] !== ">") closeQuote(reading);
  take(reading, "\n", 1);
  startLine(reading);
}

/** ">" begins or goes on with a quote; "**>" begins another one. */
export function startLine(reading: Reading): void {
  const mark = /^(?:\*\*)?>/.exec(reading.source.slice(reading.at, reading.at + 3))?.[0];
  if (mark === undefined) return;
  reading.quote ??= reading.text.length;
  reading.at += mark.length;
}

/** "||" at the end of a quote's last line makes it expandable. */
export function isQuoteEnd({ source, at, quote, open: opened }: Reading): boolean {
  if (quote === undefined || !source.startsWith("||", at)) return false;
  return (
    opened.at(-1)?.kind !== "Spoiler" &&
    (at + 2 === source.length || /^\n(?!>)/.test(source.slice(at + 2, at + 4)))
  );
}

export function endExpandable(reading: Reading): void {
  reading.isQuoteExpandable = true;
  take(reading, "", 2);
}

export function closeQuote(reading: Reading): void {
  const unclosed = reading.open.at(-1);
  if (unclosed !== undefined) throw noEnd(reading, unclosed);
  const offset = reading.quote ?? 0;
  const length = reading.text.length - offset;
  const type = reading.isQuoteExpandable ? "expandable_blockquote" : "blockquote";
  if (length > 0) reading.entities.push({ type, offset, length });
  reading.quote = undefined;
  reading.isQuoteExpandable = false;
}
