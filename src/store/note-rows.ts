import type Sqlite from "better-sqlite3";
import type { NamePlace, PaperNotes, Sighting } from "../papers/paper-notes.ts";

/** A row of `paper_sightings` as it is read. */
export type SightingRow = Omit<Sighting, "names"> & {
  /** JSON. */
  readonly names: string;
};

export const SELECT_SIGHTINGS = `
  SELECT start, "end", rule, title, arxiv_id AS arxivId, doi, page, names
  FROM paper_sightings WHERE post_id = ? ORDER BY start`;

const INSERT_SIGHTING = `
  INSERT INTO paper_sightings (post_id, start, "end", rule, title, arxiv_id, doi, page, names)
  VALUES (@postId, @start, @end, @rule, @title, @arxivId, @doi, @page, @names)`;

const INSERT_NAME = `INSERT INTO paper_names (name, post_id, start, "end") VALUES (@name, @postId, @start, @end)`;

const NOTE = `
  INSERT INTO noted_posts (post_id, sequence) VALUES (@postId, @sequence)
  ON CONFLICT (post_id) DO UPDATE SET sequence = excluded.sequence`;

/** The tables of notes on posts, inside somebody's transaction. */
export class NoteRows {
  readonly #insertSighting: Sqlite.Statement<[SightingRow & { postId: number }]>;
  readonly #deleteSightings: Sqlite.Statement<[number]>;
  readonly #insertName: Sqlite.Statement<[NamePlace & { postId: number }]>;
  readonly #deleteNames: Sqlite.Statement<[number]>;
  readonly #note: Sqlite.Statement<[{ postId: number; sequence: number }]>;
  readonly #touch: Sqlite.Statement<[number, number]>;
  readonly #forgetGone: Sqlite.Statement<[]>;

  constructor(db: Sqlite.Database) {
    this.#insertSighting = db.prepare(INSERT_SIGHTING);
    this.#deleteSightings = db.prepare("DELETE FROM paper_sightings WHERE post_id = ?");
    this.#insertName = db.prepare(INSERT_NAME);
    this.#deleteNames = db.prepare("DELETE FROM paper_names WHERE post_id = ?");
    this.#note = db.prepare(NOTE);
    this.#touch = db.prepare("UPDATE noted_posts SET sequence = ? WHERE post_id = ?");
    this.#forgetGone = db.prepare(
      "DELETE FROM noted_posts WHERE NOT EXISTS (SELECT 1 FROM paper_sightings WHERE post_id = noted_posts.post_id)",
    );
  }

  /** What the post says of papers since the change with this number, in place of what it said before. */
  replace(postId: number, { sightings, names }: PaperNotes, sequence: number): void {
    const before = this.#deleteSightings.run(postId).changes;
    this.#deleteNames.run(postId);
    for (const sighting of sightings)
      this.#insertSighting.run({ ...sighting, postId, names: JSON.stringify(sighting.names) });
    for (const name of names) this.#insertName.run({ ...name, postId });
    if (before > 0 || sightings.length > 0) this.#note.run({ postId, sequence });
  }

  /** The post changed, and says the same. */
  touch(postId: number, sequence: number): void {
    this.#touch.run(sequence, postId);
  }

  /** Forgets the posts that have no sightings any more. */
  forgetGone(): void {
    this.#forgetGone.run();
  }
}

/** Read back as it was written. */
export function sightingFrom({ names, ...sighting }: SightingRow): Sighting {
  return { ...sighting, names: JSON.parse(names) as string[] };
}
