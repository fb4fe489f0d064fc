import type { StoredPost } from "../channel/post.ts";
import type { PostChanges, PostPage, PostReader, PostWriter } from "../channel/post-store.ts";
import type { Connection } from "./connection.ts";
import { KeptPosts } from "./kept-posts.ts";
import { type KeptPostRow, SELECT_POSTS, storedPostFrom } from "./post-rows.ts";
import { savePost } from "./save-post.ts";

type Posts = Pick<PostWriter, "savePosts"> &
  Pick<PostReader, "postsByIds" | "latestPosts" | "changesAfter" | "countPosts">;

interface ChangeRow {
  readonly post_id: number;
  readonly sequence: number;
  readonly is_removed: number;
}

// A post of the same second that came later stands first.
const NEWEST_FIRST = "ORDER BY posts.date_sort DESC, posts.message_id DESC, posts.id DESC LIMIT ? OFFSET ?";

const SELECT_CHANGES = `
  SELECT id AS post_id, sequence, 0 AS is_removed FROM posts WHERE sequence > @sequence
  UNION ALL
  SELECT post_id, sequence, 1 FROM removed_posts WHERE sequence > @sequence
  ORDER BY sequence LIMIT @limit`;

export function postsIn(connection: Connection): Posts {
  const { db } = connection;
  const kept = new KeptPosts(db);
  const byId = db.prepare<[number], KeptPostRow>(`${SELECT_POSTS} WHERE posts.id = ?`);
  const latest = db.prepare<[number, number], KeptPostRow>(`${SELECT_POSTS} ${NEWEST_FIRST}`);
  const latestOf = db.prepare<[number, number, number], KeptPostRow>(
    `${SELECT_POSTS} WHERE posts.channel_id = ? ${NEWEST_FIRST}`,
  );
  const count = db.prepare<[], number>("SELECT count(*) FROM posts").pluck();
  const countOf = db.prepare<[number], number>("SELECT count(*) FROM posts WHERE channel_id = ?").pluck();
  const changes = db.prepare<[{ sequence: number; limit: number }], ChangeRow>(SELECT_CHANGES);

  function postsByIds(ids: readonly number[]): StoredPost[] {
    return ids.flatMap((id) => byId.get(id) ?? []).map(storedPostFrom);
  }

  function latestPosts({ channelId, offset, limit }: Parameters<PostReader["latestPosts"]>[0]): PostPage {
    const rows = channelId === undefined ? latest.all(limit, offset) : latestOf.all(channelId, limit, offset);
    const total = channelId === undefined ? count.get() : countOf.get(channelId);
    return { posts: rows.map(storedPostFrom), total: total ?? 0 };
  }

  function changesAfter(sequence: number, limit: number): PostChanges {
    const rows = changes.all({ sequence, limit });
    return {
      posts: postsByIds(rows.filter((row) => row.is_removed === 0).map((row) => row.post_id)),
      removedIds: rows.filter((row) => row.is_removed === 1).map((row) => row.post_id),
      sequence: rows.at(-1)?.sequence ?? sequence,
    };
  }

  return {
    savePosts: (channelId, posts) =>
      connection.write(() => posts.map((post) => savePost(kept, channelId, post))),
    postsByIds: (ids) => connection.read(() => postsByIds(ids)),
    latestPosts: (page) => connection.read(() => latestPosts(page)),
    changesAfter: (sequence, limit) => connection.read(() => changesAfter(sequence, limit)),
    countPosts: () => connection.read(() => count.get() ?? 0),
  };
}
