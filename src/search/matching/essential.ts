import { type PostWords, stands } from "../coverage.ts";
import type { Plan } from "../plan.ts";
import type { PlanNode } from "../plan-tree.ts";
import { stemOf } from "../words/stems.ts";
import { isVague } from "../words/stop-words.ts";

/** Whether a part of a query asks for something that must be there. */
export function wants(node: PlanNode): boolean {
  switch (node.kind) {
    case "term":
      return true;
    case "sequence":
      return node.words.length > 0;
    case "all":
    case "any":
      return node.of.some(wants);
    case "not":
      return false;
    default:
      return node satisfies never;
  }
}

/** Whether a part of a query refuses anything: "-реклама" alone is every post without it. */
export function refuses(node: PlanNode): boolean {
  if (node.kind === "not") return wants(node.of);
  return (node.kind === "all" || node.kind === "any") && node.of.some(refuses);
}

/**
 * What of a plan a post must have all of: without the words that questions are made of, where others say what about,
 * and without alternatives that ask for nothing, which every post would have.
 */
export function essentialOf(plan: Plan): PlanNode {
  const isTelling = (node: PlanNode) =>
    wants(node) && !(node.kind === "term" && isVague(stemOf(plan.terms[node.term]?.word ?? "")));
  const essential = (node: PlanNode): PlanNode => {
    if (node.kind !== "all" && node.kind !== "any") return node;
    const of = node.of.map(essential);
    if (node.kind === "any") return { kind: "any", of: of.some(wants) ? of.filter(wants) : of };
    return {
      kind: "all",
      of: of.some(isTelling) ? of.filter((part) => isTelling(part) || !wants(part)) : of,
    };
  };
  return essential(plan.tree);
}

/** What a post has: which terms of the plan, and where words stand. */
export interface Found {
  readonly has: (term: number) => boolean;
  readonly words: PostWords;
}

/** Whether all of it is there, and nothing that is refused. */
export function isCovered(node: PlanNode, found: Found): boolean {
  switch (node.kind) {
    case "term":
      return found.has(node.term);
    case "sequence":
      return found.words.has(node);
    case "all":
      return node.of.every((part) => isCovered(part, found));
    case "any":
      return node.of.some((part) => isCovered(part, found));
    case "not":
      return !stands(node.of, found.words);
    default:
      return node satisfies never;
  }
}
