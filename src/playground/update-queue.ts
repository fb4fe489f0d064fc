import { conflict } from "./refusal.ts";

export interface Update {
  readonly update_id: number;
  readonly [kind: string]: unknown;
}

export interface UpdateRequest {
  /** Positive: confirms everything before it. Negative: keeps only that many from the end. 0: from the start. */
  readonly offset: number;
  readonly limit: number;
  readonly timeoutMs: number;
}

interface Waiting {
  readonly limit: number;
  readonly resolve: (updates: Update[]) => void;
  readonly reject: (reason: unknown) => void;
  readonly timer: NodeJS.Timeout;
}

// What a bot gets that never named its updates; these three have to be asked for (getUpdates in the Bot API's manual).
const ONLY_WHEN_ASKED = new Set(["chat_member", "message_reaction", "message_reaction_count"]);
const FIRST_UPDATE_ID = 100_000_001;
const DAY_MS = 24 * 60 * 60 * 1000;
const COMPACT_AT = 1000;

/** Updates wait here until the bot confirms them. */
export class UpdateQueue {
  /** Called for each new update; the webhook listens. */
  onPush: () => void = () => undefined;

  readonly #now: () => number;
  #updates: { readonly update: Update; readonly expiresAt: number }[] = [];
  #head = 0;
  #nextId = FIRST_UPDATE_ID;
  #allowed: ReadonlySet<string> | undefined;
  #waiting: Waiting | undefined;
  #isWakeScheduled = false;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Drops the update when the bot did not ask for its kind. */
  push(kind: string, payload: unknown, lifetimeMs = DAY_MS): void {
    const isWanted = this.#allowed === undefined ? !ONLY_WHEN_ASKED.has(kind) : this.#allowed.has(kind);
    if (!isWanted) return;
    this.deliver({ [kind]: payload }, lifetimeMs);
  }

  /** Whatever it is, asked for or not. */
  deliver(fields: Readonly<Record<string, unknown>>, lifetimeMs = DAY_MS): void {
    const update = { ...fields, update_id: this.#nextId++ };
    this.#updates.push({ update, expiresAt: this.#now() + lifetimeMs });
    this.onPush();
    this.#wakeSoon();
  }

  /** Rejects with a 409 when another request takes over. */
  async get(request: UpdateRequest): Promise<Update[]> {
    this.abortWaiting(
      "terminated by other getUpdates request; make sure that only one bot instance is running",
    );
    this.#confirm(request.offset);
    const updates = this.peek(request.limit);
    if (updates.length > 0 || request.timeoutMs <= 0) return updates;
    return this.#wait(request);
  }

  /** Not confirmed and not expired, oldest first. */
  peek(limit: number): Update[] {
    const now = this.#now();
    const found: Update[] = [];
    for (let i = this.#head; i < this.#updates.length && found.length < limit; i++) {
      const entry = this.#updates[i];
      if (entry !== undefined && entry.expiresAt > now) found.push(entry.update);
    }
    return found;
  }

  confirmUpTo(updateId: number): void {
    this.#confirm(updateId + 1);
  }

  clear(): void {
    this.#updates = [];
    this.#head = 0;
  }

  /** An empty list means the default again; it is remembered between requests. */
  allow(kinds: readonly string[]): void {
    this.#allowed = kinds.length === 0 ? undefined : new Set(kinds);
  }

  get allowed(): string[] | undefined {
    return this.#allowed === undefined ? undefined : [...this.#allowed];
  }

  get size(): number {
    return this.#updates.length - this.#head;
  }

  /** A long poll waits for updates. It may be of a bot that is gone: nobody tells the server. */
  get isPolled(): boolean {
    return this.#waiting !== undefined;
  }

  /** The reason follows "Conflict: ". */
  abortWaiting(reason: string): void {
    this.#takeWaiting()?.reject(conflict(reason));
  }

  /** Ends a waiting request with no updates. */
  close(): void {
    this.#takeWaiting()?.resolve([]);
  }

  #confirm(offset: number): void {
    if (offset < 0) this.#head = Math.max(this.#head, this.#updates.length + offset);
    const first = this.#updates[this.#head]?.update.update_id;
    if (offset > 0 && first !== undefined && offset > first) {
      this.#head = Math.min(this.#updates.length, this.#head + offset - first);
    }
    if (this.#head < COMPACT_AT || this.#head * 2 < this.#updates.length) return;
    this.#updates = this.#updates.slice(this.#head);
    this.#head = 0;
  }

  #wait(request: UpdateRequest): Promise<Update[]> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.close(), request.timeoutMs);
      this.#waiting = { limit: request.limit, resolve, reject, timer };
    });
  }

  #takeWaiting(): Waiting | undefined {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    clearTimeout(waiting?.timer);
    return waiting;
  }

  /** Updates that come together leave together, as on the real server. */
  #wakeSoon(): void {
    if (this.#waiting === undefined || this.#isWakeScheduled) return;
    this.#isWakeScheduled = true;
    setImmediate(() => {
      this.#isWakeScheduled = false;
      const waiting = this.#takeWaiting();
      waiting?.resolve(this.peek(waiting.limit));
    });
  }
}
