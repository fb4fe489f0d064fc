import MiniSearch from "minisearch";
import { readableText } from "../src/channel/passages.ts";
import type { StoredPost } from "../src/channel/post.ts";
import {
  askAll,
  type Outcome,
  openSample,
  qualityOf,
  type Search,
  searchOver,
  shippedGlossary,
} from "../test/golden/quality.ts";
import type { Report } from "./row.ts";

/** How well the golden questions are answered, by kind: with the glossary, without it, and by MiniSearch as it comes. */
export async function benchQuality(): Promise<Report> {
  const store = await openSample();
  const { posts } = await store.changesAfter(0, Number.MAX_SAFE_INTEGER);
  const engines: [string, Search][] = [
    ["with the glossary", searchOver(store, shippedGlossary())],
    ["without it", searchOver(store)],
    ["MiniSearch as it comes", plainSearch(posts)],
  ];
  const tables: string[] = [];
  for (const [name, search] of engines) tables.push(...tableOf(name, await askAll(search)), "");
  await store.close();
  return { rows: [], notes: tables };
}

function plainSearch(posts: readonly StoredPost[]): Search {
  const index = new MiniSearch<{ id: number | null; text: string }>({ fields: ["text"] });
  index.addAll(posts.map((post) => ({ id: post.messageId, text: readableText(post) })));
  return async (query) => index.search(query).map(({ id }) => id);
}

function tableOf(name: string, outcomes: readonly Outcome[]): string[] {
  const kinds = [...new Set(outcomes.map(({ kind }) => kind))];
  const answerable = outcomes.filter(({ kind }) => kind !== "none");
  const plainWords = answerable.filter(({ kind }) => kind !== "concept");
  return [
    `${name.padEnd(24)}    n  recall@1  recall@5    MRR@10   refused`,
    ...kinds.map((kind) =>
      line(
        kind,
        outcomes.filter((outcome) => outcome.kind === kind),
      ),
    ),
    line("all but concept, none", plainWords),
    line("all but none", answerable),
  ];
}

function line(name: string, outcomes: readonly Outcome[]): string {
  const { recallAt1, recallAt5, mrr, refused } = qualityOf(outcomes);
  const figures = [recallAt1, recallAt5, mrr, refused].map((share) => share.toFixed(3).padStart(10));
  return `${name.padEnd(24)} ${String(outcomes.length).padStart(4)}${figures.join("")}`;
}
