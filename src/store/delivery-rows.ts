import type Sqlite from "better-sqlite3";
import type { BegunDelivery, DeadReason, Delivery, PostSpan, Subject } from "../digests/delivery.ts";

export interface DeliveryRow {
  readonly id: number;
  readonly subscriber_id: number;
  readonly subject: string;
  readonly due_at: number;
  readonly unsure_attempts: number;
  readonly after_post: number | null;
  readonly up_to_post: number | null;
  readonly published_since: number | null;
  readonly is_begun: number;
  readonly messages: string | null;
  readonly sent_parts: number;
}

type NewRow = Pick<
  DeliveryRow,
  "subscriber_id" | "subject" | "due_at" | "after_post" | "up_to_post" | "published_since"
>;

export interface NewDelivery {
  readonly subscriberId: number;
  readonly subject: Subject;
  readonly dueAt: Date;
}

interface Burial {
  readonly id: number;
  readonly reason: DeadReason;
  readonly at: number;
}

const INSERT = `
  INSERT INTO deliveries (subscriber_id, subject, state, due_at, after_post, up_to_post, published_since)
  VALUES (@subscriber_id, @subject, 'pending', @due_at, @after_post, @up_to_post, @published_since)
  ON CONFLICT (subject, subscriber_id) DO NOTHING`;

const BURY = "UPDATE deliveries SET state = 'dead', reason = @reason, finished_at = @at, messages = NULL";
const PENDING_OF_PLACE = "subscriber_id = @id AND state = 'pending' AND finished_at IS NULL";

// No index leads from a place to what it was sent: keeping one would cost more than all the rest of planning. A place is
// forgotten seldom, and what may have been sent within a month is soon told: each subject is looked up once.
const FORGET = `
  WITH RECURSIVE subjects (subject) AS (
    SELECT min(subject) FROM deliveries
    UNION ALL
    SELECT (SELECT min(subject) FROM deliveries WHERE subject > subjects.subject) FROM subjects
    WHERE subject IS NOT NULL)
  DELETE FROM deliveries WHERE id IN (
    SELECT id FROM subjects CROSS JOIN deliveries USING (subject) WHERE subscriber_id = ?)`;

/** The outbox's table, inside somebody's transaction. */
export class DeliveryRows {
  readonly #insert: Sqlite.Statement<[NewRow]>;
  readonly #bury: Sqlite.Statement<[Burial]>;
  readonly #buryPending: Sqlite.Statement<[Burial]>;
  readonly #buryDigests: Sqlite.Statement<[Burial]>;
  readonly #move: Sqlite.Statement<[number, number]>;
  readonly #forget: Sqlite.Statement<[number]>;

  constructor(db: Sqlite.Database) {
    this.#insert = db.prepare(INSERT);
    this.#bury = db.prepare(`${BURY} WHERE id = @id AND finished_at IS NULL`);
    this.#buryPending = db.prepare(`${BURY} WHERE ${PENDING_OF_PLACE}`);
    this.#buryDigests = db.prepare(`${BURY} WHERE ${PENDING_OF_PLACE} AND subject LIKE 'date:%'`);
    this.#move = db.prepare(
      "UPDATE OR IGNORE deliveries SET subscriber_id = ? WHERE subscriber_id = ? AND finished_at IS NULL",
    );
    this.#forget = db.prepare(FORGET);
  }

  /** False where the place is, or was, owed this already. */
  insert({ subscriberId, subject, dueAt }: NewDelivery): boolean {
    const row = {
      subscriber_id: subscriberId,
      subject: subjectKey(subject),
      due_at: dueAt.getTime(),
      ...spanColumns(subject.kind === "digest" ? subject.posts : null),
    };
    return this.#insert.run(row).changes === 1;
  }

  bury(id: number, reason: DeadReason, at: Date): void {
    this.#bury.run({ id, reason, at: at.getTime() });
  }

  /** Of one place. What is being sent is left to whoever sends it. */
  buryPending(subscriberId: number, reason: DeadReason, at: Date): void {
    this.#buryPending.run({ id: subscriberId, reason, at: at.getTime() });
  }

  buryPendingDigests(subscriberId: number, reason: DeadReason, at: Date): void {
    this.#buryDigests.run({ id: subscriberId, reason, at: at.getTime() });
  }

  /** What is owed to one place is owed to the other, but for what that is owed already. */
  move(from: number, to: number): void {
    this.#move.run(to, from);
  }

  /** Finished or not. Returns how many. */
  forget(subscriberId: number): number {
    return this.#forget.run(subscriberId).changes;
  }
}

export function deliveryFrom(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    subscriberId: row.subscriber_id,
    subject: subjectFrom(row),
    dueAt: new Date(row.due_at),
    unsureAttempts: row.unsure_attempts,
    begun: begunFrom(row),
  };
}

/** `post:123`, `date:2026-11-30`. */
function subjectKey(subject: Subject): string {
  return subject.kind === "post" ? `post:${subject.postId}` : `date:${subject.date}`;
}

function subjectFrom(row: DeliveryRow): Subject {
  const named = row.subject.slice(row.subject.indexOf(":") + 1);
  const { after_post: after, up_to_post: upTo, published_since: since } = row;
  if (after === null || upTo === null || since === null) return { kind: "post", postId: Number(named) };
  return { kind: "digest", date: named, posts: { after, upTo, publishedSince: new Date(since) } };
}

function spanColumns(span: PostSpan | null) {
  return {
    after_post: span?.after ?? null,
    up_to_post: span?.upTo ?? null,
    published_since: span?.publishedSince.getTime() ?? null,
  };
}

function begunFrom({ is_begun, messages, sent_parts: sent }: DeliveryRow): BegunDelivery | null {
  return is_begun === 0 || messages === null ? null : { messages, sent };
}
