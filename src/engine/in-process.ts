import type { Answerer } from "../answers/answer.ts";
import type { PaperFinder } from "../papers/paper-finder.ts";
import type { PaperStore } from "../papers/paper-store.ts";
import type { FastIndex } from "../search/fast-index.ts";
import { parseGlossary } from "../search/glossary.ts";
import { createPhraseFinder } from "../search/phrase-finder.ts";
import { createFinder } from "../search/post-finder.ts";
import type { SearchStore } from "../search/search-store.ts";
import { createSimilarFinder } from "../search/similar.ts";
import type { Searcher, SearcherOptions } from "./searcher.ts";

/** Searches in the thread that asks. */
export function searchInProcess(
  { search: store, papers: paperStore }: { readonly search: SearchStore; readonly papers: PaperStore },
  {
    timezone,
    glossary,
    known,
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
  const words = glossary === null ? null : parseGlossary(glossary);
  const fastIndex = async () => fast?.inStep() ?? null;
  const finder = createFinder({
    store,
    timezone,
    glossary: words,
    fastIndex,
  });
  const similar = createSimilarFinder(store);
  let papers: Promise<PaperFinder> | null = null;
  // A search is answered before everything about papers would have been loaded.
  const ofPapers = () => {
    papers ??= import("../papers/paper-finder.ts").then(({ createPaperFinder }) =>
      createPaperFinder({
        finder,
        phrases: createPhraseFinder(store),
        similar,
        store,
        papers: paperStore,
        known,
        timezone,
      }),
    );
    return papers;
  };
  let answers: Promise<Answerer> | null = null;
  const ofAnswers = () => {
    answers ??= import("../answers/answerer.ts").then(({ createAnswerer }) =>
      createAnswerer({ store, fastIndex, glossary: words }),
    );
    return answers;
  };
  return {
    search: finder.search,
    findPaper: async (request) => (await ofPapers()).findPaper(request),
    listPapers: async (request) => (await ofPapers()).listPapers(request),
    papersOfPost: async (postId) => (await ofPapers()).papersOfPost(postId),
    exportPapers: async () => (await ofPapers()).exportPapers(),
    hiddenKeys: async (name) => (await ofPapers()).hiddenKeys(name),
    similar: similar.similar,
    ask: async (request) => (await ofAnswers()).ask(request),
    indexStatus: async () => fast?.status ?? { kind: "loading" },
    close: async () => {
      closing.abort();
      await loading;
      await fast?.catchUp();
    },
  };
}
