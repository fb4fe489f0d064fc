import type { PlannedTerm } from "../search/plan.ts";
import { stemOf } from "../search/words/stems.ts";
import { tokensOf } from "../search/words/tokens.ts";
import { isKnown, type QuestionPlan } from "./question-plan.ts";

/** Per term of the plan, how well a text has it: 1 = the word itself, 0 = not at all. */
export type FoundTerms = readonly number[];

/** A word that the archive lacks can stand nowhere: it counts for less than half. */
const UNKNOWN = 0.35;

export function foundIn(text: string, plan: QuestionPlan): FoundTerms {
  const found = plan.terms.map(() => 0);
  for (const { word } of tokensOf(text))
    for (const { term, weight } of plan.termsOfStem.get(stemOf(word)) ?? [])
      if (weight > (found[term] ?? 0)) found[term] = weight;
  return found;
}

/** What either text has; what the other one has counts so much. */
export function together(one: FoundTerms, other: FoundTerms, worth: number): FoundTerms {
  return one.map((found, term) => Math.max(found, worth * (other[term] ?? 0)));
}

/** Share of the question, by idf, that a text has. */
export function shareOf(found: FoundTerms, plan: QuestionPlan): number {
  return weighedShare(plan.terms, (term, place) => ({
    covered: coveredBy(found[place], term),
    whole: isKnown(term, plan) ? 1 : UNKNOWN,
  }));
}

/** Share of the question's names; 1 where it names nothing. */
export function shareOfNames(found: FoundTerms, { terms, named }: QuestionPlan): number {
  if (named.size === 0) return 1;
  return weighedShare(terms, (term, place) =>
    named.has(place) ? { covered: coveredBy(found[place], term), whole: 1 } : { covered: 0, whole: 0 },
  );
}

/** Share of the question that the archive has anywhere. */
export function knownShare(plan: QuestionPlan): number {
  return weighedShare(plan.terms, (term) => ({ covered: isKnown(term, plan) ? 1 : 0, whole: 1 }));
}

function coveredBy(found: number | undefined, { achievable }: PlannedTerm): number {
  return Math.min(1, (found ?? 0) / achievable);
}

type Part = (term: PlannedTerm, place: number) => { readonly covered: number; readonly whole: number };

function weighedShare(terms: readonly PlannedTerm[], partOf: Part): number {
  let [covered, whole] = [0, 0];
  for (const [place, term] of terms.entries()) {
    const part = partOf(term, place);
    covered += term.idf * part.covered;
    whole += term.idf * part.whole;
  }
  return whole === 0 ? 0 : covered / whole;
}
