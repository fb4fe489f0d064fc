import type Sqlite from "better-sqlite3";
import type { PostReader } from "../channel/post-store.ts";
import type { PostFilter } from "../search/post-filter.ts";
import type {
  IdPage,
  Position,
  ReadingChanges,
  SearchState,
  SearchStore,
  TagCount,
} from "../search/search-store.ts";
import type { Connection } from "./connection.ts";
import { IS_VISIBLE } from "./hidden-rows.ts";
import { conditionOf } from "./post-filter.ts";
import { vocabularyIn } from "./vocabulary.ts";
import { wordIndexIn } from "./word-index.ts";

const NEWEST_FIRST = "ORDER BY posts.date_sort DESC, posts.message_id DESC, posts.id DESC";

const CHANGES = `
  SELECT posts.id AS post_id, sequence, readings.words AS words
  FROM posts LEFT JOIN readings ON readings.post_id = posts.id WHERE sequence > @sequence
  UNION ALL
  SELECT post_id, sequence, NULL FROM removed_posts WHERE sequence > @sequence
  ORDER BY sequence LIMIT @limit`;

const STATE = `
  SELECT epoch, analyser,
    (SELECT value FROM post_sequence) AS sequence,
    posts AS indexed, is_complete AS isComplete
  FROM search_state`;

interface ChangeRow {
  readonly post_id: number;
  readonly sequence: number;
  readonly words: Buffer | null;
}

/** What searching reads of the posts. */
export function searchStoreIn(
  connection: Connection,
  posts: Pick<PostReader, "postsByIds" | "channels">,
): SearchStore {
  const views = new SearchViews(connection.db);
  return {
    vocabulary: vocabularyIn(connection.db),
    index: wordIndexIn(connection),
    postsByIds: posts.postsByIds,
    channels: posts.channels,
    state: () => connection.read(() => views.state()),
    position: () => connection.read(() => views.position()),
    readings: (ids) => connection.read(() => views.readings(ids)),
    readingsAfter: (sequence, limit) => connection.read(() => views.readingsAfter(sequence, limit)),
    newestFirst: (ids, filter) => connection.read(() => views.newestFirst(ids, filter)),
    tagsLike: (beginning, limit) => connection.read(() => views.tagsLike(beginning, limit)),
    select: (filter, page) => connection.read(() => views.select(filter, page)),
  };
}

class SearchViews {
  readonly #db: Sqlite.Database;
  readonly #state: Sqlite.Statement<[], Flagged<SearchState>>;
  readonly #position: Sqlite.Statement<[], Flagged<Position>>;
  readonly #reading: Sqlite.Statement<[number], Buffer>;
  readonly #tags: Sqlite.Statement<[string, string, number], TagCount>;
  readonly #changes: Sqlite.Statement<[{ sequence: number; limit: number }], ChangeRow>;

  constructor(db: Sqlite.Database) {
    this.#db = db;
    this.#state = db.prepare(STATE);
    this.#position = db.prepare(
      "SELECT epoch, (SELECT value FROM post_sequence) AS sequence, is_complete AS isComplete FROM search_state",
    );
    this.#reading = db.prepare<[number], Buffer>("SELECT words FROM readings WHERE post_id = ?").pluck();
    this.#changes = db.prepare(CHANGES);
    this.#tags = db.prepare(
      `SELECT tag, count(*) AS posts FROM post_tags WHERE tag >= ? AND tag < ?
       GROUP BY tag ORDER BY posts DESC, tag LIMIT ?`,
    );
  }

  state(): SearchState {
    return withFlag(existing(this.#state.get()));
  }

  position(): Position {
    return withFlag(existing(this.#position.get()));
  }

  readings(postIds: readonly number[]): Map<number, Uint8Array> {
    const found = new Map<number, Uint8Array>();
    for (const id of postIds) {
      const words = this.#reading.get(id);
      if (words !== undefined) found.set(id, words);
    }
    return found;
  }

  readingsAfter(sequence: number, limit: number): ReadingChanges {
    const rows = this.#changes.all({ sequence, limit });
    const kept = rows.flatMap(({ post_id, words }) => (words === null ? [] : [[post_id, words] as const]));
    return {
      readings: new Map(kept),
      removedIds: rows.filter(({ words }) => words === null).map(({ post_id }) => post_id),
      sequence: rows.at(-1)?.sequence ?? sequence,
    };
  }

  tagsLike(beginning: string, limit: number): TagCount[] {
    return this.#tags.all(beginning, `${beginning}\uffff`, limit);
  }

  newestFirst(ids: readonly number[], filter: PostFilter | null): Map<number, number> {
    const { sql, parameters } = conditionOf(filter ?? { kind: "all", of: [] });
    const query = `SELECT posts.id, date_sort FROM json_each(?) AS wanted JOIN posts ON posts.id = wanted.value
      WHERE ${sql} ${NEWEST_FIRST}`;
    const rows = this.#db.prepare<unknown[], [number, number]>(query).raw();
    return new Map(rows.all(JSON.stringify(ids), ...parameters));
  }

  select(filter: PostFilter, { offset, limit }: { offset: number; limit: number }): IdPage {
    const { sql, parameters } = conditionOf(filter);
    const passing = `FROM posts WHERE (${sql}) AND ${IS_VISIBLE}`;
    const page = `SELECT posts.id ${passing} ${NEWEST_FIRST} LIMIT ? OFFSET ?`;
    const count = `SELECT count(*) ${passing}`;
    return {
      ids: this.#db
        .prepare<unknown[], number>(page)
        .pluck()
        .all(...parameters, limit, offset),
      total:
        this.#db
          .prepare<unknown[], number>(count)
          .pluck()
          .get(...parameters) ?? 0,
    };
  }
}

/** SQLite has no booleans. */
type Flagged<T extends Position> = Omit<T, "isComplete"> & { readonly isComplete: number };

function withFlag<T>(row: T & { readonly isComplete: number }): T & { isComplete: boolean } {
  return { ...row, isComplete: row.isComplete === 1 };
}

function existing<T>(row: T | undefined): T {
  if (row === undefined) throw new Error("The table search_state has lost its row");
  return row;
}
