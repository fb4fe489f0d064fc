import type { Post } from "../channel/post.ts";

// A name that its field has coined, in Latin letters inside the text: DCN-v2, SASRec, HNSW. Not "Recommendation".
const COINED_NAME =
  /(?<![\p{L}\p{N}@#/.:_-])[A-Z][A-Za-z0-9-]*[A-Z0-9][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*(?![\p{L}\p{N}@/:_-])/gu;
// Fewer is an accident, more is what every post says.
const MIN_POSTS = 2;
const MAX_SHARE = 0.3;
const MIN_CHARS = 4;

/**
 * Queries that show what an archive is about: terms that several posts name but not all, most named first.
 * Fewer than `count` when the posts share no such terms.
 */
export function exampleQueries(posts: readonly Pick<Post, "text">[], count: number): string[] {
  const postsByTerm = new Map<string, number>();
  for (const { text } of posts) {
    for (const term of new Set(text.match(COINED_NAME)))
      postsByTerm.set(term, (postsByTerm.get(term) ?? 0) + 1);
  }
  const most = Math.max(MIN_POSTS, posts.length * MAX_SHARE);
  return [...postsByTerm]
    .filter(([term, named]) => term.length >= MIN_CHARS && named >= MIN_POSTS && named <= most)
    .sort(([a, inA], [b, inB]) => inB - inA || b.length - a.length || (a < b ? -1 : 1))
    .slice(0, count)
    .map(([term]) => term);
}
