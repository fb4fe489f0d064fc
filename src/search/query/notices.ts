import type { QueryNotice } from "../query-language.ts";
import type { Span } from "./lexemes.ts";

const BRACKET = /[()]/;
const EDGE = /[\s|]/;
const EDGE_OR_BRACKET = /[\s()|]/;
/** ":)", "))": brackets that nobody meant as syntax. */
const SMILEY = /(?:[:;=8]-?|[()])[()]+$/;

/** What was not understood, in the order of the text: each piece between spaces is named once, as it was typed. */
export function noticesOf(text: string, misreads: readonly Span[]): QueryNotice[] {
  const notices: QueryNotice[] = [];
  let told = 0;
  for (const misread of misreads.toSorted((a, b) => a.start - b.start)) {
    if (misread.start < told) continue;
    const { start, end } = widened(text, misread, told);
    const part = text.slice(start, end);
    if (!SMILEY.test(part)) notices.push({ kind: "not-understood", part });
    told = end;
  }
  return notices;
}

function widened(text: string, misread: Span, told: number): Span {
  const edge = BRACKET.test(text.slice(misread.start, misread.end)) ? EDGE : EDGE_OR_BRACKET;
  let { start, end } = misread;
  while (start > told && !edge.test(text.charAt(start - 1))) start -= 1;
  while (end < text.length && !edge.test(text.charAt(end))) end += 1;
  return { start, end };
}
