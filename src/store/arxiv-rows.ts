import type { ArxivFacts, ArxivRecord } from "../papers/arxiv-record.ts";

/** A row of `arxiv_records`. */
export interface ArxivRow {
  readonly arxivId: string;
  /** JSON; null where arXiv has no such paper. */
  readonly facts: string | null;
  readonly fetchedAt: string;
}

export const SELECT_RECORDS = `
  SELECT arxiv_id AS arxivId, facts, fetched_at AS fetchedAt FROM arxiv_records ORDER BY arxiv_id`;

export function rowFrom({ arxivId, found, fetchedAt }: ArxivRecord): ArxivRow {
  return { arxivId, facts: found && JSON.stringify(found), fetchedAt };
}

/** Read back as it was written: what arXiv sends is checked where it comes in. */
export function recordFrom({ arxivId, facts, fetchedAt }: ArxivRow): ArxivRecord {
  return { arxivId, found: facts === null ? null : (JSON.parse(facts) as ArxivFacts), fetchedAt };
}
