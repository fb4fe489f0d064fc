import type Sqlite from "better-sqlite3";
import { joinParts, MAX_ALBUM_MESSAGES, messageIdsOf, type PostParts } from "../channel/album-parts.ts";
import type { Post, StoredPost } from "../channel/post.ts";
import { instantMs } from "../channel/post-date.ts";
import { textKey } from "../channel/same-content.ts";
import { findTwin, TWIN_WINDOW_MS } from "../channel/twin.ts";
import { HiddenRows } from "./hidden-rows.ts";
import type { PaperTables } from "./paper-tables.ts";
import {
  INSERT_POST,
  type KeptPostRow,
  type PostRow,
  partsFrom,
  rowFrom,
  SELECT_POSTS,
  storedPostFrom,
  UPDATE_POST,
} from "./post-rows.ts";
import type { SearchTables } from "./search-tables.ts";

type NewRow = PostRow & { readonly channel_id: number; readonly sequence: number };
type ChangedRow = PostRow & { readonly id: number; readonly sequence: number };

const SELECT_BY_TEXT = `${SELECT_POSTS} WHERE posts.channel_id = ? AND posts.text_key = ?`;
const SELECT_BY_TIME = `${SELECT_POSTS} WHERE posts.channel_id = ? AND posts.date_sort BETWEEN ? AND ?`;
const WITHOUT_ID = "AND posts.message_id IS NULL";
const OLDEST_ROW_FIRST = "ORDER BY posts.id";

/**
 * The tables of posts, one step at a time: everything here happens inside somebody's transaction. What a post is
 * found by and what it says of papers is written with it.
 */
/** Those of a media group that have so many messages at most. */
const ALBUMS_WITH_ROOM = `
  SELECT id FROM posts WHERE channel_id = ? AND media_group_id = ?
    AND (SELECT count(*) FROM post_messages WHERE post_id = posts.id) <= ?`;

export class KeptPosts {
  readonly #search: SearchTables;
  readonly #papers: PaperTables;
  readonly #hidden: HiddenRows;
  readonly #nextSequence: Sqlite.Statement<[], number>;
  readonly #insert: Sqlite.Statement<[NewRow]>;
  readonly #update: Sqlite.Statement<[ChangedRow]>;
  readonly #delete: Sqlite.Statement<[number]>;
  readonly #rememberRemoved: Sqlite.Statement<[number, number]>;
  readonly #move: Sqlite.Statement<[number, number, number]>;
  readonly #touch: Sqlite.Statement<[number, number]>;
  readonly #insertMessage: Sqlite.Statement<[number, number, number]>;
  readonly #deleteMessages: Sqlite.Statement<[number]>;
  readonly #row: Sqlite.Statement<[number], KeptPostRow>;
  readonly #idByMessage: Sqlite.Statement<[number, number], number>;
  readonly #countMessages: Sqlite.Statement<[number], number>;
  readonly #idsOfAlbumsWithRoom: Sqlite.Statement<[number, string, number], number>;
  readonly #idsOfChannel: Sqlite.Statement<[number], number>;
  readonly #byText: Sqlite.Statement<[number, string], KeptPostRow>;
  readonly #withoutIdByText: Sqlite.Statement<[number, string], KeptPostRow>;
  readonly #byTime: Sqlite.Statement<[number, number, number], KeptPostRow>;
  readonly #withoutIdByTime: Sqlite.Statement<[number, number, number], KeptPostRow>;

