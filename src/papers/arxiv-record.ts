/** What arXiv says of a paper. */
export interface ArxivRecord {
  /** Without a version. */
  readonly arxivId: string;
  /** Null where arXiv has no paper of this id: it is not asked again. */
  readonly found: ArxivFacts | null;
  /** ISO 8601. */
  readonly fetchedAt: string;
}

export interface ArxivFacts {
  readonly title: string;
  readonly authors: readonly string[];
  readonly abstract: string;
  /** cs.IR first where it is the primary one. */
  readonly categories: readonly string[];
  /** Of the first version. */
  readonly year: number;
  /** In lower case; null where none is given. */
  readonly doi: string | null;
}
