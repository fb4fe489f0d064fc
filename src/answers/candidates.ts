import type { StoredPost } from "../channel/post.ts";
import type { Plan } from "../search/plan.ts";
import { rank } from "../search/rank.ts";
import type { SearchIndex } from "../search/search-index.ts";
import type { SearchStore } from "../search/search-store.ts";
import { isStopWord } from "../search/words/stop-words.ts";
import { tokensOf } from "../search/words/tokens.ts";
import { isRussian, type Question } from "./question.ts";
import { isKnown, onlyKnown } from "./question-plan.ts";

/** A post to look into, and how well it was found: 1 = the best. */
export interface Candidate {
  readonly post: StoredPost;
  readonly likeness: number;
  /** How far the best one is ahead of the next, as a share of its score; 0 for all others. */
  readonly ahead: number;
}

export interface Archive {
  readonly store: SearchStore;
  /** A faster index than the store's, as long as it is in step with the store; null = there is none now. */
  readonly fastIndex?: () => Promise<SearchIndex | null>;
}

const POSTS_READ = 12;
/** What is found alone is not far ahead of others: there are none to compare it with. */
const ALONE = 0.75;

/** The posts that have most of what is asked, names first. */
export async function candidatesFor(
  question: Question,
  plan: Plan,
  { store, fastIndex }: Archive,
): Promise<readonly Candidate[]> {
  if (!asksForWords(question) || namesTheUnknown(question, plan)) return [];
  const index = (await fastIndex?.()) ?? store.index;
  const page = { offset: 0, limit: POSTS_READ };
  const { ranked } = await rank(
    { plan: onlyKnown(plan), filter: null, order: "relevance", page },
    index,
    store,
  );
  const posts = new Map(
    (await store.postsByIds(ranked.map(({ postId }) => postId))).map((post) => [post.id, post]),
  );
  const [best = 1, second = ALONE * best] = ranked.map(({ score }) => score);
  return ranked.flatMap(({ postId, score }, at) => {
    const post = posts.get(postId);
    const ahead = at === 0 ? 1 - second / best : 0;
    return post === undefined ? [] : [{ post, likeness: score / best, ahead }];
  });
}

/** A question of stop words, signs or emoji alone is about nothing, and so is "how many hours". */
function asksForWords({ about, unit }: Question): boolean {
  return tokensOf(about).some(({ word }) => !isStopWord(word) && word !== unit?.toLowerCase());
}

/** Asked for something by a name that the channel never wrote, whatever else it has is no answer. */
function namesTheUnknown({ about }: Question, plan: Plan): boolean {
  const unknown = new Set(plan.terms.filter((term) => !isKnown(term, plan)).map(({ word }) => word));
  return tokensOf(about).some(
    ({ word, start, end, joined }) =>
      !joined && unknown.has(word) && isNameLike(about.slice(start, end), isRussian(about)),
  );
}

/** Latin letters in a Russian question; in an English one a capital that is not the first letter alone, or digits. */
function isNameLike(word: string, isWithinRussian: boolean): boolean {
  if (!/^[A-Za-z][A-Za-z\d]+$/.test(word)) return false;
  return isWithinRussian ? /[A-Z]/.test(word) : /^[A-Z]/.test(word);
}
