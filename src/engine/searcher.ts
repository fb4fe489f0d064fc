import type { Answerer } from "../answers/answer.ts";
import type { DigestComposer, QueryProbe } from "../digests/digest.ts";
import type { KnownPaper } from "../papers/known-papers.ts";
import type { PaperFinder } from "../papers/paper-finder.ts";
import type { FastIndexEvent, IndexStatus } from "../search/fast-index.ts";
import type { Finder } from "../search/hit.ts";
import type { SimilarFinder } from "../search/similar.ts";

/** Everything that is searched, behind one door. */
export interface Searcher extends Finder, PaperFinder, SimilarFinder, Answerer, DigestComposer, QueryProbe {
  /** Of the index in memory. */
  indexStatus(): Promise<IndexStatus>;
  /** Memory in use where it searches, a thread of its own or not. */
  heapBytes(): Promise<number>;
  /** Twice is fine. */
  close(): Promise<void>;
}

export interface SearcherOptions {
  /** IANA name. */
  readonly timezone: string;
  /** What the glossary's file holds; null = searching without one. A mistake in it ends the searcher. */
  readonly glossary: unknown;
  /** Well-known papers. */
  readonly known: readonly KnownPaper[];
  readonly onEvent: (event: FastIndexEvent) => void;
  /** Hears what could not be read of the database; absent = whoever asked hears of it. */
  readonly onFailure?: (error: unknown) => void;
}
