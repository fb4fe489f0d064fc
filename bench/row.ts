/** One measured figure. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Against what people would use instead; above 1 is in our favour. */
  readonly ratio?: number;
}
