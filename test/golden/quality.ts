import { readFileSync } from "node:fs";
import { importArchives } from "../../src/channel/import.ts";
import { packageFile } from "../../src/package-files.ts";
import { type Glossary, parseGlossary } from "../../src/search/glossary.ts";
import { createFinder } from "../../src/search/post-finder.ts";
import { openStore, type SqliteStore } from "../../src/store/open.ts";
import { JUDGED, type Kind, UNANSWERABLE } from "./questions.ts";

/** Message ids of the posts found, best first; all or the first ten. */
export type Search = (query: string) => Promise<readonly (number | null)[]>;

/** What became of one golden question. */
export interface Outcome {
  readonly kind: Kind | "none";
  readonly query: string;
  /** Place of the first answer among the first ten; 0 = none of them answers. */
  readonly rank: number;
  readonly isRefused: boolean;
}

/** Shares of a set of questions, from 0 to 1. */
export interface Quality {
  readonly recallAt1: number;
  readonly recallAt5: number;
  /** Mean of 1/rank, 0 where no answer is among the first ten. */
  readonly mrr: number;
  /** Questions that came back empty: good for those of the kind "none" only. */
  readonly refused: number;
}

const LOOKED_AT = 10;

/** The sample channel in a database in memory. */
export async function openSample(): Promise<SqliteStore> {
  const store = await openStore("file::memory:");
  const options = { now: new Date(), fetch: globalThis.fetch, signal: new AbortController().signal };
  const [report] = await importArchives([packageFile("data", "sample-channel")], { store, options });
  if (report?.failure !== null) throw report?.failure ?? new Error("nothing was imported");
  return store;
}

/** The glossary that is shipped. */
export function shippedGlossary(): Glossary {
  return parseGlossary(JSON.parse(readFileSync(packageFile("data", "glossary.json"), "utf8")));
}

/** Our search over a store. */
export function searchOver({ search }: SqliteStore, glossary: Glossary | null = null): Search {
  const finder = createFinder({ store: search, timezone: "UTC", glossary });
  return async (query) => {
    const { hits } = await finder.search({ query, order: "relevance", offset: 0, limit: LOOKED_AT });
    return hits.map(({ post }) => post.messageId);
  };
}

/** Asks every golden question. */
export async function askAll(search: Search): Promise<Outcome[]> {
  const unanswerable = UNANSWERABLE.map((query) => ({ kind: "none" as const, query, answers: [] }));
  const outcomes: Outcome[] = [];
  for (const { kind, query, answers } of [...JUDGED, ...unanswerable]) {
    const found = await search(query);
    const isAnswer = (id: number | null) => id !== null && answers.some((answer) => answer === id);
    const rank = found.slice(0, LOOKED_AT).findIndex(isAnswer) + 1;
    outcomes.push({ kind, query, rank, isRefused: found.length === 0 });
  }
  return outcomes;
}

export function qualityOf(outcomes: readonly Outcome[]): Quality {
  const mean = (value: (outcome: Outcome) => number) =>
    outcomes.reduce((sum, outcome) => sum + value(outcome), 0) / outcomes.length;
  return {
    recallAt1: mean(({ rank }) => (rank === 1 ? 1 : 0)),
    recallAt5: mean(({ rank }) => (rank >= 1 && rank <= 5 ? 1 : 0)),
    mrr: mean(({ rank }) => (rank === 0 ? 0 : 1 / rank)),
    refused: mean(({ isRefused }) => (isRefused ? 1 : 0)),
  };
}
