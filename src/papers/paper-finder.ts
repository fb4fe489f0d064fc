import { readableText } from "../channel/passages.ts";
import type { StoredPost } from "../channel/post.ts";
import { phraseRanges } from "../search/find-phrase.ts";
import type { Finder, Hit, TextRange } from "../search/hit.ts";
import { snippetAround } from "../search/snippet.ts";
import { leadsToArxiv, type PaperName, readPaperName } from "./paper-name.ts";

interface PaperRequest {
  /** Title, part of a title, short name, arXiv id or link, as a person typed it. */
  readonly name: string;
  readonly offset: number;
  readonly limit: number;
}

interface PaperMentions {
  /** As it was searched. */
  readonly query: string;
  /** False when no post names the paper; the hits are then merely near. */
  readonly isExact: boolean;
  readonly total: number;
  /** Posts that name the paper, newest first, each with the place; or the nearest posts, best first. */
  readonly hits: readonly Hit[];
}

/** Finds where posts name a paper. */
export interface PaperFinder {
  find(request: PaperRequest): Promise<PaperMentions>;
}

// More posts than this about one paper nobody pages through.
const MAX_CANDIDATES = 500;

/** The search brings candidates; a mention is where the name really stands, word by word. */
export function createPaperFinder({ finder }: { finder: Finder }): PaperFinder {
  return {
    find: async ({ name, offset, limit }) => {
      const paper = readPaperName(name);
      const words = paper.kind === "arxiv" ? paper.id : paper.words;
      const found = await finder.search({ query: words, order: "newest", offset: 0, limit: MAX_CANDIDATES });
      const mentions = found.hits.flatMap((hit) => mentionIn(hit, paper) ?? []);
      if (mentions.length === 0) return nearest(words, { offset, limit }, finder);
      const hits = mentions.slice(offset, offset + limit);
      return { query: found.query, isExact: true, total: mentions.length, hits };
    },
  };
}

async function nearest(
  query: string,
  slice: { offset: number; limit: number },
  finder: Finder,
): Promise<PaperMentions> {
  return { ...(await finder.search({ query, order: "relevance", ...slice })), isExact: false };
}

/** The hit with the place where it names the paper; null when it does not. */
function mentionIn(hit: Hit, paper: PaperName): Hit | null {
  const text = readableText(hit.post);
  const ranges = mentionRanges(hit.post, text, paper);
  return ranges.length === 0 ? null : { ...hit, snippet: snippetAround(text, ranges) };
}

function mentionRanges(post: StoredPost, text: string, paper: PaperName): TextRange[] {
  if (paper.kind === "words") return phraseRanges(text, paper.words);
  const links = post.entities.filter(({ url }) => url !== undefined && leadsToArxiv(url, paper.id));
  const labels = links.map(({ offset, length }) => ({ start: offset, end: offset + length }));
  return [...labels, ...phraseRanges(text, paper.id)].sort((a, b) => a.start - b.start);
}
