import type { All, Clause, Filter } from "../query-language.ts";
import type { Span } from "./lexemes.ts";
import type { Node } from "./tree.ts";

/** A node of the top level, with the filter that it is; null where it is words. */
export interface Unit {
  readonly node: Node;
  readonly filter: Filter | null;
}

export interface Meaning {
  readonly words: All;
  readonly filter: Filter | null;
  readonly units: readonly Unit[];
  /** Filters that stand beside words under a | or a minus, where they can only be words. */
  readonly misplaced: readonly Span[];
}

/** Takes words and filters apart: an index looks for words, filters are asked of every post. */
export function meaningOf(nodes: readonly Node[]): Meaning {
  const units = nodes.flatMap(flattened).map((node) => ({ node, filter: filterOf(node) }));
  const worded = units.filter(({ filter }) => filter === null).map(({ node }) => node);
  return {
    words: worded.flatMap(clausesOf),
    filter: allOf(units.flatMap(({ filter }) => filter ?? [])),
    units,
    misplaced: worded.flatMap(filtersIn),
  };
}

/** "a (b #c)" wants the same as "a b #c". */
function flattened(node: Node): readonly Node[] {
  return node.kind === "all" ? node.of.flatMap(flattened) : [node];
}

function filterOf(node: Node): Filter | null {
  switch (node.kind) {
    case "clause":
      return null;
    case "filter":
      return node.filter;
    case "not":
      return negated(filterOf(node.of));
    case "any":
      return combined(node.of, (of) => ({ kind: "any", of }));
    case "all":
      return combined(flattened(node), allOf);
    default:
      node satisfies never;
      return null;
  }
}

function negated(filter: Filter | null): Filter | null {
  return filter === null ? null : { kind: "not", of: filter };
}

function combined(nodes: readonly Node[], join: (filters: Filter[]) => Filter | null): Filter | null {
  const filters = nodes.flatMap((node) => filterOf(node) ?? []);
  return filters.length === nodes.length ? join(filters) : null;
}

/** A post stands in one channel and has one author, so several of these are a choice. */
const CHOICES: ReadonlySet<Filter["kind"]> = new Set(["channel", "author"]);

function allOf(filters: readonly Filter[]): Filter | null {
  const groups = new Map<unknown, Filter[]>();
  for (const filter of filters) {
    const key = CHOICES.has(filter.kind) ? filter.kind : filter;
    const group = groups.get(key) ?? [];
    group.push(filter);
    groups.set(key, group);
  }
  return one(
    [...groups.values()].flatMap((of) => one(of, "any") ?? []),
    "all",
  );
}

function one(filters: readonly Filter[], kind: "any" | "all"): Filter | null {
  const [first] = filters;
  if (first === undefined) return null;
  return filters.length === 1 ? first : { kind, of: filters };
}

function clausesOf(node: Node): readonly Clause[] {
  switch (node.kind) {
    case "clause":
      return [node.clause];
    case "filter":
      return node.asWords;
    case "not":
      return [{ kind: "not", of: clausesOf(node.of) }];
    case "any":
      return [{ kind: "any", of: node.of.map(clausesOf) }];
    case "all":
      return node.of.flatMap(clausesOf);
    default:
      return node satisfies never;
  }
}

function filtersIn(node: Node): readonly Span[] {
  switch (node.kind) {
    case "clause":
      return [];
    case "filter":
      return [node];
    case "not":
      return filtersIn(node.of);
    case "any":
    case "all":
      return node.of.flatMap(filtersIn);
    default:
      return node satisfies never;
  }
}
