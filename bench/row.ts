/** One measured figure. */
export interface Row {
  readonly name: string;
  /** Ours; null = it could not be measured. */
  readonly value: number | null;
  readonly unit: string;
  /** Against what people would use instead, the best of it; above 1 is in our favour. */
  readonly ratio?: number;
  /** Rows of one group stand under one heading. */
  readonly group?: string;
  /** What people would use instead, side by side. */
  readonly others?: readonly Other[];
}

/** What somebody else's program needs for the same. */
export interface Other {
  readonly name: string;
  readonly value: number;
  /** False where it is no answer to the same question, so that its speed says nothing. */
  readonly isCompared: boolean;
}

export interface Report {
  readonly rows: readonly Row[];
  /** What could not be measured and why, a line each. */
  readonly notes: readonly string[];
}
