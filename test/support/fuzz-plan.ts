/** How much is tried, and where it begins: case n of a run with seed S is case 0 of a run with seed S + n. */
export interface FuzzPlan {
  readonly cases: number;
  readonly seed: number;
  /** True for the long run of every night, whose figures are worth something. */
  readonly isLong: boolean;
  readonly timeoutMs: number;
}

export type FuzzPart = "updates" | "bodies" | "queries" | "files";

const SEED = 20_241_119;
const DAY_MS = 24 * 60 * 60 * 1000;

/** `ofEveryRun`: as many as a run of all tests has the time for; `npm run fuzz` asks for more. */
export function fuzzPlan(part: FuzzPart, ofEveryRun: number): FuzzPlan {
  const asked = process.env[`FUZZ_${part.toUpperCase()}`];
  return {
    cases: asked === undefined ? ofEveryRun : Number(asked),
    seed: Number(process.env.FUZZ_SEED ?? SEED),
    isLong: asked !== undefined,
    timeoutMs: asked === undefined ? 60_000 : DAY_MS,
  };
}

/** What to type to see one or a few cases again. */
export function replayOf(part: FuzzPart, seed: number, cases = 1): string {
  return `npm run fuzz -- ${part} ${cases} --seed ${seed}`;
}

const LINE_EVERY = 1_000;

/** A long run says how far it is, so that one that is ended has been worth something. */
export function tellProgress(part: FuzzPart, { isLong, cases, seed }: FuzzPlan, done: number): void {
  if (isLong && done > 0 && done % LINE_EVERY === 0)
    console.log(`fuzz ${part}, seed ${seed}: ${done} of ${cases}`);
}

/** A line for whoever reads the figures of a long run. */
export function tell(part: FuzzPart, { seed }: FuzzPlan, figures: Readonly<Record<string, unknown>>): void {
  console.log(`fuzz ${part}, seed ${seed}: ${JSON.stringify(figures)}`);
}
