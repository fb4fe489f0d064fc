import { shareOf as shareOfTerms } from "../search/verify.ts";
import { stemOf } from "../search/words/stems.ts";
import { tokensOf } from "../search/words/tokens.ts";
import type { QuestionPlan } from "./question-plan.ts";

/** Per term of the plan, how well a text has it: 1 = the word itself, 0 = not at all. */
export type FoundTerms = readonly number[];

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

/** Share of the question, by idf, that a text has; what the archive lacks counts little. */
export function shareOf(found: FoundTerms, { toldTerms }: QuestionPlan): number {
  return shareOfTerms(toldTerms, found);
}

/** Share of the question's names; 1 where it names nothing. */
export function shareOfNames(found: FoundTerms, { nameTerms }: QuestionPlan): number {
  return nameTerms === null ? 1 : shareOfTerms(nameTerms, found);
}
