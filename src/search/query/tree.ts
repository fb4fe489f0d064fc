import type { Filter } from "../query-language.ts";
import type { Lexeme, Span, WordClause } from "./lexemes.ts";

/** The query with its groups; words and filters are still mixed. */
export type Node = Span &
  (
    | { readonly kind: "clause"; readonly clause: WordClause }
    | { readonly kind: "filter"; readonly filter: Filter; readonly asWords: readonly WordClause[] }
    | { readonly kind: "all"; readonly of: readonly Node[] }
    | { readonly kind: "any"; readonly of: readonly Node[] }
    | { readonly kind: "not"; readonly of: Node }
  );

/** A node and the range of its brackets: they belong to it iff a minus or a | stands beside them. */
interface Operand extends Span {
  readonly node: Node;
}

interface Group {
  readonly start: number;
  readonly isNegated: boolean;
  /** Each is a run of operands joined by |. */
  readonly chains: Operand[][];
  /** True iff a | waits for the operand on its right. */
  isJoining: boolean;
}

/** Of well-formed lexemes. */
export function treeOf(lexemes: readonly Lexeme[]): readonly Node[] {
  const builder = new TreeBuilder();
  for (const lexeme of lexemes) builder.add(lexeme);
  return builder.nodes;
}

class TreeBuilder {
  readonly #outer: Group[] = [];
  #group = newGroup({ start: 0, isNegated: false });

  get nodes(): readonly Node[] {
    return nodesOf(this.#group);
  }

  add(lexeme: Lexeme): void {
    switch (lexeme.kind) {
      case "open":
        this.#outer.push(this.#group);
        this.#group = newGroup(lexeme);
        break;
      case "close":
        this.#close(lexeme.end);
        break;
      case "or":
        this.#group.isJoining = true;
        break;
      case "clause":
      case "filter":
        this.#addOperand(lexeme, lexeme);
        break;
      default:
        lexeme satisfies never;
    }
  }

  #close(end: number): void {
    const inner = this.#group;
    this.#group = this.#outer.pop() ?? newGroup({ start: 0, isNegated: false });
    const span = { start: inner.start, end };
    this.#addOperand(together(nodesOf(inner), span), { ...span, isNegated: inner.isNegated });
  }

  #addOperand(bare: Node, { start, end, isNegated }: Sign): void {
    const node: Node = isNegated ? { kind: "not", of: bare, start, end } : bare;
    const operand = { node, start, end };
    const chain = this.#group.chains.at(-1);
    if (this.#group.isJoining && chain !== undefined) chain.push(operand);
    else this.#group.chains.push([operand]);
    this.#group.isJoining = false;
  }
}

interface Sign extends Span {
  readonly isNegated: boolean;
}

function newGroup({ start, isNegated }: Pick<Group, "start" | "isNegated">): Group {
  return { start, isNegated, chains: [], isJoining: false };
}

function nodesOf({ chains }: Group): Node[] {
  return chains.flatMap((chain) => {
    const [first] = chain;
    if (first === undefined) return [];
    if (chain.length === 1) return [first.node];
    const end = chain.at(-1)?.end ?? first.end;
    return [{ kind: "any", of: chain.map(({ node }) => node), start: first.start, end }];
  });
}

function together(nodes: readonly Node[], span: Span): Node {
  const [only] = nodes;
  return only !== undefined && nodes.length === 1 ? only : { kind: "all", of: nodes, ...span };
}
