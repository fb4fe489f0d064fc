import { beforeAll, expect, test } from "vitest";
import {
  askAll,
  type Outcome,
  openSample,
  type Quality,
  qualityOf,
  searchOver,
  shippedGlossary,
} from "./quality.ts";

/** A question or two below what is reached today: enough to notice a loss. */
const FLOORS = { recallAt1: 0.95, recallAt5: 0.98, mrr: 0.965, refused: 0.83 };
/** A search in words knows other words for the same thing only as far as the glossary does. */
const CONCEPT_FLOORS = { recallAt1: 0.39, recallAt5: 0.57, mrr: 0.46 };

let outcomes: Outcome[];

beforeAll(async () => {
  outcomes = await askAll(searchOver(await openSample(), shippedGlossary()));
});

test("questions of every kind find their posts", () => {
  expectAtLeast(
    outcomes.filter(({ kind }) => kind !== "none" && kind !== "concept"),
    FLOORS,
  );
});

test("some questions in other words find their posts", () => {
  expectAtLeast(
    outcomes.filter(({ kind }) => kind === "concept"),
    CONCEPT_FLOORS,
  );
});

test("questions that the channel never touched come back empty", () => {
  const unanswerable = outcomes.filter(({ kind }) => kind === "none");
  const answered = unanswerable.filter(({ isRefused }) => !isRefused).map(({ query }) => query);
  expect(qualityOf(unanswerable).refused, answered.join("\n")).toBeGreaterThanOrEqual(FLOORS.refused);
});

function expectAtLeast(asked: readonly Outcome[], floors: Omit<Quality, "refused">): void {
  const { recallAt1, recallAt5, mrr } = qualityOf(asked);
  const missed = missesByKind(asked);
  expect(recallAt1, missed).toBeGreaterThanOrEqual(floors.recallAt1);
  expect(recallAt5, missed).toBeGreaterThanOrEqual(floors.recallAt5);
  expect(mrr, missed).toBeGreaterThanOrEqual(floors.mrr);
}

/** A line a question: its kind, its words, and where its answer came; 0 = not among the first ten. */
function missesByKind(asked: readonly Outcome[]): string {
  const missed = asked.filter(({ rank }) => rank !== 1);
  return missed.map(({ kind, query, rank }) => `${kind}: ${query} → ${rank}`).join("\n");
}
