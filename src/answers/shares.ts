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

/** "Кто основал Mistral": a post that has the name, and nothing of what is asked of it, tells something else. */
export function tellsOfAsked(found: FoundTerms, { tellingTerms }: QuestionPlan): boolean {
  return tellingTerms.length === 0 || tellingTerms.some((term) => isFound(term, found));
}

/** What is less like the word than a synonym is another word. */
const LEAST_LIKE = 0.6;

/** Whether a text has a term of the plan, or what means the same. */
export function isFound(term: number, found: FoundTerms): boolean {
  return (found[term] ?? 0) >= LEAST_LIKE;
}
