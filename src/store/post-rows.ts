import { joinParts, messageIdsOf, type PostParts } from "../channel/album-parts.ts";
import type { ForwardOrigin, Media, Poll, Post, StoredPost, TextEntity } from "../channel/post.ts";
import { instantMs } from "../channel/post-date.ts";
import { textKey } from "../channel/same-content.ts";

/** A row of posts, as it is written. */
export interface PostRow {
  readonly message_id: number | null;
  readonly media_group_id: string | null;
  readonly date: string;
  readonly date_sort: number;
  readonly is_edit_known: number;
  readonly edited_at: string | null;
  readonly text: string;
  readonly text_key: string | null;
  readonly entities: string;
  readonly author: string | null;
  readonly forwarded_from: string | null;
  readonly media: string;
  readonly poll: string | null;
  readonly views: number | null;
  readonly parts: string | null;
}

/** A row of posts as it is read, with its channel and its messages. */
export interface KeptPostRow extends PostRow {
  readonly id: number;
  readonly channel_id: number;
  readonly channel_telegram_id: number | null;
  readonly channel_username: string | null;
  readonly channel_title: string | null;
  /** JSON, ascending. */
  readonly message_ids: string;
}

const SET_COLUMNS = `
  message_id = @message_id, media_group_id = @media_group_id, date = @date, date_sort = @date_sort,
  is_edit_known = @is_edit_known, edited_at = @edited_at, text = @text, text_key = @text_key,
  entities = @entities, author = @author, forwarded_from = @forwarded_from, media = @media, poll = @poll,
  views = @views, parts = @parts, sequence = @sequence`;

export const INSERT_POST = `
  INSERT INTO posts (
    channel_id, message_id, media_group_id, date, date_sort, is_edit_known, edited_at, text, text_key,
    entities, author, forwarded_from, media, poll, views, parts, sequence
  ) VALUES (
    @channel_id, @message_id, @media_group_id, @date, @date_sort, @is_edit_known, @edited_at, @text, @text_key,
    @entities, @author, @forwarded_from, @media, @poll, @views, @parts, @sequence
  )`;

export const UPDATE_POST = `UPDATE posts SET ${SET_COLUMNS} WHERE id = @id`;

/** To be followed by WHERE or ORDER BY. */
export const SELECT_POSTS = `
  SELECT posts.*,
    channels.telegram_id AS channel_telegram_id,
    channels.username AS channel_username,
    channels.title AS channel_title,
    (SELECT json_group_array(message_id ORDER BY message_id)
       FROM post_messages WHERE post_id = posts.id) AS message_ids
  FROM posts JOIN channels ON channels.id = posts.channel_id`;

export function storedPostFrom(row: KeptPostRow): StoredPost {
  const channel = {
    id: row.channel_id,
    telegramId: row.channel_telegram_id,
    username: row.channel_username,
    title: row.channel_title,
  };
  return { ...postFrom(row), id: row.id, channel };
}

/** What is known of the post, for reconciling. */
export function partsFrom(row: KeptPostRow): PostParts {
  const [first, ...others] = row.parts === null ? [] : kept<Post[]>(row.parts);
  return first ? [first, ...others] : [postFrom(row)];
}

export function rowFrom(parts: PostParts): PostRow {
  const post = joinParts(parts);
  return {
    message_id: messageIdsOf(post)[0] ?? null,
    media_group_id: post.mediaGroupId,
    date: post.date,
    date_sort: Math.floor(instantMs(post.date) / 1000),
    is_edit_known: post.editedAt === undefined ? 0 : 1,
    edited_at: post.editedAt ?? null,
    text: post.text,
    text_key: textKey(post.text),
    entities: JSON.stringify(post.entities),
    author: post.author,
    forwarded_from: post.forwardedFrom && JSON.stringify(post.forwardedFrom),
    media: JSON.stringify(post.media),
    poll: post.poll && JSON.stringify(post.poll),
    views: post.views,
    parts: parts.length === 1 ? null : JSON.stringify(parts),
  };
}

function postFrom(row: KeptPostRow): Post {
  const [messageId = null, ...albumMessageIds] = kept<number[]>(row.message_ids);
  return {
    messageId,
    albumMessageIds,
    mediaGroupId: row.media_group_id,
    date: row.date,
    ...(row.is_edit_known === 1 ? { editedAt: row.edited_at } : {}),
    text: row.text,
    entities: kept<TextEntity[]>(row.entities),
    author: row.author,
    forwardedFrom: row.forwarded_from === null ? null : kept<ForwardOrigin>(row.forwarded_from),
    media: kept<Media[]>(row.media),
    poll: row.poll === null ? null : kept<Poll>(row.poll),
    views: row.views,
  };
}

/**
 * Read back as `rowFrom` wrote it: posts are checked where they come in, and the file is nobody else's. Checking each
 * again, and loading what would check it, would take a good part of the time to the first answer.
 */
function kept<T>(json: string): T {
  return JSON.parse(json) as T;
}
