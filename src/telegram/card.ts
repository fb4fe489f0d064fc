import type { FormattedString } from "@grammyjs/parse-mode";
import type { StoredPost } from "../channel/post.ts";
import type { PostReader } from "../channel/post-store.ts";
import type { ListedPaper } from "../papers/paper.ts";
import type { PaperFinder } from "../papers/paper-finder.ts";
import type { ListPlace } from "./button-data.ts";
import type { PostList } from "./list.ts";
import { postBody } from "./post-body.ts";
import { textPages } from "./text-cut.ts";

/** A whole post as a message shows it, a page of its text at a time. */
export interface Card {
  readonly post: StoredPost;
  readonly text: FormattedString;
  /** From 0. */
  readonly page: number;
  readonly pages: number;
  /** That it names, in the order of its text. */
  readonly papers: readonly ListedPaper[];
  /** Keys of the posts published next to it in its channel; null at the ends. */
  readonly older: number | null;
  readonly newer: number | null;
}

// A message holds 4,096 characters and 100 entities; the heading takes a few of both.
const PAGE = { chars: 3500, entities: 90 };

/** The page asked for, or the last one; null where there is no such post (any more). */
export async function loadCard(
  postId: number,
  page: number,
  { posts, papers }: { posts: PostReader; papers: PaperFinder },
): Promise<Card | null> {
  const [post] = await posts.postsByIds([postId]);
  if (post === undefined) return null;
  const body = postBody(post);
  const pages = textPages(body, PAGE);
  const shown = Math.min(page, Math.max(0, pages.length - 1));
  const { older, newer } = await posts.neighboursOf(postId);
  return {
    post,
    text: pages[shown] ?? body,
    page: shown,
    pages: pages.length,
    papers: await papers.papersOfPost(postId),
    older,
    newer,
  };
}

/** A post that names the same paper, and where it stands in the paper's list. */
export interface NextMention {
  readonly postId: number;
  readonly from: ListPlace;
}

/** The next older post that names the paper; null at the last one, and beside a post that does not name it. */
export async function nextMention(
  { postId, list, from }: { postId: number; list: PostList; from: ListPlace },
  papers: PaperFinder,
): Promise<NextMention | null> {
  const offset = from.page * list.pageSize;
  // The one behind the page, and one more: a post that was just published moves all others on.
  const limit = list.pageSize + 2;
  const { isExact, hits } = await papers.findPaper({ name: list.query, offset, limit });
  const at = isExact ? hits.findIndex(({ post }) => post.id === postId) : -1;
  const next = at === -1 ? undefined : hits[at + 1];
  if (next === undefined) return null;
  const page = Math.floor((offset + at + 1) / list.pageSize);
  return { postId: next.post.id, from: { ...from, page } };
}
