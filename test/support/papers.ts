import type { KnownPaper } from "../../src/papers/known-papers.ts";
import type { ListedPaper, Paper } from "../../src/papers/paper.ts";
import { createPaperFinder, type PaperFinder } from "../../src/papers/paper-finder.ts";
import type { Finder } from "../../src/search/hit.ts";
import { createPhraseFinder } from "../../src/search/phrase-finder.ts";
import { createFinder } from "../../src/search/post-finder.ts";
import { createSimilarFinder } from "../../src/search/similar.ts";
import type { SqliteStore } from "../../src/store/open.ts";

interface Parts {
  readonly known?: readonly KnownPaper[];
  readonly finder?: Finder;
}

/** What finds papers in a store, as the program puts it together. */
export function paperFinderOver(
  { search, papers }: SqliteStore,
  { known = [], finder }: Parts = {},
): PaperFinder {
  return createPaperFinder({
    finder: finder ?? createFinder({ store: search, timezone: "UTC" }),
    phrases: createPhraseFinder(search),
    similar: createSimilarFinder(search),
    store: search,
    papers,
    known,
    timezone: "UTC",
  });
}

/** A well-known paper as the list has it. */
export function aKnownPaper(parts: Partial<KnownPaper> = {}): KnownPaper {
  return {
    title: "Quokka Networks: Marsupial Representations for Ranking",
    aliases: ["QuokkaNet"],
    arxivId: "2401.00001",
    doi: null,
    year: 2024,
    authors: ["Ada Quokka", "Bob Wombat"],
    hasMoreAuthors: false,
    ...parts,
  };
}

/** A paper of arXiv with all authors known. */
export function aPaper(parts: Partial<Paper> = {}): Paper {
  return {
    key: "arxiv:2402.17152",
    title: "Actions Speak Louder than Words: Trillion-Parameter Sequential Transducers",
    aliases: ["HSTU"],
    arxivId: "2402.17152",
    doi: null,
    url: null,
    year: 2024,
    authors: ["Jiaqi Zhai", "Lucy Liao"],
    hasMoreAuthors: false,
    ...parts,
  };
}

/** A paper as lists show it: named by two posts. */
export function aListedPaper(parts: Partial<ListedPaper> = {}): ListedPaper {
  return {
    key: "arxiv:2401.00001",
    title: "Quokka Networks: Marsupial Representations for Ranking",
    aliases: [],
    arxivId: "2401.00001",
    doi: null,
    url: null,
    year: 2024,
    authors: ["Ada Quokka", "Bob Wombat"],
    hasMoreAuthors: false,
    posts: 2,
    first: "2024-02-01T00:00:00Z",
    last: "2024-02-01T00:00:00Z",
    ...parts,
  };
}
