import { readableText } from "../channel/passages.ts";
import type { Finder, Hit } from "../search/hit.ts";
import type { SimilarFinder } from "../search/similar.ts";
import { snippetAround } from "../search/snippet.ts";
import { titleOf } from "../search/title.ts";
import { type CatalogueState, PaperCatalogue } from "./catalogue/catalogue.ts";
import type { GatheredPaper, Mention } from "./catalogue/draft.ts";
import { lookUp, lookUpHidden } from "./catalogue/lookup.ts";
import type { KnownPaper } from "./known-papers.ts";
import type { ListedPaper } from "./paper.ts";
import type { PaperRow } from "./paper-csv.ts";
import { paperRows } from "./paper-export.ts";
import { listedPaper, type PapersPage, type PapersRequest, papersFor } from "./paper-lists.ts";
import { readPaperName } from "./paper-name.ts";
import type { PaperStore } from "./paper-store.ts";
import { linesOf } from "./recognition/foreign-runs.ts";
import { similarPapers } from "./similar-papers.ts";
import { createWordMentions, type WordMentions, type WordMentionsDeps } from "./word-mentions.ts";

interface PaperRequest {
  /** Title, part of a title, short name, arXiv id or link, as a person typed it; or the key of a paper. */
  readonly name: string;
  readonly offset: number;
  readonly limit: number;
}

/** A post that names a paper. */
export interface MentionHit extends Hit {
  /** Why the place counts as naming it; null where the words that were typed stand there. */
  readonly rule: Mention["rule"] | null;
}

export interface PaperMentions {
  /** As it was searched. */
  readonly query: string;
  /** The paper that is meant; null where none is known by these words, or several are. */
  readonly paper: ListedPaper | null;
  /** Other papers that may be meant; where there is no paper and nothing is exact, the nearest ones. */
  readonly alternatives: readonly ListedPaper[];
  /** False when no post names the paper; the hits are then merely near. */
  readonly isExact: boolean;
  readonly total: number;
  /** Posts that name the paper, newest first, each with the place; or the nearest posts, best first. */
  readonly hits: readonly MentionHit[];
}

/** Everything about papers, as people ask for it. */
export interface PaperFinder {
  /** The paper that somebody names, and where posts speak of it. */
  findPaper(request: PaperRequest): Promise<PaperMentions>;
  listPapers(request: PapersRequest): Promise<PapersPage>;
  /** The papers that a post names, in the order of its text. */
  papersOfPost(postId: number): Promise<readonly ListedPaper[]>;
  /** Every paper that posts name, most named first. */
  exportPapers(): Promise<readonly PaperRow[]>;
  /** The keys under which the paper is hidden that somebody names as in a request; empty where none is. */
  hiddenKeys(name: string): Promise<readonly string[]>;
}

export interface PaperFinderDeps extends WordMentionsDeps {
  readonly finder: Finder;
  readonly similar: SimilarFinder;
  readonly papers: PaperStore;
  readonly known: readonly KnownPaper[];
  /** IANA name: whose days a year or a month means. */
  readonly timezone: string;
}

/** Asks the catalogue first; words that it does not know may still stand in posts. */
export function createPaperFinder(deps: PaperFinderDeps): PaperFinder {
  const catalogue = new PaperCatalogue(deps.papers, deps.known);
  const words = createWordMentions(deps);
  return {
    findPaper: async (request) => findPaper(request, await catalogue.current(), { ...deps, words }),
    listPapers: async (request) => listPapers(request, await catalogue.current(), deps),
    papersOfPost: async (postId) => {
      const { byPost } = await catalogue.current();
      return (byPost.get(postId) ?? []).map((paper) => listedPaper(paper));
    },
    exportPapers: async () => paperRows(await catalogue.current(), deps),
    hiddenKeys: async (name) => lookUpHidden(name, await catalogue.current()),
  };
}

interface FindingDeps extends PaperFinderDeps {
  readonly words: WordMentions;
}

async function findPaper(
  { name, ...slice }: PaperRequest,
  papers: CatalogueState,
  deps: FindingDeps,
): Promise<PaperMentions> {
  const typed = readPaperName(name);
  const { query } = typed;
  const { paper, others, areMeant } = lookUp(query, papers);
  const found = {
    query,
    paper: paper === null ? null : listedPaper(paper),
    alternatives: others.map((other) => listedPaper(other)),
  };
  if (paper !== null && paper.mentions.length > 0)
    return { ...found, isExact: true, ...(await mentionsOf(paper, slice, deps)) };
  const named = await deps.words.find(typed, slice);
  if (named.total > 0)
    return { ...found, isExact: true, total: named.total, hits: named.hits.map(withoutRule) };
  // The reader has to choose first.
  if (paper === null && areMeant) return { ...found, isExact: true, total: 0, hits: [] };
  const { total, hits } = await deps.finder.search({ query, order: "relevance", ...slice });
  return { ...found, isExact: false, total, hits: hits.map(withoutRule) };
}

async function mentionsOf(
  { mentions }: GatheredPaper,
  { offset, limit }: { offset: number; limit: number },
  { store }: Pick<PaperFinderDeps, "store">,
): Promise<Pick<PaperMentions, "total" | "hits">> {
  const page = mentions.slice(offset, offset + limit);
  const posts = new Map(
    (await store.postsByIds(page.map(({ postId }) => postId))).map((post) => [post.id, post]),
  );
  const hits = page.flatMap((mention) => {
    const post = posts.get(mention.postId);
    // A post that went a moment ago names nothing.
    if (post === undefined) return [];
    const snippet = snippetAround(textAbout(readableText(post), mention), [mention]);
    return [{ post, title: titleOf(post), snippet, score: 0, rule: mention.rule }];
  });
  return { total: mentions.length, hits };
}

/** In a list, the next item is about something else. */
function textAbout(text: string, { start }: Mention): string {
  const lines = linesOf(text);
  const at = lines.findIndex((line) => line.start <= start && start < line.end);
  const next = lines.slice(at + 1).find((line) => text.slice(line.start, line.end).trim() !== "");
  return lines[at]?.isListItem === true && next?.isListItem === true ? text.slice(0, lines[at].end) : text;
}

function withoutRule(hit: Hit): MentionHit {
  return { ...hit, rule: null };
}

async function listPapers(
  { asked, order, offset, limit }: PapersRequest,
  papers: CatalogueState,
  { similar, timezone }: PaperFinderDeps,
): Promise<PapersPage> {
  const source = asked.kind === "similar" ? (papers.byKey.get(asked.key) ?? null) : null;
  const found =
    asked.kind === "query"
      ? papersFor(asked.query, order, { papers, timezone })
      : await likeOne(source, papers, similar);
  return {
    total: found.length,
    papers: found.slice(offset, offset + limit),
    source: source === null ? null : listedPaper(source),
    isComplete: papers.isComplete,
  };
}

async function likeOne(
  source: GatheredPaper | null,
  papers: CatalogueState,
  similar: SimilarFinder,
): Promise<ListedPaper[]> {
  if (source === null) return [];
  return (await similarPapers(source, { papers, similar })).map((paper) => listedPaper(paper));
}
