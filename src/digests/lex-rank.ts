import { likeness, type WordWeights } from "./word-weights.ts";

/** Chance that a reader jumps anywhere; the other steps go to sentences alike. */
const JUMP = 0.15;
const STEPS = 30; // changes below a thousandth remain

/**
 * How central each text is among all: what is like many that are central is central. Continuous LexRank,
 * p(u) = d/N + (1 − d)·Σᵥ p(v)·like(u, v)/Σ_z like(z, v) with the cosine of word weights as `like` and d = 0.15
 * (Erkan & Radev 2004, "LexRank"; the walk over sentences is that of Mihalcea & Tarau 2004, "TextRank"), divided by
 * the largest: 0 to 1.
 */
export function centralities(texts: readonly WordWeights[]): number[] {
  const steps = texts.map((one) => shares(texts.map((other) => likeness(one, other))));
  let chances = new Float64Array(texts.length).fill(1 / texts.length);
  for (let step = 0; step < STEPS; step++) chances = afterStep(chances, steps);
  const most = Math.max(...chances);
  return Array.from(chances, (chance) => chance / most);
}

/** Thirty times for every post, so it adds up in place. */
function afterStep(chances: Float64Array, steps: readonly Float64Array[]): Float64Array<ArrayBuffer> {
  const next = new Float64Array(chances.length).fill(JUMP / chances.length);
  steps.forEach((row, from) => {
    const chance = (1 - JUMP) * (chances[from] ?? 0);
    for (let to = 0; to < row.length; to++) next[to] = (next[to] ?? 0) + chance * (row[to] ?? 0);
  });
  return next;
}

/** A text without any words leads everywhere. */
function shares(row: readonly number[]): Float64Array {
  const sum = row.reduce((all, value) => all + value, 0);
  return Float64Array.from(row, (value) => (sum === 0 ? 1 / row.length : value / sum));
}