  constructor(db: Sqlite.Database, search: SearchTables, papers: PaperTables) {
    this.#search = search;
    this.#papers = papers;
    this.#hidden = new HiddenRows(db);
    this.#nextSequence = db
      .prepare<[], number>("UPDATE post_sequence SET value = value + 1 RETURNING value")
      .pluck();
    this.#insert = db.prepare(INSERT_POST);
    this.#update = db.prepare(UPDATE_POST);
    this.#delete = db.prepare("DELETE FROM posts WHERE id = ?");
    this.#rememberRemoved = db.prepare("INSERT INTO removed_posts (post_id, sequence) VALUES (?, ?)");
    this.#move = db.prepare("UPDATE posts SET channel_id = ?, sequence = ? WHERE id = ?");
    this.#touch = db.prepare("UPDATE posts SET sequence = ? WHERE id = ?");
    this.#insertMessage = db.prepare(
      "INSERT INTO post_messages (channel_id, message_id, post_id) VALUES (?, ?, ?)",
    );
    this.#deleteMessages = db.prepare("DELETE FROM post_messages WHERE post_id = ?");
    this.#row = db.prepare(`${SELECT_POSTS} WHERE posts.id = ?`);
    this.#idByMessage = db
      .prepare<[number, number], number>(
        "SELECT post_id FROM post_messages WHERE channel_id = ? AND message_id = ?",
      )
      .pluck();
    this.#countMessages = db
      .prepare<[number], number>("SELECT count(*) FROM post_messages WHERE post_id = ?")
      .pluck();
    this.#idsOfAlbumsWithRoom = db.prepare<[number, string, number], number>(ALBUMS_WITH_ROOM).pluck();
    this.#idsOfChannel = db
      .prepare<[number], number>("SELECT id FROM posts WHERE channel_id = ? ORDER BY id")
      .pluck();
    this.#byText = db.prepare(`${SELECT_BY_TEXT} ${OLDEST_ROW_FIRST}`);
    this.#withoutIdByText = db.prepare(`${SELECT_BY_TEXT} ${WITHOUT_ID} ${OLDEST_ROW_FIRST}`);
    this.#byTime = db.prepare(`${SELECT_BY_TIME} ${OLDEST_ROW_FIRST}`);
    this.#withoutIdByTime = db.prepare(`${SELECT_BY_TIME} ${WITHOUT_ID} ${OLDEST_ROW_FIRST}`);
  }

  /** Our keys of the posts that have a message or the album in common with this one, ascending. */
  idsOfSame(channelId: number, post: Post): number[] {
    const places = messageIdsOf(post).map((id) => this.#idByMessage.get(channelId, id));
    const byMessage = new Set(places.filter((id) => id !== undefined));
    const fresh = places.filter((id) => id === undefined).length;
    const byAlbum = this.#idsOfSameAlbum(channelId, post.mediaGroupId, { byMessage, fresh });
    return [...new Set([...byMessage, ...byAlbum])].sort((a, b) => a - b);
  }

  /** Those that have room for what the post brings anew, and what it already stands in. */
  #idsOfSameAlbum(
    channelId: number,
    mediaGroupId: string | null,
    { byMessage, fresh }: { readonly byMessage: ReadonlySet<number>; readonly fresh: number },
  ): number[] {
    if (mediaGroupId === null) return [];
    const kept = [...byMessage].reduce((sum, id) => sum + (this.#countMessages.get(id) ?? 0), 0);
    return this.#idsOfAlbumsWithRoom.all(channelId, mediaGroupId, MAX_ALBUM_MESSAGES - fresh - kept);
  }

  idsOfChannel(channelId: number): number[] {
    return this.#idsOfChannel.all(channelId);
  }

  /** The post that this one is, where no message id tells. */
  twinOf(channelId: number, post: Post): StoredPost | null {
    return (
      findTwin(post, this.#withSameText(channelId, post)) ??
      findTwin(post, this.#aroundTheTime(channelId, post))
    );
  }

  partsOf(postId: number): PostParts {
    const row = this.#row.get(postId);
    if (!row) throw new Error(`There is no post ${postId}`);
    return partsFrom(row);
  }

  insert(channelId: number, parts: PostParts): number {
    const sequence = this.#takeSequence();
    const row = { ...rowFrom(parts), channel_id: channelId, sequence };
    const postId = Number(this.#insert.run(row).lastInsertRowid);
    this.#insertMessages(channelId, postId, parts);
    this.#show(postId, parts, sequence);
    return postId;
  }

  update(channelId: number, postId: number, parts: PostParts): void {
    const sequence = this.#takeSequence();
    this.#update.run({ ...rowFrom(parts), id: postId, sequence });
    this.#deleteMessages.run(postId);
    this.#insertMessages(channelId, postId, parts);
    if (!this.#hidden.has(postId)) this.#show(postId, parts, sequence);
  }

  /** False where it is hidden already. */
  hide(postId: number, at: Date): boolean {
    if (this.#row.get(postId) === undefined || !this.#hidden.add(postId, at)) return false;
    const sequence = this.#takeSequence();
    this.#touch.run(sequence, postId);
    this.#withdraw(postId, sequence);
    return true;
  }

  /** False where it is not hidden. */
  unhide(postId: number): boolean {
    if (!this.#hidden.delete(postId)) return false;
    const sequence = this.#takeSequence();
    this.#touch.run(sequence, postId);
    this.#show(postId, this.partsOf(postId), sequence);
    return true;
  }

  /** The post turned out to be another one, which is hidden from now on if this one was. */
  remove(postId: number, becameId: number): void {
    const hiddenAt = this.#hidden.hiddenAt(postId);
    if (hiddenAt !== null) this.hide(becameId, hiddenAt);
    this.#hidden.delete(postId);
    const sequence = this.#takeSequence();
    this.#withdraw(postId, sequence);
    this.#deleteMessages.run(postId);
    this.#delete.run(postId);
    this.#rememberRemoved.run(postId, sequence);
  }

  moveTo(channelId: number, postId: number): void {
    const parts = this.partsOf(postId);
    const sequence = this.#takeSequence();
    this.#deleteMessages.run(postId);
    this.#move.run(channelId, sequence, postId);
    this.#insertMessages(channelId, postId, parts);
    this.#papers.touch(postId, sequence);
  }

  /** Makes it found. */
  #show(postId: number, parts: PostParts, sequence: number): void {
    const post = joinParts(parts);
    this.#search.put(postId, post);
    this.#papers.put(postId, post, sequence);
  }

  #withdraw(postId: number, sequence: number): void {
    this.#search.remove(postId);
    this.#papers.remove(postId, sequence);
  }

  #withSameText(channelId: number, post: Post): StoredPost[] {
    const key = textKey(post.text);
    if (key === null) return [];
    const select = post.messageId === null ? this.#byText : this.#withoutIdByText;
    return select.all(channelId, key).map(storedPostFrom);
  }

  #aroundTheTime(channelId: number, post: Post): StoredPost[] {
    const at = instantMs(post.date);
    const select = post.messageId === null ? this.#byTime : this.#withoutIdByTime;
    const [from, to] = [Math.floor((at - TWIN_WINDOW_MS) / 1000), Math.ceil((at + TWIN_WINDOW_MS) / 1000)];
    return select.all(channelId, from, to).map(storedPostFrom);
  }

  #insertMessages(channelId: number, postId: number, parts: PostParts): void {
    for (const id of messageIdsOf(joinParts(parts))) this.#insertMessage.run(channelId, id, postId);
  }

  #takeSequence(): number {
    const sequence = this.#nextSequence.get();
    if (sequence === undefined) throw new Error("The table post_sequence has lost its row");
    return sequence;
  }
}
