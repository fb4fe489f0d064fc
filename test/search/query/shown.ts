import type { All, Clause, Filter } from "../../../src/search/query-language.ts";

/** Words on one line: `a (b c | -d) "e f" =g`. */
export function shownWords(all: All): string {
  return all.map(shownClause).join(" ");
}

function shownClause(clause: Clause): string {
  switch (clause.kind) {
    case "word":
      return clause.isExact ? `=${clause.text}` : clause.text;
    case "phrase":
      return `"${clause.text}"`;
    case "any":
      return `(${clause.of.map(shownWords).join(" | ")})`;
    case "not":
      return clause.of.length === 1 ? `-${shownWords(clause.of)}` : `-(${shownWords(clause.of)})`;
    default:
      return clause satisfies never;
  }
}

/** A filter on one line: `all(any(channel a, channel b), not(tag c), dates 2024-01-01..)`. */
export function shownFilter(filter: Filter | null): string {
  if (filter === null) return "";
  switch (filter.kind) {
    case "channel":
    case "author":
    case "tag":
      return `${filter.kind} ${filter.name}`;
    case "has":
      return `has ${filter.what}`;
    case "dates":
      return `dates ${filter.from ?? ""}..${filter.until ?? ""}`;
    case "not":
      return `not(${shownFilter(filter.of)})`;
    case "all":
    case "any":
      return `${filter.kind}(${filter.of.map(shownFilter).join(", ")})`;
    default:
      return filter satisfies never;
  }
}
