import type Sqlite from "better-sqlite3";
import type { StoredPost } from "../channel/post.ts";
import type { MessageAddress } from "../channel/post-link.ts";
import type { PostChanges, PostPage, PostReader } from "../channel/post-store.ts";
import { ChannelRows } from "./channel-rows.ts";
import type { Connection } from "./connection.ts";
import { findChannel } from "./find-channel.ts";
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

const SELECT_CHANGES = `
  SELECT id AS post_id, sequence, 0 AS is_removed FROM posts WHERE sequence > @sequence
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
    latestPosts: (page) => connection.read(() => views.latest(page)),
    changesAfter: (sequence, limit) => connection.read(() => views.changesAfter(sequence, limit)),
    countPosts: () => connection.read(() => views.count()),
  };
}

/** What readers ask of the tables. */
class PostViews {
  readonly #byId: Sqlite.Statement<[number], KeptPostRow>;
  readonly #byMessage: Sqlite.Statement<
    [{ username: string; telegramId: number; messageId: number }],
    number
  >;
  readonly #latest: Sqlite.Statement<[number, number], KeptPostRow>;
  readonly #latestOf: Sqlite.Statement<[number, number, number], KeptPostRow>;
  readonly #count: Sqlite.Statement<[], number>;
  readonly #countOf: Sqlite.Statement<[number], number>;
  readonly #changes: Sqlite.Statement<[{ sequence: number; limit: number }], ChangeRow>;

  constructor(db: Sqlite.Database) {
    this.#byId = db.prepare(`${SELECT_POSTS} WHERE posts.id = ?`);
    this.#byMessage = db
      .prepare<[{ username: string; telegramId: number; messageId: number }], number>(POST_BY_MESSAGE)
      .pluck();
    this.#latest = db.prepare(`${SELECT_POSTS} ${NEWEST_FIRST}`);
    this.#latestOf = db.prepare(`${SELECT_POSTS} WHERE posts.channel_id = ? ${NEWEST_FIRST}`);
    this.#count = db.prepare<[], number>("SELECT count(*) FROM posts").pluck();
    this.#countOf = db.prepare<[number], number>("SELECT count(*) FROM posts WHERE channel_id = ?").pluck();
    this.#changes = db.prepare(SELECT_CHANGES);
  }

  byIds(ids: readonly number[]): StoredPost[] {
    return ids.flatMap((id) => this.#byId.get(id) ?? []).map(storedPostFrom);
  }

  byMessage({ channel, messageId }: MessageAddress): StoredPost | null {
    const id = this.#byMessage.get({ username: "", telegramId: 0, ...channel, messageId });
    return id === undefined ? null : (this.byIds([id])[0] ?? null);
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
    return (channelId === undefined ? this.#count.get() : this.#countOf.get(channelId)) ?? 0;
  }
}
