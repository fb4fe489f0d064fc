import type { Post } from "../channel/post.ts";

// A name that its field has coined, in Latin letters inside the text: DCN-v2, SASRec, HNSW. Not "Recommendation".
const COINED_NAME =
  /(?<![\p{L}\p{N}@#/.:_-])[A-Z][A-Za-z0-9-]*[A-Z0-9][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*(?![\p{L}\p{N}@/:_-])/gu;
// What every post says shows nothing; in an archive of a few posts two are not many.
const MAX_SHARE = 0.3;
const MIN_CHARS = 3;

/**
 * Queries that show what an archive is about: coined names, those that most posts share first, but none that nearly
 * all share. Fewer than `count` when the posts have no such names.
 */
export function exampleQueries(posts: readonly Pick<Post, "text">[], count: number): string[] {
  const named = new Map<string, { name: string; posts: number }>();
  for (const { text } of posts) {
    const names = new Map((text.match(COINED_NAME) ?? []).map((name) => [name.toLowerCase(), name]));
    for (const [key, name] of names) named.set(key, { name, posts: (named.get(key)?.posts ?? 0) + 1 });
  }
  const most = Math.max(2, posts.length * MAX_SHARE);
  return [...named.values()]
    .filter((example) => example.name.length >= MIN_CHARS && example.posts <= most)
    .sort((a, b) => b.posts - a.posts || b.name.length - a.name.length || (a.name < b.name ? -1 : 1))
    .slice(0, count)
    .map(({ name }) => name);
}
