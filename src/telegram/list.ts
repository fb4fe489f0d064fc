import type { PostReader } from "../channel/post-store.ts";
import type { ListedPaper } from "../papers/paper.ts";
import type { MentionHit, PaperFinder } from "../papers/paper-finder.ts";
import type { Finder, Hit, HitOrder, SearchResult } from "../search/hit.ts";
import { openingHit } from "../search/opening.ts";
import type { SimilarFinder, SimilarHit, SimilarRequest } from "../search/similar.ts";
import type { GivenAnswer } from "./given-answer.ts";
import type { Kept } from "./kept.ts";

/** Ten titles and snippets are the most that one message holds. */
export const MAX_PAGE_SIZE = 10;

/** A list that a message can show page by page; kept as JSON behind its buttons. */
export type List = PostList | PapersList | AnswerList;

/** A list of posts. */
export interface PostList {
  readonly kind: "search" | "latest" | "paper" | "similar" | "sources";
  /** What was asked for, or the title of what others are like; empty for the latest posts. */
  readonly query: string;
  /** What an answer is made of. */
  readonly postIds?: readonly number[];
  /** What others are to be like. */
  readonly to?: SimilarRequest["to"];
  readonly pageSize: number;
}

/** A list of papers that posts name. */
export interface PapersList {
  readonly kind: "papers";
  /** Words of titles, a year or a month; empty = all; where others are like one, its title. */
  readonly query: string;
  /** Key of the paper that others are to be like. */
  readonly similarTo?: string;
  readonly pageSize: number;
}

/** The answer to a question, with the posts that it is quoted from: one page. */
export interface AnswerList {
  readonly kind: "answer";
  /** The question. */
  readonly query: string;
  /** What was asked before, which it goes on from. */
  readonly previous?: string;
  /** What was answered, where it could not be found again. */
  readonly given?: GivenAnswer;
  readonly pageSize: number;
}

/** The list behind a message's buttons; null where it shows something else. */
export function keptList(kept: Kept): List | null {
  return isScreen(kept) ? null : kept;
}

/** Whether it is shown by itself, and not page by page. */
export function isScreen(kept: Kept | ListRequest): kept is Exclude<Kept, List> {
  switch (kept.kind) {
    case "card":
    case "forget":
    case "paper-to-hide":
    case "dropped-digest":
    case "dropped-alert":
      return true;
    default:
      return false;
  }
}

/** What to list; how many a page has is the chat's choice where it is not asked for. */
export type ListRequest = Sizeless<PostList> | Sizeless<PapersList> | Sizeless<AnswerList>;
type Sizeless<Listed extends List> = Omit<Listed, "pageSize"> & { readonly pageSize?: number };

/** The newest posts of all channels. */
export const LATEST: Sizeless<PostList> = { kind: "latest", query: "" };

/** Posts for what a person typed after /search or /paper. */
export function queryList(kind: "search" | "paper", query: string): Sizeless<PostList> {
  return { kind, query };
}

/** Posts like another one. */
export function similarList(query: string, to: SimilarRequest["to"]): Sizeless<PostList> {
  return { kind: "similar", query, to };
}

/** What a message shows of a list of posts. */
export interface ListPage extends Found {
  readonly list: PostList;
  readonly order: HitOrder;
  /** From 0. */
  readonly page: number;
  readonly pages: number;
}

/** What a list has found. */
interface Found {
  readonly total: number;
  /** As it was searched: trimmed and cut. */
  readonly query: string;
  readonly hits: readonly (Hit | SimilarHit | MentionHit)[];
  /** False when no post names the paper and these are merely near. */
  readonly isExact?: boolean;
  /** The paper that is meant; null where none is known, or several are. */
  readonly paper?: ListedPaper | null;
  /** Others that may be meant. */
  readonly alternatives?: readonly ListedPaper[];
  /** What a search has to say besides its hits. */
  readonly remarks?: Pick<SearchResult, "retyped" | "guesses" | "notices" | "suggestions" | "isComplete">;
}

export interface ListSources {
  readonly posts: PostReader;
  readonly finder: Finder;
  readonly papers: PaperFinder;
  readonly similar: SimilarFinder;
}

/** The page asked for, or the last one when the list has become shorter. */
export async function loadPage(
  list: PostList,
  { page, order }: { page: number; order: HitOrder },
  sources: ListSources,
): Promise<ListPage> {
  const found = await loadSlice(list, { offset: page * list.pageSize, order }, sources);
  const pages = Math.max(1, Math.ceil(found.total / list.pageSize));
  if (page >= pages) return loadPage(list, { page: pages - 1, order }, sources);
  return { ...found, list, order, page, pages };
}

async function loadSlice(
  { kind, query, to, postIds = [], pageSize: limit }: PostList,
  { offset, order }: { offset: number; order: HitOrder },
  { posts, finder, papers, similar }: ListSources,
): Promise<Found> {
  switch (kind) {
    case "search": {
      const { total, hits, query: asked, ...remarks } = await finder.search({ query, order, offset, limit });
      return { total, hits, query: asked, remarks };
    }
    case "paper":
      return papers.findPaper({ name: query, offset, limit });
    case "similar":
      return { query, ...(await similar.similar({ to: to ?? { text: query }, offset, limit })) };
    case "latest": {
      const latest = await posts.latestPosts({ offset, limit });
      return { total: latest.total, query, hits: latest.posts.map(openingHit) };
    }
    case "sources": {
      const sources = await posts.postsByIds(postIds);
      return { total: sources.length, query, hits: sources.slice(offset, offset + limit).map(openingHit) };
    }
    default:
      return kind satisfies never;
  }
}
