import { beforeAll, expect, test } from "vitest";
import { createAnswerer } from "../../../src/answers/answerer.ts";
import { openSample, shippedGlossary } from "../quality.ts";
import { type AnswerQuality, judgedQuestions, measureAnswers, type QuestionSet } from "./measure.ts";

/** A question or two below what is reached today: enough to notice a loss. */
const FLOORS: Record<QuestionSet, AnswerQuality> = {
  dev: { post: 0.85, fact: 0.8, refused: 0.83, wronglyRefused: 0.08 },
  "held-out": { post: 0.8, fact: 0.72, refused: 0.72, wronglyRefused: 0.07 },
};

const measured = new Map<QuestionSet, AnswerQuality>();

beforeAll(async () => {
  const { search: store } = await openSample();
  const answerer = createAnswerer({ store, glossary: shippedGlossary() });
  for (const set of ["dev", "held-out"] as const)
    measured.set(set, await measureAnswers(judgedQuestions(set), answerer));
});

test.each(["dev", "held-out"] as const)(
  "questions of the set %s are answered, and what nobody knows is not",
  (set) => {
    const { post = 0, fact = 0, refused = 0, wronglyRefused = 1 } = measured.get(set) ?? {};
    const floors = FLOORS[set];
    expect(post).toBeGreaterThanOrEqual(floors.post);
    expect(fact).toBeGreaterThanOrEqual(floors.fact);
    expect(refused).toBeGreaterThanOrEqual(floors.refused);
    expect(wronglyRefused).toBeLessThanOrEqual(floors.wronglyRefused);
  },
);
