import type { Post } from "../../src/channel/post.ts";
import type { DigestItem, DigestRequest } from "../../src/digests/digest.ts";
import { createDigestComposer, type QueryMatcher } from "../../src/digests/digest-composer.ts";
import type { PaperStore } from "../../src/papers/paper-store.ts";
import { createPaperReader } from "../../src/papers/recognition/paper-reader.ts";
import { paperFinderOver } from "./papers.ts";
import { aChannel } from "./posts.ts";
import { aStore } from "./sqlite-store.ts";

/** A composer over a store that has these posts, with their keys in order; `reading`: how it reads papers. */
export async function composing(
  posts: readonly Post[],
  reading: (papers: PaperStore) => PaperStore = (papers) => papers,
) {
  const store = await aStore({ papers: createPaperReader([]) });
  const { id: channelId } = await store.openChannel(aChannel());
  const postIds = (await store.savePosts(channelId, posts)).map(({ postId }) => postId);
  const composer = createDigestComposer({
    posts: store.digestPosts,
    store: store.search,
    papersOfPost: paperFinderOver({ ...store, papers: reading(store.papers) }).papersOfPost,
    matcher: wordMatcher(store),
  });
  const everything: DigestRequest = {
    posts: { after: 0, upTo: 1_000_000, publishedSince: new Date(0) },
    query: "",
    channelIds: [],
  };
  const digest = (parts: Partial<DigestRequest> = {}) => composer.composeDigest({ ...everything, ...parts });
  return { store, channelId, postIds, composer, digest };
}

/** A query is a word here, and a paper's key is told nowhere: what matches is built and tested elsewhere. */
function wordMatcher(store: Awaited<ReturnType<typeof aStore>>): QueryMatcher {
  const matcher: QueryMatcher = {
    match: async (query, paperKey, postId) => {
      const [post] = await store.postsByIds([postId]);
      const start = post?.text.indexOf(paperKey?.replace(/^arxiv:/, "") ?? query) ?? -1;
      return start < 0 ? null : { query, paperKey, snippet: { text: post?.text ?? "", marks: [] } };
    },
    matching: async (query, postIds) => {
      const found = await Promise.all(postIds.map((id) => matcher.match(query, null, id)));
      return postIds.filter((_, at) => found[at] !== null);
    },
  };
  return matcher;
}

/** Titles by the kind of their section. */
export function outline(digest: {
  readonly sections: readonly { readonly kind: string; readonly items: readonly DigestItem[] }[];
}) {
  return digest.sections.map(({ kind, items }) => [kind, items.map(({ title }) => title)]);
}
