import type Sqlite from "better-sqlite3";
import type { ArxivRecord } from "../papers/arxiv-record.ts";
import type { NamePlace, PaperNotes, Sighting } from "../papers/paper-notes.ts";
import type { NamedPost, NoteChanges, PaperPosition, PaperStore } from "../papers/paper-store.ts";
import { type ArxivRow, recordFrom, SELECT_RECORDS } from "./arxiv-rows.ts";
import type { Connection } from "./connection.ts";
import { SELECT_SIGHTINGS, type SightingRow, sightingFrom } from "./note-rows.ts";

const POSITION = `
  SELECT epoch, (SELECT value FROM post_sequence) AS sequence, facts, waiting_from IS NULL AS isComplete
  FROM paper_state`;

// Channel and date are null where the post is gone.
const CHANGES = `
  SELECT noted_posts.post_id AS postId, noted_posts.sequence,
    posts.channel_id AS channelId, posts.date_sort AS dateSort, posts.date
  FROM noted_posts LEFT JOIN posts ON posts.id = noted_posts.post_id
  WHERE noted_posts.sequence > ? ORDER BY noted_posts.sequence LIMIT ?`;

const NAMED = `
  SELECT paper_names.name, start, "end", post_id AS postId, channel_id AS channelId, date_sort AS dateSort, posts.date
  FROM json_each(?) AS wanted
    JOIN paper_names ON paper_names.name = wanted.value
    JOIN posts ON posts.id = post_id
  ORDER BY post_id, start, paper_names.name`;

interface ChangeRow {
  readonly postId: number;
  readonly sequence: number;
  readonly channelId: number | null;
  readonly dateSort: number | null;
  readonly date: string | null;
}

type PositionRow = Omit<PaperPosition, "isComplete"> & { readonly isComplete: number };

export function paperStoreIn(connection: Connection, posts: Pick<PaperStore, "postsByIds">): PaperStore {
  const views = new PaperViews(connection.db);
  return {
    postsByIds: posts.postsByIds,
    paperPosition: () => connection.read(() => views.position()),
    notesAfter: (sequence, limit) => connection.read(() => views.notesAfter(sequence, limit)),
    postsNaming: (names) => connection.read(() => views.postsNaming(names)),
    notesOf: (postId) => connection.read(() => views.notesOf(postId)),
    hiddenPapers: () => connection.read(() => views.hiddenPapers()),
    arxivRecords: () => connection.read(() => views.arxivRecords()),
  };
}

/** What the catalogue asks of the tables. */
class PaperViews {
  readonly #db: Sqlite.Database;
  readonly #position: Sqlite.Statement<[], PositionRow>;
  readonly #changes: Sqlite.Statement<[number, number], ChangeRow>;
  readonly #sightings: Sqlite.Statement<[number], SightingRow>;
  readonly #names: Sqlite.Statement<[number], NamePlace>;
  readonly #named: Sqlite.Statement<[string], NamedPost>;
  readonly #hidden: Sqlite.Statement<[], string>;
  readonly #records: Sqlite.Statement<[], ArxivRow>;

  constructor(db: Sqlite.Database) {
    this.#db = db;
    this.#position = db.prepare(POSITION);
    this.#changes = db.prepare(CHANGES);
    this.#sightings = db.prepare(SELECT_SIGHTINGS);
    this.#names = db.prepare(
      `SELECT name, start, "end" FROM paper_names WHERE post_id = ? ORDER BY start, name`,
    );
    this.#named = db.prepare(NAMED);
    this.#hidden = db
      .prepare<[], string>("SELECT paper_key FROM hidden_papers ORDER BY hidden_at, paper_key")
      .pluck();
    this.#records = db.prepare(SELECT_RECORDS);
  }

  position(): PaperPosition {
    const row = this.#position.get();
    if (row === undefined) throw new Error("The table paper_state has lost its row");
    return { ...row, isComplete: row.isComplete === 1 };
  }

  /** In one transaction: the number to ask with next must not be newer than what was read. */
  notesAfter(sequence: number, limit: number): NoteChanges {
    return this.#db.transaction(() => {
      const rows = this.#changes.all(sequence, limit);
      const last = rows.length < limit ? this.position().sequence : rows.at(-1)?.sequence;
      return { ...this.#noteChanges(rows, sequence), sequence: last ?? sequence };
    })();
  }

  postsNaming(names: readonly string[]): NamedPost[] {
    return this.#named.all(JSON.stringify([...new Set(names)]));
  }

  notesOf(postId: number): PaperNotes {
    return { sightings: this.#sightingsOf(postId), names: this.#names.all(postId) };
  }

  hiddenPapers(): string[] {
    return this.#hidden.all();
  }

  arxivRecords(): ArxivRecord[] {
    return this.#records.all().map(recordFrom);
  }

  #noteChanges(rows: readonly ChangeRow[], after: number): Omit<NoteChanges, "sequence"> {
    const posts = rows.flatMap(({ postId, channelId, dateSort, date }) => {
      const sightings = this.#sightingsOf(postId);
      if (sightings.length === 0 || channelId === null || dateSort === null || date === null) return [];
      return [{ postId, channelId, dateSort, date, sightings }];
    });
    const naming = new Set(posts.map(({ postId }) => postId));
    const gone = rows.filter(({ postId }) => !naming.has(postId)).map(({ postId }) => postId);
    // Who begins knows no post that could have gone.
    return { posts, removedIds: after === 0 ? [] : gone };
  }

  #sightingsOf(postId: number): Sighting[] {
    return this.#sightings.all(postId).map(sightingFrom);
  }
}
