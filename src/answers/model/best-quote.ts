import type { Glossary } from "../../search/glossary.ts";
import type { Snippet, TextRange } from "../../search/hit.ts";
import { sentencesOf } from "../../search/sentences.ts";
import { hasFact, sharedFacts, sharedTerms } from "./citation-check.ts";
import { ReadText, termsOf } from "./read-text.ts";

const FACT = 2; // times a word
const LEFT_OUT = " … ";

interface Candidate extends TextRange {
  readonly passage: string;
  readonly at: number;
  readonly source: ReadText;
}

/**
 * What of the passages of one post supports some sentences best: the passages' own sentence that shares most with
 * them, and a second one where a number stands only there.
 */
export function bestQuote(
  passages: readonly string[],
  claims: readonly string[],
  glossary: Glossary | null,
): Snippet {
  const candidates = candidatesIn(passages);
  const claimed = claims.map((claim) => new ReadText(claim));
  const best = mostOf(candidates, ({ source }) => support(source, claimed, glossary));
  if (best === null) return { text: passages[0] ?? "", marks: [] };
  const second = mostOf(candidates, ({ source }) => factsBeyond(best.source, source, claimed));
  return { text: second === null ? textOf(best) : together(best, second), marks: [] };
}

function candidatesIn(passages: readonly string[]): Candidate[] {
  const all = passages.flatMap((passage) => sentencesOf(passage).map((range) => ({ passage, ...range })));
  return all.map(({ passage, start, end }, at) => {
    return { passage, start, end, at, source: new ReadText(passage.slice(start, end)) };
  });
}

/** The first of the best; null where none is worth anything. */
function mostOf(candidates: readonly Candidate[], worth: (candidate: Candidate) => number): Candidate | null {
  let best: Candidate | null = null;
  let most = 0;
  for (const candidate of candidates) {
    const found = worth(candidate);
    if (found > most) [best, most] = [candidate, found];
  }
  return best;
}

function support(source: ReadText, claims: readonly ReadText[], glossary: Glossary | null): number {
  return sum(claims, (claim) => {
    const words = sharedTerms(termsOf(claim), [source], glossary).length;
    return words + FACT * sharedFacts(claim, [source]).length;
  });
}

function factsBeyond(known: ReadText, source: ReadText, claims: readonly ReadText[]): number {
  return sum(claims, (claim) => sharedFacts(claim, [source]).filter((fact) => !hasFact(known, fact)).length);
}

function together(one: Candidate, other: Candidate): string {
  const [first, second] = one.at < other.at ? [one, other] : [other, one];
  if (first.passage === second.passage && second.at === first.at + 1)
    return first.passage.slice(first.start, second.end);
  return `${textOf(first)}${LEFT_OUT}${textOf(second)}`;
}

function textOf({ passage, start, end }: Candidate): string {
  return passage.slice(start, end);
}

function sum<T>(items: readonly T[], worth: (item: T) => number): number {
  return items.reduce((total, item) => total + worth(item), 0);
}
