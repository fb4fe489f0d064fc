/** What is measured of one engine. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: "s" | "ms" | "MB" | "%";
  /** Of figures about questions: the share that got any answer at all. */
  readonly answered?: number;
}

/** More is better only of what is found. */
export function isMoreBetter({ unit }: Pick<Figure, "unit">): boolean {
  return unit === "%";
}

/** Median and slowest but one in a hundred, in milliseconds. */
export function quantiles(name: string, timesMs: readonly number[], answered?: number): Figure[] {
  const sorted = timesMs.toSorted((a, b) => a - b);
  return [0.5, 0.99].map((share) => ({
    name: `${name}, p${share * 100}`,
    value: sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0,
    unit: "ms",
    ...(answered === undefined ? {} : { answered }),
  }));
}
