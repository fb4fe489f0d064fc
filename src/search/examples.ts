import type { Post } from "../channel/post.ts";
import { recurringPhrases } from "./recurring-phrases.ts";
import { type Run, runsOf } from "./words/runs.ts";
import { isStopWord } from "./words/stop-words.ts";

/** "DCN-v2", "SASRec", "HNSW": Latin letters, and one more capital or digit. Not "Recommendation". */
const COINED_NAME = /^[A-Z][A-Za-z0-9-]*$/;
const COINED = /[A-Z0-9]/;
// What every post says shows nothing; in an archive of a few posts two are not many.
const MAX_SHARE = 0.3;
const MIN_CHARS = 3;
const MAX_CHARS = 24; // a longer name is a title

/**
 * Queries that show what an archive is about and that plain words find things in it: a coined name, then a phrase of
 * the archive's language, and so on. Each stands in the posts. Fewer than `count` when the posts have no more.
 */
export function exampleQueries(posts: readonly Pick<Post, "text">[], count: number): string[] {
  const texts = posts.map(({ text }) => runsOf(text));
  const names = coinedNames(texts);
  const phrases = recurringPhrases(texts);
  return Array.from({ length: count }, (_, n) => [names[n], phrases[n]])
    .flat()
    .filter((example) => example !== undefined)
    .slice(0, count);
}

/** Names that most posts share first, but none that nearly all share. */
function coinedNames(texts: readonly (readonly Run[])[]): string[] {
  const named = new Map<string, { name: string; posts: number }>();
  for (const runs of texts) {
    const names = new Map(runs.filter(isCoinedName).map(({ text }) => [text.toLowerCase(), text]));
    for (const [key, name] of names) named.set(key, { name, posts: (named.get(key)?.posts ?? 0) + 1 });
  }
  const most = Math.max(2, texts.length * MAX_SHARE);
  return [...named.values()]
    .filter((example) => example.posts <= most)
    .sort((a, b) => b.posts - a.posts || b.name.length - a.name.length || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name);
}

function isCoinedName({ text }: Run): boolean {
  if (text.length < MIN_CHARS || text.length > MAX_CHARS) return false;
  return COINED_NAME.test(text) && COINED.test(text.slice(1)) && !isStopWord(text.toLowerCase());
}
