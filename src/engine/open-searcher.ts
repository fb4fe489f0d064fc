import type { SqliteStore } from "../store/open.ts";
import type { Searcher, SearcherOptions } from "./searcher.ts";
import { searchInThread } from "./thread.ts";

// Run from its sources, as the tests do, the program has no compiled thread to start.
const IS_COMPILED = import.meta.url.endsWith(".js");

/** Searches in a thread of its own where that is possible: a database in memory belongs to one thread. */
export async function openSearcher(store: SqliteStore, options: SearcherOptions): Promise<Searcher> {
  if (IS_COMPILED && store.file !== null) return searchInThread(options);
  // The bot's thread has no use for all that searches, and a start no time to load it twice.
  const { searchInProcess } = await import("./in-process.ts");
  return searchInProcess(store, { ...options, indexFile: null });
}
