import type { FormattedString } from "@grammyjs/parse-mode";
import type { StoredPost } from "../channel/post.ts";
import type { PostReader } from "../channel/post-store.ts";
import { type PaperLink, papersInPost } from "../papers/papers-in-post.ts";
import { postBody } from "./post-body.ts";
import { textPages } from "./text-cut.ts";

/** A whole post as a message shows it, a page of its text at a time. */
export interface Card {
  readonly post: StoredPost;
  readonly text: FormattedString;
  /** From 0. */
  readonly page: number;
  readonly pages: number;
  readonly papers: readonly PaperLink[];
  /** Keys of the posts published next to it in its channel; null at the ends. */
  readonly older: number | null;
  readonly newer: number | null;
}

// A message holds 4,096 characters and 100 entities; the heading takes a few of both.
const PAGE = { chars: 3500, entities: 90 };

/** The page asked for, or the last one; null where there is no such post (any more). */
export async function loadCard(postId: number, page: number, posts: PostReader): Promise<Card | null> {
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
    papers: papersInPost(post),
    older,
    newer,
  };
}
