import { AppError } from "../errors.ts";
import { type ArxivApi, type ArxivApiDeps, createArxivApi } from "./arxiv-api.ts";
import { type ArxivAnswer, type ArxivRefusal, isArxivId, readArxivFeed } from "./arxiv-feed.ts";
import type { ArxivRecord } from "./arxiv-record.ts";
import type { ArxivRecordStore } from "./paper-store.ts";

export interface EnrichDeps extends ArxivApiDeps {
  readonly records: ArxivRecordStore;
  readonly onProgress?: (progress: EnrichProgress) => void;
  /** Told why an entry was refused. */
  readonly onNotice?: (text: string) => void;
}

export interface EnrichProgress {
  /** Papers. */
  readonly done: number;
  readonly total: number;
  readonly found: number;
}

/** In papers; asked = found + unknown + refused. */
export interface EnrichCounts {
  readonly asked: number;
  readonly found: number;
  /** arXiv has none of this id; they are not asked again. */
  readonly unknown: number;
  /** What arXiv said of them cannot be used; the next run asks again. */
  readonly refused: number;
  /** Not reached, because the signal was aborted. */
  readonly left: number;
}

const PAPERS_A_REQUEST = 50; // keeps the address under 1,000 characters

/**
 * Fetches what arXiv says of these papers, but for those that have a record. Each batch is saved when it is there,
 * so that a run that was stopped or failed is taken up where it ended. Throws AppError.
 */
export async function enrich(arxivIds: readonly string[], deps: EnrichDeps): Promise<EnrichCounts> {
  const waiting = await deps.records.withoutRecord([...new Set(arxivIds)]);
  const api = createArxivApi(deps);
  const progress = () => deps.onProgress?.({ done, total: waiting.length, found });
  let [done, found, unknown] = [0, 0, 0];
  if (waiting.length > 0) progress();
  while (done < waiting.length && !deps.signal.aborted) {
    const batch = waiting.slice(done, done + PAPERS_A_REQUEST);
    const records = await recordsOf(batch, api, deps);
    if (records === null) break;
    await deps.records.saveArxivRecords(records);
    const foundHere = records.filter((record) => record.found !== null).length;
    found += foundHere;
    unknown += records.length - foundHere;
    done += batch.length;
    progress();
  }
  return { asked: done, found, unknown, refused: done - found - unknown, left: waiting.length - done };
}

/** Of the refused ones there is no record. Null when it was stopped. */
async function recordsOf(
  batch: readonly string[],
  api: ArxivApi,
  { now, onNotice }: EnrichDeps,
): Promise<ArxivRecord[] | null> {
  const answer = await answerTo(batch, api);
  if (answer === null) return null;
  for (const reason of answer.refused) onNotice?.(`arXiv: ${reason}`);
  const fetchedAt = now().toISOString();
  return [
    ...[...answer.found].map(([arxivId, found]) => ({ arxivId, found, fetchedAt })),
    ...answer.unknown.map((arxivId) => ({ arxivId, found: null, fetchedAt })),
  ];
}

/** Asks until the answer is of use: an id at which arXiv takes offence is unknown, and the others are asked again. */
async function answerTo(batch: readonly string[], api: ArxivApi): Promise<ArxivAnswer | null> {
  const impossible = new Set(batch.filter((id) => !isArxivId(id)));
  for (let attempt = 1; impossible.size < batch.length; attempt += 1) {
    const ids = batch.filter((id) => !impossible.has(id));
    const xml = await api.ask(ids);
    if (xml === null) return null;
    const feed = readArxivFeed(xml, ids);
    // arXiv answers some questions with nothing when it is overloaded, and what is unknown is not asked again.
    const isDoubtful = attempt === 1 && ids.length > 1 && feed.kind === "answer" && isNothing(feed, ids);
    if (feed.kind === "refusal") impossible.add(offending(feed));
    else if (!isDoubtful) return { ...feed, unknown: [...impossible, ...feed.unknown] };
  }
  return { kind: "answer", found: new Map(), unknown: [...impossible], refused: [] };
}

function isNothing({ unknown }: ArxivAnswer, ids: readonly string[]): boolean {
  return unknown.length === ids.length;
}

function offending({ badId, message }: ArxivRefusal): string {
  if (badId !== null) return badId;
  throw new AppError("ARXIV_REFUSED", `arXiv refused the question: ${message}`, {
    hint: "What was fetched before is kept. Try again later; if it stays so, check ARXIV_API_URL.",
  });
}
