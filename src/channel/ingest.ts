import type { ChannelRef, Post } from "./post.ts";
import type { PostWriter, SaveResult } from "./post-store.ts";

export interface IngestDeps {
  readonly posts: PostWriter;
  /** Called after every save, so that whoever follows the store looks at once. */
  readonly onSaved: () => Promise<void>;
}

/** The only door for live posts: a new one, an edit, or another message of an album. */
export async function ingest(
  channel: ChannelRef,
  post: Post,
  { posts, onSaved }: IngestDeps,
): Promise<SaveResult> {
  const { id } = await posts.openChannel(channel);
  const [result] = await posts.savePosts(id, [post]);
  if (result === undefined) throw new Error("The store saved a post and gave no result");
  await onSaved();
  return result;
}
