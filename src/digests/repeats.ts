import type { RatedPost } from "./importance.ts";
import { likeness } from "./word-weights.ts";

/** Nearly the same words: an announcement that is posted again, or by another channel of the same people. */
const SAME = 0.8;

/** Without posts that say what one before them says, under the same title; which is the more important one. */
export function withoutRepeats<T extends RatedPost>(posts: readonly T[]): T[] {
  const told = new Map<string, T[]>();
  return posts.filter((post) => {
    const alike = told.get(post.title) ?? [];
    const isRepeat = alike.some(({ weights }) => likeness(post.weights, weights) >= SAME);
    if (!isRepeat) told.set(post.title, [...alike, post]);
    return !isRepeat;
  });
}
