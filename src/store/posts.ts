import type { PostWriter } from "../channel/post-store.ts";
import type { Connection } from "./connection.ts";
import { KeptPosts } from "./kept-posts.ts";
import type { PaperTables } from "./paper-tables.ts";
import { savePost } from "./save-post.ts";
import type { SearchWriter } from "./search-writer.ts";

export function postsIn(
  connection: Connection,
  search: SearchWriter,
  papers: PaperTables,
): Omit<PostWriter, "openChannel"> {
  const kept = new KeptPosts(connection.db, search.tables, papers);
  return {
    savePosts: (channelId, posts) => search.write(() => posts.map((post) => savePost(kept, channelId, post))),
    hidePost: (postId, now) => search.write(() => kept.hide(postId, now)),
    unhidePost: (postId) => search.write(() => kept.unhide(postId)),
  };
}
