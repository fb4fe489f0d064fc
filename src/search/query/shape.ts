import type { Lexeme, Span } from "./lexemes.ts";

/** Nobody means more; deeper brackets are read as if they were not there. */
const DEEPEST_GROUP = 8;

export interface Shape {
  /** Every bracket has its partner, no group is empty, every "or" stands between two operands. */
  readonly lexemes: readonly Lexeme[];
  /** Brackets without a partner. */
  readonly strays: readonly Span[];
}

/** Leaves out what is no syntax where it stands. No word is lost: an OR that joins nothing is a word. */
export function wellFormed(lexemes: readonly Lexeme[]): Shape {
  const strays = straysOf(lexemes);
  const builder = new ShapeBuilder();
  for (const lexeme of lexemes) if (!strays.has(lexeme)) builder.add(lexeme);
  return { lexemes: builder.finish(), strays: [...strays] };
}

function straysOf(lexemes: readonly Lexeme[]): Set<Lexeme> {
  const strays = new Set<Lexeme>();
  const open: Lexeme[] = [];
  for (const lexeme of lexemes) {
    if (lexeme.kind === "open") open.push(lexeme);
    if (lexeme.kind === "close" && open.pop() === undefined) strays.add(lexeme);
  }
  for (const lexeme of open) strays.add(lexeme);
  return strays;
}

class ShapeBuilder {
  readonly #kept: Lexeme[] = [];
  #depth = 0;

  add(lexeme: Lexeme): void {
    if (lexeme.kind === "open") this.#open(lexeme);
    else if (lexeme.kind === "close") this.#close(lexeme);
    else if (lexeme.kind === "or") this.#join(lexeme);
    else this.#kept.push(lexeme);
  }

  finish(): readonly Lexeme[] {
    this.#settle();
    return this.#kept;
  }

  #open(lexeme: Lexeme): void {
    this.#depth += 1;
    if (this.#depth <= DEEPEST_GROUP) this.#kept.push(lexeme);
  }

  #close(lexeme: Lexeme): void {
    this.#depth -= 1;
    if (this.#depth >= DEEPEST_GROUP) return;
    this.#settle();
    if (this.#kept.at(-1)?.kind === "open") this.#kept.pop();
    else this.#kept.push(lexeme);
  }

  #join(lexeme: Extract<Lexeme, { kind: "or" }>): void {
    if (lexeme.word === null) this.#settle();
    const last = this.#kept.at(-1);
    const hasLeft = last !== undefined && last.kind !== "open" && last.kind !== "or";
    if (hasLeft) this.#kept.push(lexeme);
    else this.#pushWord(lexeme);
  }

  /** An "or" at the end joins nothing: OR is a word then. */
  #settle(): void {
    const last = this.#kept.at(-1);
    if (last?.kind !== "or") return;
    this.#kept.pop();
    this.#pushWord(last);
  }

  #pushWord({ start, end, word }: Extract<Lexeme, { kind: "or" }>): void {
    if (word === null) return;
    this.#kept.push({
      kind: "clause",
      start,
      end,
      clause: { kind: "word", text: word, isExact: false },
      isNegated: false,
    });
  }
}
