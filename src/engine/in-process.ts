import { createPaperFinder } from "../papers/paper-finder.ts";
import type { FastIndex } from "../search/fast-index.ts";
import { parseGlossary } from "../search/glossary.ts";
import { createPhraseFinder } from "../search/phrase-finder.ts";
import { createFinder } from "../search/post-finder.ts";
import type { SearchStore } from "../search/search-store.ts";
import { createSimilarFinder } from "../search/similar.ts";
import type { Searcher, SearcherOptions } from "./searcher.ts";

/** Searches in the thread that asks. */
export function searchInProcess(
  store: SearchStore,
  {
    timezone,
    glossary,
    onEvent,
    indexFile,
  }: Omit<SearcherOptions, "databaseUrl"> & { indexFile: string | null },
): Searcher {
  const closing = new AbortController();
  let fast: FastIndex | null = null;
  // A question need not wait until this is loaded: the store answers at once.
  const loading = import("../search/fast-index.ts").then((module) => {
    fast = new module.FastIndex(store, { file: indexFile, signal: closing.signal, onEvent });
    void fast.catchUp();
  });
  const finder = createFinder({
    store,
    timezone,
    glossary: glossary === null ? null : parseGlossary(glossary),
    fastIndex: async () => fast?.inStep() ?? null,
  });
  const papers = createPaperFinder({ finder, phrases: createPhraseFinder(store), store });
  const similar = createSimilarFinder(store);
  return {
    search: finder.search,
    find: papers.find,
    similar: similar.similar,
    indexStatus: async () => fast?.status ?? { kind: "loading" },
    close: async () => {
      closing.abort();
      await loading;
      await fast?.catchUp();
    },
  };
}
