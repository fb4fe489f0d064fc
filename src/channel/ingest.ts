import type { ChannelRef, Post } from "./post.ts";
import type { PostWriter, SaveResult } from "./post-store.ts";

export interface IngestDeps {
  readonly posts: PostWriter;
}

/** The only door for live posts: a new one, an edit, or another message of an album. */
export async function ingest(channel: ChannelRef, post: Post, { posts }: IngestDeps): Promise<SaveResult> {
  const { id } = await posts.openChannel(channel);
  const [result] = await posts.savePosts(id, [post]);
  if (result === undefined) throw new Error("The store saved a post and gave no result");
  return result;
}
