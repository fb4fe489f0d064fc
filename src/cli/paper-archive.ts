import { KNOWN_PAPERS, loadList } from "../engine/operator-lists.ts";
import { createPaperFinder, type PaperFinder } from "../papers/paper-finder.ts";
import type { PaperStore } from "../papers/paper-store.ts";
import type { Finder } from "../search/hit.ts";
import { createPhraseFinder } from "../search/phrase-finder.ts";
import type { SearchStore } from "../search/search-store.ts";
import { createSimilarFinder } from "../search/similar.ts";
import type { Cli } from "./cli.ts";

/** What is read of the database to know papers. */
export interface PaperArchive {
  readonly search: SearchStore;
  readonly papers: PaperStore;
}

/** What finds papers, with the list of well-known ones that the settings name. */
export function paperFinderOver(
  { search, papers }: PaperArchive,
  { finder, config }: Pick<Cli, "config"> & { readonly finder: Finder },
): PaperFinder {
  return createPaperFinder({
    finder,
    phrases: createPhraseFinder(search),
    similar: createSimilarFinder(search),
    store: search,
    papers,
    known: loadList(KNOWN_PAPERS, config.knownPapers) ?? [],
    timezone: config.timezone,
  });
}
