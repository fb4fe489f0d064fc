import { HAS_KINDS } from "../search/facts.ts";
import type { DayStart } from "../search/local-days.ts";
import type { PostFilter } from "../search/post-filter.ts";
import type { HasKind } from "../search/query-language.ts";

/** A condition on a row of `posts`, with its parameters in order. */
export interface Condition {
  readonly sql: string;
  readonly parameters: readonly (string | number)[];
}

export function hasBit(kind: HasKind): number {
  return 1 << HAS_KINDS.indexOf(kind);
}

export function conditionOf(filter: PostFilter): Condition {
  switch (filter.kind) {
    case "channels":
      return { sql: `posts.channel_id IN (${filter.ids.map(() => "?").join(", ")})`, parameters: filter.ids };
    case "author":
      return { sql: factsSay("instr(author, ?) > 0"), parameters: [filter.name] };
    case "has":
      return { sql: factsSay("(has & ?) <> 0"), parameters: [hasBit(filter.what)] };
    case "tag":
      return {
        sql: "posts.id IN (SELECT post_id FROM post_tags WHERE tag = ?)",
        parameters: [filter.tag],
      };
    case "dates":
      return joined("AND", [
        ...(filter.from === null ? [] : [fromDay(filter.from)]),
        ...(filter.until === null ? [] : [negated(fromDay(filter.until))]),
      ]);
    case "all":
      return joined("AND", filter.of.map(conditionOf));
    case "any":
      return joined("OR", filter.of.map(conditionOf));
    case "not":
      return negated(conditionOf(filter.of));
    default:
      return filter satisfies never;
  }
}

function factsSay(what: string): string {
  return `EXISTS (SELECT 1 FROM post_facts WHERE post_id = posts.id AND ${what})`;
}

function fromDay({ instant, local }: DayStart): Condition {
  return {
    sql: "posts.date_sort >= CASE WHEN posts.date LIKE '%Z' THEN ? ELSE ? END",
    parameters: [instant, local],
  };
}

function negated({ sql, parameters }: Condition): Condition {
  return { sql: `NOT (${sql})`, parameters };
}

/** Of nothing, AND is true and OR is false. */
function joined(operator: "AND" | "OR", conditions: readonly Condition[]): Condition {
  if (conditions.length === 0) return { sql: operator === "AND" ? "TRUE" : "FALSE", parameters: [] };
  return {
    sql: conditions.map(({ sql }) => `(${sql})`).join(` ${operator} `),
    parameters: conditions.flatMap(({ parameters }) => parameters),
  };
}
