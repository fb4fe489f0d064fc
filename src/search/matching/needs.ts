import type { Glossary } from "../glossary.ts";
import { planAsTyped } from "../plan.ts";
import type { PlanNode, Sequence } from "../plan-tree.ts";
import type { Filter, Query } from "../query-language.ts";
import { readingsOf } from "../sounds.ts";
import { scriptOf, stemOf } from "../words/stems.ts";
import { essentialOf, refuses, wants } from "./essential.ts";
import { beginningKey, factKeyOf, type NumberOfKey } from "./post-keys.ts";
import { TakenAsTyped } from "./taken-as-typed.ts";

/** Keys of which a post that matches has at least one. */
type Need = readonly number[];

/** What a post must have to match a query, in keys; it may have all of it and not match. */
export interface QueryNeeds {
  /** Every one of these. Without any, only a look at the post tells. */
  readonly all: readonly Need[];
  /** What is left to look at in a post that surely has all of these. */
  readonly left: LeftToSee;
}

/** Nothing; phrases, refused words and filters; everything. */
export type LeftToSee = "nothing" | "places" | "everything";

/** Null for a query that asks for nothing and matches nothing. Does not depend on any archive. */
export function needsOf(
  query: Query,
  { numberOf, glossary }: { readonly numberOf: NumberOfKey; readonly glossary: Glossary | null },
): QueryNeeds | null {
  // Every way in which a word may ever be found, by its key.
  const everyWay = new TakenAsTyped({ numberOf, completions: () => [], soundingLike: () => [] });
  const plan = planAsTyped(query.words, everyWay, glossary);
  const tree = essentialOf(plan);
  if (query.filter === null && !wants(tree) && !refuses(tree)) return null;
  const ways = plan.terms.map(({ word, alternatives }) => [
    ...new Set([...[...alternatives.keys()].map(numberOf), ...looseKeys(word).map(numberOf)]),
  ]);
  const ofFilter = query.filter === null ? [] : needsOfFilter(query.filter, numberOf);
  return {
    all: [...needsOfNode(tree, ways), ...ofFilter],
    left: leftOf(tree, query.filter),
  };
}

/** What sounds like a word, and longer words that begin with it: whether these count is seen in the post only. */
function looseKeys(word: string): string[] {
  const script = scriptOf(word);
  if (script === "other") return [];
  const other = script === "cyrillic" ? "latin" : "cyrillic";
  const sounds = readingsOf(word).map(({ skeleton }) => `${other} ${skeleton}`);
  return [...sounds, beginningKey(stemOf(word))];
}

function needsOfNode(node: PlanNode, ways: readonly Need[]): Need[] {
  switch (node.kind) {
    case "term":
      return [ways[node.term] ?? []];
    case "sequence":
      return needsOfSequence(node);
    case "all":
      return node.of.flatMap((part) => needsOfNode(part, ways));
    case "any":
      return anyOf(node.of.map((part) => needsOfNode(part, ways)));
    case "not":
      return [];
    default:
      return node satisfies never;
  }
}

function needsOfSequence({ words, joined }: Sequence): Need[] {
  return words.map(({ stem }) => [stem, joined].filter((key) => key !== null));
}

/** Of each branch one need, because a post has all needs of one of them; none where a branch needs nothing. */
function anyOf(branches: readonly (readonly Need[])[]): Need[] {
  const needs = branches.flatMap((branch) => branch.slice(0, 1));
  return branches.length > 0 && needs.length === branches.length ? [[...new Set(needs.flat())]] : [];
}

function needsOfFilter(filter: Filter, numberOf: NumberOfKey): Need[] {
  switch (filter.kind) {
    case "tag":
    case "has":
    case "channel":
    case "author":
      return [[numberOf(factKeyOf(filter))]];
    case "dates":
    case "not":
      return [];
    case "all":
      return filter.of.flatMap((part) => needsOfFilter(part, numberOf));
    case "any":
      return anyOf(filter.of.map((part) => needsOfFilter(part, numberOf)));
    default:
      return filter satisfies never;
  }
}

function leftOf(tree: PlanNode, filter: Filter | null): LeftToSee {
  if (isRowOfTerms(tree) && (filter === null || isRowOfFacts(filter))) return "nothing";
  return hasChoice(tree) ? "everything" : "places";
}

function hasChoice(node: PlanNode): boolean {
  return node.kind === "any" || (node.kind === "all" && node.of.some(hasChoice));
}

function isRowOfTerms(node: PlanNode): boolean {
  return node.kind === "term" || (node.kind === "all" && node.of.every(isRowOfTerms));
}

/** Of a name a key tells the beginning only. */
function isRowOfFacts(filter: Filter): boolean {
  if (filter.kind === "all") return filter.of.every(isRowOfFacts);
  return filter.kind === "tag" || filter.kind === "has";
}
