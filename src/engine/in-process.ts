import { createPaperFinder } from "../papers/paper-finder.ts";
import { FastIndex } from "../search/fast-index.ts";
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
  const fast = new FastIndex(store, { file: indexFile, signal: closing.signal, onEvent });
  const finder = createFinder({
    store,
    timezone,
    glossary: glossary === null ? null : parseGlossary(glossary),
    fastIndex: () => fast.inStep(),
  });
  const papers = createPaperFinder({ finder, phrases: createPhraseFinder(store), store });
  const similar = createSimilarFinder(store);
  void fast.catchUp();
  return {
    search: finder.search,
    find: papers.find,
    similar: similar.similar,
    indexStatus: async () => fast.status,
    close: async () => {
      closing.abort();
      await fast.catchUp();
    },
  };
}
