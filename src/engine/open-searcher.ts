import { databaseFile, IN_MEMORY } from "../store/database-file.ts";
import type { SqliteStore } from "../store/open.ts";
import type { Searcher, SearcherOptions } from "./searcher.ts";
import { SearchThread } from "./thread.ts";

// Run from its sources, as the tests do, the program has no compiled thread to start.
const IS_COMPILED = import.meta.url.endsWith(".js");

/** What is going to search; it loads its part of the program while the database is made ready for it. */
export interface ComingSearcher {
  /** Searches the database, which the store has open. */
  over(store: SqliteStore, options: SearcherOptions): Promise<Searcher>;
  /** Ends the searcher, and what never became one. Twice is fine. */
  close(): Promise<void>;
}

/** Searches in a thread of its own where that is possible: a database in memory belongs to one thread. */
export function startSearcher(databaseUrl: string): ComingSearcher {
  if (IS_COMPILED && databaseFile(databaseUrl) !== IN_MEMORY) return new SearchThread(databaseUrl);
  let searcher: Searcher | undefined;
  return {
    over: async (store, options) => {
      // The bot's thread has no use for all that searches, and a start no time to load it twice.
      const { searchInProcess } = await import("./in-process.ts");
      searcher = searchInProcess(store, { ...options, indexFile: null });
      return searcher;
    },
    close: async () => searcher?.close(),
  };
}
