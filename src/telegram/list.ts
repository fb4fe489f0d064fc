import { z } from "zod";
import type { PostReader } from "../channel/post-store.ts";
import type { PaperFinder } from "../papers/paper-finder.ts";
import type { Finder, Hit, HitOrder } from "../search/hit.ts";
import { openingHit } from "../search/opening.ts";

export const DEFAULT_PAGE_SIZE = 5;
/** Ten titles and snippets are the most that one message holds. */
export const MAX_PAGE_SIZE = 10;

const LIST = z.object({
  kind: z.enum(["search", "latest", "paper"]),
  /** What was asked for; empty for the latest posts. */
  query: z.string(),
  pageSize: z.int().min(1).max(MAX_PAGE_SIZE),
});

/** A list of posts that a message can show page by page; kept as JSON behind its buttons. */
export type List = z.infer<typeof LIST>;

/** The newest posts of all channels. */
export function latestList(pageSize = DEFAULT_PAGE_SIZE): List {
  return { kind: "latest", query: "", pageSize };
}

/** Posts for what a person typed after /search or /paper. */
export function queryList(kind: "search" | "paper", query: string): List {
  return { kind, query, pageSize: DEFAULT_PAGE_SIZE };
}

/** What a message shows of a list. */
export interface ListPage {
  readonly list: List;
  readonly order: HitOrder;
  /** From 0. */
  readonly page: number;
  readonly pages: number;
  readonly total: number;
  /** As it was searched: trimmed and cut. */
  readonly query: string;
  /** False when no post names the paper and these are merely near. */
  readonly isExact: boolean;
  readonly hits: readonly Hit[];
}

export interface ListSources {
  readonly posts: PostReader;
  readonly finder: Finder;
  readonly papers: PaperFinder;
}

/** The page asked for, or the last one when the list has become shorter. */
export async function loadPage(
  list: List,
  { page, order }: { page: number; order: HitOrder },
  sources: ListSources,
): Promise<ListPage> {
  const found = await loadSlice(list, { offset: page * list.pageSize, order }, sources);
  const pages = Math.max(1, Math.ceil(found.total / list.pageSize));
  if (page >= pages) return loadPage(list, { page: pages - 1, order }, sources);
  return { ...found, list, order, page, pages };
}

/** Throws when the text is not a list that we wrote. */
export function parseList(json: string): List {
  return LIST.parse(JSON.parse(json));
}

type Slice = Pick<ListPage, "total" | "query" | "isExact" | "hits">;

async function loadSlice(
  { kind, query, pageSize: limit }: List,
  { offset, order }: { offset: number; order: HitOrder },
  { posts, finder, papers }: ListSources,
): Promise<Slice> {
  switch (kind) {
    case "search":
      return { ...(await finder.search({ query, order, offset, limit })), isExact: true };
    case "paper":
      return papers.find({ name: query, offset, limit });
    case "latest": {
      const latest = await posts.latestPosts({ offset, limit });
      return { total: latest.total, query, isExact: true, hits: latest.posts.map(openingHit) };
    }
    default:
      return kind satisfies never;
  }
}
