import type Sqlite from "better-sqlite3";
import type { DeliveryStore } from "../digests/delivery-store.ts";
import type { Connection } from "./connection.ts";
import type { DeliveryRows } from "./delivery-rows.ts";
import { ToldPosts } from "./told-posts.ts";

type PostPlanning = Pick<DeliveryStore, "nextNewPost" | "planPost" | "passOver">;

/** Places that want posts which match one query; key 0 = every post. */
interface Source {
  readonly queryId: number;
  readonly kind: "digests" | "alerts";
}

const EVERY_POST: Source = { queryId: 0, kind: "digests" };

interface PostToPlan {
  readonly postId: number;
  readonly channelId: number;
  readonly dueAt: Date;
}

/** How far the planning of a post has come. */
interface Cursor extends Source {
  /** The last place of the source that was looked at. */
  readonly subscriberId: number;
}

interface Search {
  readonly post: number;
  readonly channel: number;
  readonly query: number;
  readonly after: number;
  readonly limit: number;
}

interface Candidate {
  readonly subscriberId: number;
  readonly isWanted: number;
}

const TAKES_POST = `
  after_post < @post
  AND (channel_ids = '[]' OR EXISTS (SELECT 1 FROM json_each(channel_ids) WHERE value = @channel))`;

// What does not want the post counts against the limit, too, so that no step reads more than that.
const DIGESTS_OF_EVERY_POST = `
  SELECT subscriber_id AS subscriberId, ${TAKES_POST} AS isWanted
  FROM digests INDEXED BY digests_of_every_post
  WHERE rhythm = 'each' AND query_id IS NULL AND is_active = 1 AND subscriber_id > @after
  ORDER BY subscriber_id LIMIT @limit`;
const DIGESTS_BY_QUERY = `
  SELECT subscriber_id AS subscriberId, rhythm = 'each' AND is_active = 1 AND ${TAKES_POST} AS isWanted
  FROM digests WHERE query_id = @query AND subscriber_id > @after ORDER BY subscriber_id LIMIT @limit`;
const ALERTS_BY_QUERY = `
  SELECT subscriber_id AS subscriberId,
    after_post < @post AND (SELECT ended_because IS NULL FROM subscribers WHERE id = subscriber_id) AS isWanted
  FROM alerts WHERE query_id = @query AND subscriber_id > @after ORDER BY subscriber_id LIMIT @limit`;

const CURSOR = `
  SELECT planning_query AS queryId, planning_kind AS kind, planning_subscriber AS subscriberId
  FROM digest_state WHERE planning_post = ?`;
const STOP_AT = `
  UPDATE digest_state SET planning_post = @postId, planning_query = @queryId, planning_kind = @kind,
    planning_subscriber = @subscriberId`;

export function postPlanningIn(connection: Connection, deliveries: DeliveryRows): PostPlanning {
  const told = new ToldPosts(connection.db);
  const planning = new Planning(connection.db, { deliveries, told });
  return {
    nextNewPost: async () => {
      for (;;) {
        const row = await connection.read(() => told.next());
        if (row === null || row.is_hidden === 0)
          return row && { postId: row.id, publishedAt: new Date(row.date_sort * 1000) };
        // It is no news either when it is shown again.
        await connection.writeJointly(() => told.tell(row.id));
      }
    },
    planPost: (postId, matched, step) => connection.write(() => planning.plan(postId, matched, step)),
    passOver: (before, limit) => connection.writeJointly(() => told.passOver(before, limit)),
  };
}

/** Owing a post to places, inside somebody's transaction. */
class Planning {
  readonly #deliveries: DeliveryRows;
  readonly #told: ToldPosts;
  readonly #channelOf: Sqlite.Statement<[number], number>;
  readonly #everyPost: Sqlite.Statement<[Search], Candidate>;
  readonly #byQuery: Readonly<Record<Source["kind"], Sqlite.Statement<[Search], Candidate>>>;
  readonly #cursor: Sqlite.Statement<[number], Cursor>;
  readonly #stopAt: Sqlite.Statement<[Cursor & { readonly postId: number }]>;

  constructor(
    db: Sqlite.Database,
    { deliveries, told }: { readonly deliveries: DeliveryRows; readonly told: ToldPosts },
  ) {
    this.#deliveries = deliveries;
    this.#told = told;
    this.#channelOf = db.prepare<[number], number>("SELECT channel_id FROM posts WHERE id = ?").pluck();
    this.#everyPost = db.prepare(DIGESTS_OF_EVERY_POST);
    this.#byQuery = { digests: db.prepare(DIGESTS_BY_QUERY), alerts: db.prepare(ALERTS_BY_QUERY) };
    this.#cursor = db.prepare(CURSOR);
    this.#stopAt = db.prepare(STOP_AT);
  }

  /** One step; true = it was the last one. */
  plan(
    postId: number,
    matched: readonly number[],
    { dueAt, limit }: { dueAt: Date; limit: number },
  ): boolean {
    const channelId = this.#channelOf.get(postId);
    // A post that turned out to be another one is gone.
    const stop = channelId === undefined ? null : this.#owe({ postId, channelId, dueAt }, matched, limit);
    if (stop === null) this.#told.tell(postId);
    else this.#stopAt.run({ ...stop, postId });
    return stop === null;
  }

  /** Where it stopped; null = at the end. */
  #owe(post: PostToPlan, matched: readonly number[], limit: number): Cursor | null {
    const begun = this.#cursor.get(post.postId) ?? { ...EVERY_POST, subscriberId: 0 };
    let left = limit;
    for (const source of sourcesFrom(begun, matched)) {
      const after = compare(source, begun) === 0 ? begun.subscriberId : 0;
      if (left <= 0) return { ...source, subscriberId: after };
      const seen = this.#candidates(source, post, { after, limit: left });
      for (const { subscriberId, isWanted } of seen) if (isWanted === 1) this.#insert(subscriberId, post);
      const last = seen.at(-1);
      if (last !== undefined && seen.length === left) return { ...source, subscriberId: last.subscriberId };
      left -= Math.max(seen.length, 1); // looking costs, too, where nobody is found
    }
    return null;
  }

  #candidates(
    { queryId, kind }: Source,
    post: PostToPlan,
    page: { after: number; limit: number },
  ): Candidate[] {
    const select = queryId === EVERY_POST.queryId ? this.#everyPost : this.#byQuery[kind];
    return select.all({ post: post.postId, channel: post.channelId, query: queryId, ...page });
  }

  #insert(subscriberId: number, { postId, dueAt }: PostToPlan): void {
    this.#deliveries.insert({ subscriberId, subject: { kind: "post", postId }, dueAt });
  }
}

/** What is left to look at, in an order that stays the same when the process dies in between. */
function* sourcesFrom(begun: Source, matched: readonly number[]): Generator<Source> {
  if (compare(EVERY_POST, begun) >= 0) yield EVERY_POST;
  for (const queryId of matched.filter((id) => id >= begun.queryId).sort((a, b) => a - b)) {
    const digests: Source = { queryId, kind: "digests" };
    if (compare(digests, begun) >= 0) yield digests;
    yield { queryId, kind: "alerts" };
  }
}

/** By query, digests first. */
function compare(a: Source, b: Source): number {
  if (a.queryId !== b.queryId || a.kind === b.kind) return a.queryId - b.queryId;
  return a.kind === "digests" ? -1 : 1;
}
