import type { QueryPart } from "../query-language.ts";
import type { Span } from "./lexemes.ts";
import type { Unit } from "./meaning.ts";
import { isQuote } from "./quotes.ts";

/** What stands between parts. */
const BETWEEN = /[\s()|]/;

interface Range extends Span {
  readonly kind: QueryPart["kind"];
}

/**
 * The top level of a query, piece by piece. Pieces with nothing between them are one part («Яндекс»-овский), and
 * signs beside a piece belong to it: left behind, they could become syntax for what comes next.
 */
export function partsOf(text: string, units: readonly Unit[], misreads: readonly Span[]): QueryPart[] {
  const strays = new Set(misreads.map(({ start }) => start));
  const isOurs = (at: number) => {
    const char = text.charAt(at);
    return !BETWEEN.test(char) && (!isQuote(char) || strays.has(at));
  };
  let taken = 0;
  return rangesOf(text, units).map(({ kind, ...range }, n, ranges) => {
    const next = ranges[n + 1]?.start ?? text.length;
    let { start, end } = range;
    while (start > taken && isOurs(start - 1)) start -= 1;
    while (end < next && isOurs(end)) end += 1;
    taken = end;
    return { kind, start, text: text.slice(start, end) };
  });
}

function rangesOf(text: string, units: readonly Unit[]): Range[] {
  const ranges: Range[] = [];
  for (const unit of units) {
    const { start, end } = unit.node;
    const range = { kind: kindOf(unit), start, end };
    const last = ranges.at(-1);
    if (last !== undefined && isOnePart(text, last, range)) ranges.splice(-1, 1, joined(last, range));
    else ranges.push(range);
  }
  return ranges;
}

function isOnePart(text: string, left: Range, right: Range): boolean {
  const isSameSide = (left.kind === "filter") === (right.kind === "filter");
  return isSameSide && !BETWEEN.test(text.slice(left.end, right.start));
}

function joined(left: Range, right: Range): Range {
  return { kind: left.kind === right.kind ? left.kind : "word", start: left.start, end: right.end };
}

function kindOf({ node, filter }: Unit): QueryPart["kind"] {
  if (filter !== null) return "filter";
  return node.kind === "not" ? "excluded" : "word";
}

/** A bracket that something stands before: "f(a b)" is two words in brackets, "f(a)" would be one word. */
const GLUED_BRACKET = /[^\s(|]\(/;
/** A key that had no value must not take the next word for one. */
const IDLE_COLON = /(?<=(?:^|[\s(|])[-−–]?\p{L}+):$/u;
const EMPTY_GROUP_START = /(?<=^|[\s(])\($/;
const EMPTY_GROUP_END = /^\)(?=[\s)]|$)/;

/** A hyphen behind brackets would be a minus without them. */
const HYPHEN = /^[-−–]+/;

/** The text without a part of it, and without the brackets that stood around nothing else. */
export function cutOut(text: string, { start, text: part }: QueryPart): string {
  let left = text.slice(0, start).trimEnd().replace(IDLE_COLON, "");
  let right = text
    .slice(start + part.length)
    .replace(HYPHEN, "")
    .trimStart();
  while (EMPTY_GROUP_START.test(left) && EMPTY_GROUP_END.test(right)) {
    left = left.slice(0, -1).trimEnd();
    right = right.slice(1).trimStart();
  }
  const isTight = (left.endsWith("(") || right.startsWith(")")) && !GLUED_BRACKET.test(left);
  return isTight ? left + right : `${left} ${right}`.trim();
}
