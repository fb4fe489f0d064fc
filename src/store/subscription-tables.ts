import type Sqlite from "better-sqlite3";
import { AlertRows } from "./alert-rows.ts";
import { DeliveryRows } from "./delivery-rows.ts";
import { DigestRows } from "./digest-rows.ts";
import { PlaceRows } from "./place-rows.ts";
import { SavedQueryRows } from "./saved-query-rows.ts";

/** Who is sent what, and what is owed: everything here happens inside somebody's transaction. */
export class SubscriptionTables {
  readonly places: PlaceRows;
  readonly digests: DigestRows;
  readonly alerts: AlertRows;
  readonly queries: SavedQueryRows;
  readonly deliveries: DeliveryRows;
  readonly #newestPost: Sqlite.Statement<[], number>;

  constructor(db: Sqlite.Database) {
    this.places = new PlaceRows(db);
    this.digests = new DigestRows(db);
    this.alerts = new AlertRows(db);
    this.queries = new SavedQueryRows(db);
    this.deliveries = new DeliveryRows(db);
    this.#newestPost = db.prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'posts'").pluck();
  }

  /** The highest key that a post was ever given, whether or not the post is still there; 0 where there was none. */
  newestPost(): number {
    return this.#newestPost.get() ?? 0;
  }
}
