import { postUrl } from "../channel/post.ts";
import type { CatalogueState } from "./catalogue/catalogue.ts";
import type { GatheredPaper } from "./catalogue/draft.ts";
import type { PaperRow } from "./paper-csv.ts";
import { papersFor } from "./paper-lists.ts";
import type { PaperStore } from "./paper-store.ts";

const POSTS_A_READ = 500;

/** Every paper that posts name, most named first, each with links to its posts, newest first. */
export async function paperRows(
  papers: CatalogueState,
  { store, timezone }: { store: Pick<PaperStore, "postsByIds">; timezone: string },
): Promise<PaperRow[]> {
  const links = await linksTo([...papers.byPost.keys()], store);
  return papersFor("", "mentions", { papers, timezone }).map(({ posts, first, last, ...paper }) => ({
    paper,
    posts,
    firstMention: asDay(first),
    lastMention: asDay(last),
    postLinks: linksOf(papers.byKey.get(paper.key), links),
  }));
}

function linksOf(paper: GatheredPaper | undefined, links: ReadonlyMap<number, string>): string[] {
  return (paper?.mentions ?? []).flatMap(({ postId }) => links.get(postId) ?? []);
}

async function linksTo(
  postIds: readonly number[],
  store: Pick<PaperStore, "postsByIds">,
): Promise<Map<number, string>> {
  const links = new Map<number, string>();
  for (let at = 0; at < postIds.length; at += POSTS_A_READ)
    for (const post of await store.postsByIds(postIds.slice(at, at + POSTS_A_READ))) {
      const url = postUrl(post);
      if (url !== null) links.set(post.id, url);
    }
  return links;
}

function asDay(date: string | null): string | null {
  return date?.slice(0, 10) ?? null;
}
