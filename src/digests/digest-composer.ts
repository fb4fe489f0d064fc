import { setImmediate as nextTurn } from "node:timers/promises";
import { readableText } from "../channel/passages.ts";
import type { StoredPost } from "../channel/post.ts";
import type { ListedPaper } from "../papers/paper.ts";
import { RememberedVocabulary } from "../search/remembered-vocabulary.ts";
import type { SearchStore } from "../search/search-store.ts";
import { titleOf } from "../search/title.ts";
import type {
  Digest,
  DigestComposer,
  DigestItem,
  DigestRequest,
  Notice,
  NoticeRequest,
  QueryMatch,
} from "./digest.ts";
import type { DigestPosts } from "./digest-posts.ts";
import { papersOfPeriod } from "./papers-of-period.ts";
import { sectionsOf, type ToldPost } from "./sections.ts";
import { summaryOf } from "./summary.ts";
import { toldPapers } from "./told-papers.ts";
import { wordWeightsOf } from "./word-weights.ts";

/** Which posts match a saved query, and where. */
export interface QueryMatcher {
  /** Null where it does not, or is not there. */
  match(query: string, paperKey: string | null, postId: number): Promise<QueryMatch | null>;
  /** Those of the posts that match, in their order. */
  matching(query: string, postIds: readonly number[]): Promise<readonly number[]>;
}

export interface ComposerDeps {
  readonly posts: DigestPosts;
  readonly store: Pick<SearchStore, "postsByIds" | "vocabulary" | "position">;
  readonly papersOfPost: (postId: number) => Promise<readonly ListedPaper[]>;
  readonly matcher: QueryMatcher;
}

/** A digest of more is read by nobody; all are counted. */
const MOST_TOLD = 500;
/** A query is looked for in so many of the newest: in each it takes two milliseconds or three, and whoever asks waits ten seconds. */
const MOST_MATCHED = 1_000;
/** Searches have their turn after so many posts, every few milliseconds. */
const POSTS_A_TURN = 4;

/** Makes digests and notices of what is kept. */
export function createDigestComposer(
  deps: ComposerDeps,
): Pick<DigestComposer, "composeDigest" | "composeNotice"> {
  const composer = new Composer(deps);
  return {
    composeDigest: (request) => composer.digest(request),
    composeNotice: (request) => composer.notice(request),
  };
}

class Composer {
  readonly #deps: ComposerDeps;
  readonly #vocabulary: RememberedVocabulary;

  constructor(deps: ComposerDeps) {
    this.#deps = deps;
    this.#vocabulary = new RememberedVocabulary(deps.store.vocabulary);
  }

  async digest({ posts: span, query, channelIds }: DigestRequest): Promise<Digest> {
    const { store, posts, matcher, papersOfPost } = this.#deps;
    const limit = query === "" ? MOST_TOLD : MOST_MATCHED;
    const page = await posts.postsBetween(span, channelIds, limit);
    const ids = query === "" ? page.ids : await matcher.matching(query, page.ids);
    const found = await store.postsByIds(ids.slice(0, MOST_TOLD));
    // All at one moment: after each post that is saved meanwhile, papers are gathered anew.
    const papers = await Promise.all(found.map(({ id }) => papersOfPost(id)));
    const told: ToldPost[] = [];
    this.#vocabulary.follow(await store.position());
    for (const [at, post] of found.entries()) {
      if (at > 0 && at % POSTS_A_TURN === 0) await nextTurn();
      told.push(this.#told(post, papers[at] ?? []));
    }
    return {
      sections: sectionsOf(told),
      papers: papersOfPeriod(told.map(({ item }) => item)),
      total: query === "" ? page.total : ids.length,
    };
  }

  async notice({ postId, alerts, digest }: NoticeRequest): Promise<Notice | null> {
    const { store, matcher, papersOfPost } = this.#deps;
    const [post] = await store.postsByIds([postId]);
    if (post === undefined) return null;
    const found: QueryMatch[] = [];
    for (const { query, paperKey } of alerts) {
      const match = await matcher.match(query, paperKey, postId);
      if (match !== null) found.push(match);
    }
    if (found.length === 0 && !(await this.#isWanted(post, digest))) return null;
    const papers = await papersOfPost(postId);
    this.#vocabulary.follow(await store.position());
    return { item: this.#told(post, papers).item, matches: found };
  }

  async #isWanted({ id, channel }: StoredPost, digest: NoticeRequest["digest"]): Promise<boolean> {
    if (digest === null) return false;
    const { query, channelIds } = digest;
    if (channelIds.length > 0 && !channelIds.includes(channel.id)) return false;
    return query === "" || (await this.#deps.matcher.match(query, null, id)) !== null;
  }

  #told(post: StoredPost, papers: readonly ListedPaper[]): ToldPost {
    const title = titleOf(post);
    const item: DigestItem = { post, title, summary: summaryOf(post, title, this.#vocabulary), papers };
    return {
      item,
      post,
      title,
      papers: toldPapers(post, title, papers),
      weights: wordWeightsOf(readableText(post), this.#vocabulary),
    };
  }
}
