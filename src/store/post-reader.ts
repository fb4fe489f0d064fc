import type Sqlite from "better-sqlite3";
import type { StoredPost } from "../channel/post.ts";
import type { MessageAddress } from "../channel/post-link.ts";
import type { KeptPost, Neighbours, PostChanges, PostPage, PostReader } from "../channel/post-store.ts";
import { ChannelRows } from "./channel-rows.ts";
import type { Connection } from "./connection.ts";
import { findChannel } from "./find-channel.ts";
import { HiddenRows, IS_VISIBLE } from "./hidden-rows.ts";
import { type KeptPostRow, SELECT_POSTS, storedPostFrom } from "./post-rows.ts";

interface ChangeRow {
  readonly post_id: number;
  readonly sequence: number;
  readonly is_removed: number;
}

// A post of the same second that came later stands first.
const NEWEST_FIRST = "ORDER BY posts.date_sort DESC, posts.message_id DESC, posts.id DESC LIMIT ? OFFSET ?";

const POST_BY_MESSAGE = `
  SELECT post_id FROM post_messages JOIN channels ON channels.id = channel_id
  WHERE message_id = @messageId AND (username = @username COLLATE NOCASE OR telegram_id = @telegramId)`;

const COUNT_OF = `
  SELECT (SELECT count(*) FROM posts WHERE channel_id = @channelId) - (
    SELECT count(*) FROM hidden_posts JOIN posts ON posts.id = post_id WHERE channel_id = @channelId)`;

// A post without a message id stands before those of its second that have one, as in the order above.
const NEIGHBOUR = (is: "<" | ">", order: "DESC" | "ASC") => `
  SELECT posts.id
  FROM posts JOIN posts AS here ON here.id = ? AND posts.channel_id = here.channel_id
  WHERE posts.date_sort ${is}= here.date_sort AND ${IS_VISIBLE}
    AND (posts.date_sort, coalesce(posts.message_id, -1), posts.id)
      ${is} (here.date_sort, coalesce(here.message_id, -1), here.id)
  ORDER BY posts.date_sort ${order}, posts.message_id ${order}, posts.id ${order} LIMIT 1`;

const SELECT_CHANGES = `
  SELECT id AS post_id, sequence, NOT ${IS_VISIBLE} AS is_removed FROM posts WHERE sequence > @sequence
  UNION ALL
  SELECT post_id, sequence, 1 FROM removed_posts WHERE sequence > @sequence
  ORDER BY sequence LIMIT @limit`;

export function postReaderIn(connection: Connection): PostReader {
  const views = new PostViews(connection.db);
  const channels = new ChannelRows(connection.db);
  return {
    channels: () => connection.read(() => channels.all()),
    findChannel: (name) => connection.read(() => findChannel(channels.all(), name.trim())),
    postsByIds: (ids) => connection.read(() => views.byIds(ids)),
    postByMessage: (address) => connection.read(() => views.byMessage(address)),
    keptPost: (which) => connection.read(() => views.kept(which)),
    neighboursOf: (postId) => connection.read(() => views.neighboursOf(postId)),
    latestPosts: (page) => connection.read(() => views.latest(page)),
    changesAfter: (sequence, limit) => connection.read(() => views.changesAfter(sequence, limit)),
    countPosts: () => connection.read(() => views.count()),
  };
}

/** What readers ask of the tables. */
class PostViews {
  readonly #hidden: HiddenRows;
  readonly #byId: Sqlite.Statement<[number], KeptPostRow>;
  readonly #byMessage: Sqlite.Statement<
    [{ username: string; telegramId: number; messageId: number }],
    number
  >;
  readonly #older: Sqlite.Statement<[number], number>;
  readonly #newer: Sqlite.Statement<[number], number>;
  readonly #latest: Sqlite.Statement<[number, number], KeptPostRow>;
  readonly #latestOf: Sqlite.Statement<[number, number, number], KeptPostRow>;
  readonly #count: Sqlite.Statement<[], number>;
  readonly #countOf: Sqlite.Statement<[{ channelId: number }], number>;
  readonly #changes: Sqlite.Statement<[{ sequence: number; limit: number }], ChangeRow>;

  constructor(db: Sqlite.Database) {
    this.#hidden = new HiddenRows(db);
    this.#byId = db.prepare(`${SELECT_POSTS} WHERE posts.id = ?`);
    this.#byMessage = db
      .prepare<[{ username: string; telegramId: number; messageId: number }], number>(POST_BY_MESSAGE)
      .pluck();
    this.#older = db.prepare<[number], number>(NEIGHBOUR("<", "DESC")).pluck();
    this.#newer = db.prepare<[number], number>(NEIGHBOUR(">", "ASC")).pluck();
    this.#latest = db.prepare(`${SELECT_POSTS} WHERE ${IS_VISIBLE} ${NEWEST_FIRST}`);
    this.#latestOf = db.prepare(
      `${SELECT_POSTS} WHERE posts.channel_id = ? AND ${IS_VISIBLE} ${NEWEST_FIRST}`,
    );
    // Hidden posts are few, so two counts cost less than a look at every post.
    this.#count = db
      .prepare<[], number>("SELECT (SELECT count(*) FROM posts) - (SELECT count(*) FROM hidden_posts)")
      .pluck();
    this.#countOf = db.prepare<[{ channelId: number }], number>(COUNT_OF).pluck();
    this.#changes = db.prepare(SELECT_CHANGES);
  }

  byIds(ids: readonly number[]): StoredPost[] {
    return ids.flatMap((postId) => {
      const { post, hiddenAt = null } = this.kept({ postId }) ?? {};
      return post === undefined || hiddenAt !== null ? [] : [post];
    });
  }

  byMessage(address: MessageAddress): StoredPost | null {
    return this.byIds(this.#idsOf(address))[0] ?? null;
  }

  kept(which: MessageAddress | { readonly postId: number }): KeptPost | null {
    const [id = 0] = "postId" in which ? [which.postId] : this.#idsOf(which);
    const row = this.#byId.get(id);
    return row === undefined ? null : { post: storedPostFrom(row), hiddenAt: this.#hidden.hiddenAt(id) };
  }

  neighboursOf(postId: number): Neighbours {
    return { older: this.#older.get(postId) ?? null, newer: this.#newer.get(postId) ?? null };
  }

  latest({ channelId, offset, limit }: Parameters<PostReader["latestPosts"]>[0]): PostPage {
    const rows =
      channelId === undefined
        ? this.#latest.all(limit, offset)
        : this.#latestOf.all(channelId, limit, offset);
    return { posts: rows.map(storedPostFrom), total: this.count(channelId) };
  }

  changesAfter(sequence: number, limit: number): PostChanges {
    const rows = this.#changes.all({ sequence, limit });
    return {
      posts: this.byIds(rows.filter((row) => row.is_removed === 0).map((row) => row.post_id)),
      removedIds: rows.filter((row) => row.is_removed === 1).map((row) => row.post_id),
      sequence: rows.at(-1)?.sequence ?? sequence,
    };
  }

  count(channelId?: number): number {
    return (channelId === undefined ? this.#count.get() : this.#countOf.get({ channelId })) ?? 0;
  }

  #idsOf({ channel, messageId }: MessageAddress): number[] {
    const id = this.#byMessage.get({ username: "", telegramId: 0, ...channel, messageId });
    return id === undefined ? [] : [id];
  }
}
