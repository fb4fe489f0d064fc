import type { StoredPost } from "../channel/post.ts";
import { instantMs } from "../channel/post-date.ts";
import type { ListedPaper } from "../papers/paper.ts";
import { isAdvertisement, isCall } from "./calls.ts";
import { centreOf, likeness, type WordWeights } from "./word-weights.ts";

/** Beside what a post shares with the others of its period. Set by reading digests; see `byImportance`. */
const WORTH = {
  papers: 0.5,
  length: 0.5,
  media: 0.1,
  views: 0.3,
  repost: -0.4,
  call: -0.6,
  advertisement: -2,
};
/** More papers than this make a list, not a more important post. */
const MANY_PAPERS = 4;
/** A longer post is no more important. */
const LONG_CHARS = 2_000;
const LINK = /https?:\/\/\S+/gu;

/** What is looked at of a post to say how important it is. */
export interface RatedPost {
  readonly post: StoredPost;
  readonly title: string;
  readonly weights: WordWeights;
  /** Those that it tells of. */
  readonly papers: readonly ListedPaper[];
}

/**
 * The most important first: likeness to what all posts of the period are about, relative to the one most alike (the
 * centroid of Radev et al. 2004, MEAD) + 0.5·√(papers/4) + 0.5·√(characters without links/2000) + 0.1 for something to look at or a
 * poll + 0.3·log₂(views/median of its channel), from −0.3 to 0.3, where views are known − 0.4 for a repost − 0.6 for a
 * call in the title − 2 for an advertisement. Of equals the newest first.
 */
export function byImportance<T extends RatedPost>(posts: readonly T[]): T[] {
  const centre = centreOf(posts.map(({ weights }) => weights));
  const alike = posts.map(({ weights }) => likeness(weights, centre));
  const most = Math.max(...alike) || 1;
  const usualViews = mediansByChannel(posts);
  const rated = posts.map((rated, at) => ({
    rated,
    importance: (alike[at] ?? 0) / most + ownWorth(rated, usualViews.get(rated.post.channel.id) ?? 0),
  }));
  rated.sort((a, b) => b.importance - a.importance || newestFirst(a.rated.post, b.rated.post));
  return rated.map(({ rated: one }) => one);
}

function newestFirst(a: StoredPost, b: StoredPost): number {
  return instantMs(b.date) - instantMs(a.date) || b.id - a.id;
}

function ownWorth({ post, title, papers }: RatedPost, usualViews: number): number {
  return (
    WORTH.papers * Math.sqrt(Math.min(1, papers.length / MANY_PAPERS)) +
    WORTH.length * Math.sqrt(Math.min(1, post.text.replace(LINK, "").length / LONG_CHARS)) +
    (post.media.length > 0 || post.poll !== null ? WORTH.media : 0) +
    WORTH.views * attention(post.views ?? 0, usualViews) +
    (post.forwardedFrom === null ? 0 : WORTH.repost) +
    (isCall(title) ? WORTH.call : 0) +
    (isAdvertisement(post.text) ? WORTH.advertisement : 0)
  );
}

/** −1 at half as many views as usual, 1 at twice as many; 0 where either is not known. */
function attention(views: number, usual: number): number {
  return views === 0 || usual === 0 ? 0 : Math.max(-1, Math.min(1, Math.log2(views / usual)));
}

function mediansByChannel(posts: readonly RatedPost[]): ReadonlyMap<number, number> {
  const views = new Map<number, number[]>();
  for (const { post } of posts)
    if (post.views !== null) views.set(post.channel.id, [...(views.get(post.channel.id) ?? []), post.views]);
  return new Map([...views].map(([channelId, all]) => [channelId, median(all)]));
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
