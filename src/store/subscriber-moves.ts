import type Sqlite from "better-sqlite3";
import type { SubscriptionTables } from "./subscription-tables.ts";

interface Pair {
  readonly from: number;
  readonly to: number;
}

// A place that asks for nothing any more is in nobody's way.
const MAKE_ROOM = `
  DELETE FROM subscribers WHERE chat_id = @to AND left_at IS NOT NULL
    AND topic_id IN (SELECT topic_id FROM subscribers WHERE chat_id = @from)`;
const MOVE = "UPDATE OR IGNORE subscribers SET chat_id = @to WHERE chat_id = @from";
const PAIRS = `
  SELECT old.id AS "from", new.id AS "to"
  FROM subscribers AS old JOIN subscribers AS new ON new.chat_id = @to AND new.topic_id = old.topic_id
  WHERE old.chat_id = @from`;
const JOIN_DATES = `
  UPDATE subscribers SET last_date = (SELECT max(last_date) FROM subscribers WHERE id IN (@from, @to))
  WHERE id = @to`;

/** What becomes of subscribers when their chats move or are forgotten, inside somebody's transaction. */
export class SubscriberMoves {
  readonly #tables: SubscriptionTables;
  readonly #makeRoom: Sqlite.Statement<[Pair]>;
  readonly #move: Sqlite.Statement<[Pair]>;
  readonly #pairs: Sqlite.Statement<[Pair], Pair>;
  readonly #joinDates: Sqlite.Statement<[Pair]>;
  readonly #of: Sqlite.Statement<[number], number>;
  readonly #delete: Sqlite.Statement<[number]>;

  constructor(db: Sqlite.Database, tables: SubscriptionTables) {
    this.#tables = tables;
    this.#makeRoom = db.prepare(MAKE_ROOM);
    this.#move = db.prepare(MOVE);
    this.#pairs = db.prepare(PAIRS);
    this.#joinDates = db.prepare(JOIN_DATES);
    this.#of = db.prepare<[number], number>("SELECT id FROM subscribers WHERE chat_id = ?").pluck();
    this.#delete = db.prepare("DELETE FROM subscribers WHERE id = ?");
  }

  /** A place that the new chat has already keeps its own choices and gets what it lacks. */
  moveChat(from: number, to: number): void {
    if (from === to) return;
    this.#makeRoom.run({ from, to });
    this.#move.run({ from, to });
    for (const pair of this.#pairs.all({ from, to })) this.#joinPlaces(pair);
  }

  /** Returns the rows. */
  forgetChat(chatId: number): number {
    return this.#of
      .all(chatId)
      .reduce((rows, id) => rows + this.#tables.deliveries.forget(id) + this.#forget(id), 0);
  }

  #joinPlaces({ from, to }: Pair): void {
    this.#tables.digests.move(from, to);
    this.#tables.alerts.move(from, to);
    this.#tables.deliveries.move(from, to);
    this.#joinDates.run({ from, to });
    this.#forget(from);
  }

  /** But for what it is, or was, owed. */
  #forget(id: number): number {
    const digest = this.#tables.digests.get(id);
    this.#tables.digests.delete(id);
    const queryIds = this.#tables.alerts.deleteAll(id);
    this.#tables.queries.forgetUnused([...queryIds, digest?.query_id ?? null]);
    return queryIds.length + Number(digest !== null) + this.#delete.run(id).changes;
  }
}
