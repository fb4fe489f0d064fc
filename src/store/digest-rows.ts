import type Sqlite from "better-sqlite3";
import { CHOICES, type DigestColumns, type DigestRow } from "./subscription-rows.ts";

/** From when on posts are told of. */
export interface Beginning {
  /** Our key of the last one that is not. */
  readonly afterPost: number;
  readonly since: Date;
}

export type NewDigestRow = DigestColumns & {
  readonly subscriber_id: number;
  readonly query_id: number | null;
  readonly after_post: number;
  readonly since: number;
  readonly next_date: string | null;
  readonly next_at: number | null;
};

const GET = `
  SELECT ${CHOICES}, query_id, is_active, after_post, since, next_date, next_at
  FROM digests LEFT JOIN saved_queries ON saved_queries.id = query_id WHERE subscriber_id = ?`;

const SAVE = `
  INSERT OR REPLACE INTO digests (
    subscriber_id, rhythm, weekday, hour, query_id, channel_ids, says_nothing_new, when_late,
    is_paused, is_active, after_post, since, next_date, next_at)
  VALUES (
    @subscriber_id, @rhythm, @weekday, @hour, @query_id, @channel_ids, @says_nothing_new, @when_late,
    @is_paused, 1 - @is_paused, @after_post, @since, @next_date, @next_at)`;

const MOVE = `
  UPDATE OR IGNORE digests SET subscriber_id = @to,
    is_active = is_paused = 0 AND (SELECT ended_because IS NULL FROM subscribers WHERE id = @to)
  WHERE subscriber_id = @from`;

/** The table of digests, inside somebody's transaction. */
export class DigestRows {
  readonly #get: Sqlite.Statement<[number], DigestRow>;
  readonly #save: Sqlite.Statement<[NewDigestRow]>;
  readonly #delete: Sqlite.Statement<[number]>;
  readonly #stop: Sqlite.Statement<[number]>;
  readonly #goOn: Sqlite.Statement<[number, number, number]>;
  readonly #move: Sqlite.Statement<[{ from: number; to: number }]>;

  constructor(db: Sqlite.Database) {
    this.#get = db.prepare(GET);
    this.#save = db.prepare(SAVE);
    this.#delete = db.prepare("DELETE FROM digests WHERE subscriber_id = ?");
    this.#stop = db.prepare("UPDATE digests SET is_active = 0 WHERE subscriber_id = ?");
    this.#goOn = db.prepare(
      "UPDATE digests SET is_active = 1 - is_paused, after_post = ?, since = ? WHERE subscriber_id = ?",
    );
    this.#move = db.prepare(MOVE);
  }

  get(subscriberId: number): DigestRow | null {
    return this.#get.get(subscriberId) ?? null;
  }

  save(row: NewDigestRow): void {
    this.#save.run(row);
  }

  delete(subscriberId: number): void {
    this.#delete.run(subscriberId);
  }

  /** Its place has ended. */
  stop(subscriberId: number): void {
    this.#stop.run(subscriberId);
  }

  /** Its place is sent to again. */
  goOn(subscriberId: number, { afterPost, since }: Beginning): void {
    this.#goOn.run(afterPost, since.getTime(), subscriberId);
  }

  /** To a place that has none. */
  move(from: number, to: number): void {
    this.#move.run({ from, to });
  }
}
