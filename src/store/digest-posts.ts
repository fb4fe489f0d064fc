import type Sqlite from "better-sqlite3";
import type { PostSpan } from "../digests/delivery.ts";
import type { DigestPosts, SpanPage } from "../digests/digest-posts.ts";
import type { Connection } from "./connection.ts";
import { IS_VISIBLE } from "./hidden-rows.ts";

interface SpanValues {
  readonly after: number;
  readonly upTo: number;
  /** Seconds since 1970. */
  readonly since: number;
  readonly until: number;
  /** JSON. */
  readonly channelIds: string;
}

const FOREVER = Number.MAX_SAFE_INTEGER;

/** More keys than these come with an archive, or are all that there are: then the days lead to fewer posts than the keys. */
const MANY_KEYS = 10_000;

/** "+": no index of it is used. */
const BY_KEY = { key: "posts.id", day: "+posts.date_sort" };
const BY_DAY = { key: "+posts.id", day: "posts.date_sort" };

function inSpan({ key, day }: typeof BY_KEY): string {
  return `
  FROM posts
  WHERE ${key} > @after AND ${key} <= @upTo AND ${IS_VISIBLE}
    AND ${day} >= @since AND ${day} < @until
    AND (@channelIds = '[]' OR +posts.channel_id IN (SELECT value FROM json_each(@channelIds)))`;
}

export function digestPostsIn(connection: Connection): DigestPosts {
  const byKey = new Spans(connection.db, BY_KEY);
  const byDay = new Spans(connection.db, BY_DAY);
  const version = connection.db.prepare<[number], number>("SELECT sequence FROM posts WHERE id = ?").pluck();
  return {
    postsBetween: (span, channelIds, limit) => {
      const spans = span.upTo - span.after > MANY_KEYS ? byDay : byKey;
      return connection.read(() => spans.page(span, channelIds, limit));
    },
    versionOf: (postId) => connection.read(() => version.get(postId) ?? 0),
  };
}

class Spans {
  readonly #page: Sqlite.Statement<[SpanValues & { limit: number }], number>;
  readonly #count: Sqlite.Statement<[SpanValues], number>;

  constructor(db: Sqlite.Database, way: typeof BY_KEY) {
    const rows = inSpan(way);
    const order = `ORDER BY ${way.day} DESC, posts.message_id DESC, posts.id DESC LIMIT @limit`;
    this.#page = db
      .prepare<[SpanValues & { limit: number }], number>(`SELECT posts.id ${rows} ${order}`)
      .pluck();
    this.#count = db.prepare<[SpanValues], number>(`SELECT count(*) ${rows}`).pluck();
  }

  page(
    { after, upTo, publishedSince, publishedUntil }: PostSpan,
    channelIds: readonly number[],
    limit: number,
  ): SpanPage {
    const since = Math.ceil(publishedSince.getTime() / 1000);
    const until = publishedUntil === undefined ? FOREVER : Math.ceil(publishedUntil.getTime() / 1000);
    const values = { after, upTo, since, until, channelIds: JSON.stringify(channelIds) };
    return { ids: this.#page.all({ ...values, limit }), total: this.#count.get(values) ?? 0 };
  }
}
