import type Sqlite from "better-sqlite3";
import type { Gap, KeptChannel, PostMark } from "../doctor/posts.ts";
import { ChannelRows } from "./channel-rows.ts";

// Dates are looked up for neighbours of gaps alone, not for every message.
const GAPS = `
  WITH neighbours AS (
    SELECT message_id AS after, post_id,
      lead(message_id) OVER in_order AS before, lead(post_id) OVER in_order AS next_post_id
    FROM post_messages WHERE channel_id = ? WINDOW in_order AS (ORDER BY message_id))
  SELECT after, before, earlier.date_sort AS "from", later.date_sort AS until
  FROM neighbours JOIN posts AS earlier ON earlier.id = post_id JOIN posts AS later ON later.id = next_post_id
  WHERE before > after + 1 ORDER BY after`;

const markAt = (end: "min" | "max") => `
  SELECT ${end}(message_id) AS messageId, date_sort AS date
  FROM posts WHERE channel_id = ? AND message_id IS NOT NULL HAVING messageId IS NOT NULL`;

interface GapRow {
  readonly after: number;
  readonly before: number;
  readonly from: number;
  readonly until: number;
}

/** What is kept of every channel, and which message ids are not. Hidden posts are kept. */
export function keptChannels(db: Sqlite.Database): KeptChannel[] {
  const gaps = db.prepare<[number], GapRow>(GAPS);
  const posts = db.prepare<[number], number>("SELECT count(*) FROM posts WHERE channel_id = ?").pluck();
  const ends = {
    first: db.prepare<[number], MarkRow>(markAt("min")),
    last: db.prepare<[number], MarkRow>(markAt("max")),
  };
  return new ChannelRows(db).all().map((channel) => {
    const [first, last] = [ends.first.get(channel.id), ends.last.get(channel.id)];
    return {
      channel,
      posts: posts.get(channel.id) ?? 0,
      ends:
        first === undefined || last === undefined ? null : { first: markFrom(first), last: markFrom(last) },
      gaps: gaps.all(channel.id).map(gapFrom),
    };
  });
}

interface MarkRow {
  readonly messageId: number;
  readonly date: number;
}

function markFrom({ messageId, date }: MarkRow): PostMark {
  return { messageId, date: fromSeconds(date) };
}

function gapFrom({ from, until, ...ids }: GapRow): Gap {
  return { ...ids, from: fromSeconds(from), until: fromSeconds(until) };
}

function fromSeconds(seconds: number): Date {
  return new Date(seconds * 1000);
}
