import { setTimeout as sleep } from "node:timers/promises";
import { getHeapStatistics } from "node:v8";
import type { Answerer } from "../answers/answer.ts";
import type { DigestComposer, QueryProbe } from "../digests/digest.ts";
import type { DigestPosts } from "../digests/digest-posts.ts";
import type { SubscriptionStore } from "../digests/subscription-store.ts";
import type { PaperFinder } from "../papers/paper-finder.ts";
import type { PaperStore } from "../papers/paper-store.ts";
import type { FastIndex } from "../search/fast-index.ts";
import { parseGlossary } from "../search/glossary.ts";
import { createPhraseFinder } from "../search/phrase-finder.ts";
import { createFinder } from "../search/post-finder.ts";
import type { SearchStore } from "../search/search-store.ts";
import { createSimilarFinder } from "../search/similar.ts";
import type { Searcher, SearcherOptions } from "./searcher.ts";

// Whoever asks the thread waits for ten seconds. A hundred thousand saved queries, or posts that name papers, can take as long
// to read after a start.
const READING_MS = 5_000;

// Questions that wait for a start are answered by then, in all likelihood, and need all of the processor.
const LOADING_AFTER_MS = 500;

/** What is searched and told of. */
interface SearchedStore extends Pick<SubscriptionStore, "savedQueriesAfter"> {
  readonly search: SearchStore;
  readonly papers: PaperStore;
  readonly digestPosts: DigestPosts;
}

/** Searches in the thread that asks. */
export function searchInProcess(
  { search: store, papers: paperStore, digestPosts, savedQueriesAfter }: SearchedStore,
  { timezone, glossary, known, onEvent, indexFile }: SearcherOptions & { indexFile: string | null },
): Searcher {
  const closing = new AbortController();
  let fast: FastIndex | null = null;
  // No question waits for this: the store answers at once.
  const load = async () => {
    await sleep(LOADING_AFTER_MS, undefined, { signal: closing.signal });
    const { FastIndex } = await import("../search/fast-index.ts");
    fast = new FastIndex(store, { file: indexFile, signal: closing.signal, onEvent });
    void fast.catchUp();
  };
  const loading = unlessAborted(load, closing.signal);
  const words = glossary === null ? null : parseGlossary(glossary);
  const fastIndex = async () => fast?.inStep() ?? null;
  const finder = createFinder({
    store,
    timezone,
    glossary: words,
    fastIndex,
  });
  const similar = createSimilarFinder(store);
  // A search is answered before everything about papers, answers and digests would have been loaded.
  const ofPapers = once(async (): Promise<PaperFinder> => {
    const { createPaperFinder } = await import("../papers/paper-finder.ts");
    const phrases = createPhraseFinder(store);
    return createPaperFinder({ finder, phrases, similar, store, papers: paperStore, known, timezone });
  });
  const ofAnswers = once(async (): Promise<Answerer> => {
    const { createAnswerer } = await import("../answers/answerer.ts");
    return createAnswerer({ store, fastIndex, glossary: words });
  });
  const papersOfPost = async (postId: number) => (await ofPapers()).papersOfPost(postId);
  const ofDigests = once(async (): Promise<DigestComposer & QueryProbe> => {
    const { createComposer } = await import("./composing.ts");
    const queries = { savedQueriesAfter };
    const parts = { store, digestPosts, queries, glossary: words, timezone, papersOfPost };
    return createComposer({ ...parts, readingMs: READING_MS });
  });
  return {
    search: finder.search,
    findPaper: async (request) => (await ofPapers()).findPaper(request),
    listPapers: async (request) => (await ofPapers()).listPapers(request),
    papersOfPost,
    exportPapers: async () => (await ofPapers()).exportPapers(),
    hiddenKeys: async (name) => (await ofPapers()).hiddenKeys(name),
    similar: similar.similar,
    ask: async (request) => (await ofAnswers()).ask(request),
    composeDigest: async (request) => (await ofDigests()).composeDigest(request),
    composeNotice: async (request) => (await ofDigests()).composeNotice(request),
    matchingPosts: async (request) => (await ofDigests()).matchingPosts(request),
    savedQueriesOf: async (postId) => (await ofDigests()).savedQueriesOf(postId),
    indexStatus: async () => fast?.status ?? { kind: "loading" },
    heapBytes: async () => getHeapStatistics().used_heap_size,
    close: async () => {
      closing.abort();
      await loading;
      await fast?.catchUp();
    },
  };
}

async function unlessAborted(work: () => Promise<void>, signal: AbortSignal): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | null = null;
  return () => {
    loaded ??= load();
    return loaded;
  };
}
