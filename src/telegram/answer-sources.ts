import type { Citation } from "../answers/answer.ts";
import type { StoredPost } from "../channel/post.ts";
import type { Snippet } from "../search/hit.ts";

/** A post that an answer rests on, with all that is quoted of it. */
export interface AnswerSource {
  readonly post: StoredPost;
  readonly quotes: readonly Snippet[];
}

/** The posts of citations in the order in which they are first cited: their places are the numbers that people see. */
export function sourcesFrom(citations: readonly Citation[]): AnswerSource[] {
  const byPost = new Map<number, { post: StoredPost; quotes: Snippet[] }>();
  for (const { post, quote } of citations) {
    const source = byPost.get(post.id) ?? { post, quotes: [] };
    source.quotes.push(quote);
    byPost.set(post.id, source);
  }
  return [...byPost.values()];
}
