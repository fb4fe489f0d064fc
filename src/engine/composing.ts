import { settledWithin } from "../deadline.ts";
import type { DigestComposer, QueryProbe } from "../digests/digest.ts";
import { createDigestComposer } from "../digests/digest-composer.ts";
import type { DigestPosts } from "../digests/digest-posts.ts";
import { createSavedQueries } from "../digests/saved-queries.ts";
import type { SubscriptionStore } from "../digests/subscription-store.ts";
import { AppError } from "../errors.ts";
import type { PaperFinder } from "../papers/paper-finder.ts";
import type { Glossary } from "../search/glossary.ts";
import type { SearchStore } from "../search/search-store.ts";

export interface ComposingDeps extends Pick<PaperFinder, "papersOfPost"> {
  readonly store: SearchStore;
  readonly digestPosts: DigestPosts;
  readonly queries: Pick<SubscriptionStore, "savedQueriesAfter">;
  readonly glossary: Glossary | null;
  /** IANA name. */
  readonly timezone: string;
  /** What has to be read first may take so long; absent = as long as it takes. */
  readonly readingMs?: number;
}

/**
 * Makes digests and notices of posts, and knows whose saved queries a post matches. Throws STILL_READING where the papers
 * of all posts, or what people saved, take longer to read; that goes on meanwhile.
 */
export function createComposer({
  digestPosts,
  readingMs,
  ...deps
}: ComposingDeps): DigestComposer & QueryProbe {
  const matcher = createSavedQueries(deps);
  const composer = createDigestComposer({ ...deps, posts: digestPosts, matcher });
  // Of whatever post: what takes long is to gather those of all.
  const papers = () => deps.papersOfPost(0);
  const reading = async (...work: (() => Promise<unknown>)[]) => {
    if (readingMs === undefined) return;
    const begun = work.map((begin) => begin());
    if (await settledWithin(readingMs, begun)) return;
    throw new AppError("STILL_READING", "Papers, or what people asked to be told of, are still being read", {
      hint: "Nothing is lost; it is tried again in a while",
    });
  };
  return {
    matchingPosts: ({ query, postIds }) => matcher.matching(query, postIds),
    composeDigest: async (request) => {
      await reading(papers);
      return composer.composeDigest(request);
    },
    composeNotice: async (request) => {
      await reading(papers);
      return composer.composeNotice(request);
    },
    savedQueriesOf: async (postId) => {
      await reading(papers, () => matcher.catchUp());
      return matcher.savedQueriesOf(postId);
    },
  };
}
