import { ifStoreWorks, type StoreHealth, storeTroubleOf } from "../store-trouble.ts";
import type { Inbox, IncomingUpdate } from "./inbox.ts";
import { isWorthAnsweringOnly } from "./update-kind.ts";

export interface Accepted<U> {
  /** Kept for good, and not there before. */
  readonly kept: readonly U[];
  /** Could not be kept; each is to be handled now, and is forgotten with the process. */
  readonly unkept: readonly U[];
  /** Neither: they have to come again. */
  readonly refused: readonly U[];
}

export interface SpareInboxDeps {
  readonly inbox: Inbox;
  readonly health: StoreHealth;
  /** Aborted when nothing is written down later any more. */
  readonly stopping: AbortSignal;
  /** Hears why what is owed could not be written down, where that is not the store's trouble. */
  readonly onError: (error: unknown) => void;
}

/** So many are handled from memory at a time; more have to come again. */
const MAX_OPEN = 500;
/** Telegram may bring what it was not told of again; so many are known to be handled. */
const MAX_ANSWERED = 20_000;

type State = "begun" | "finished";

/**
 * The inbox, and what stands in for it while it cannot be written: what only wants an answer is answered all the same.
 * What could not be written down is, as soon as it can be.
 */
export class SpareInbox {
  readonly #deps: SpareInboxDeps;
  /** Handled from memory, or being so, and not in the inbox yet. */
  readonly #answered = new Set<number>();
  /** Those of them, and of what was written down meanwhile, that are being handled. */
  readonly #open = new Set<number>();
  /** In the inbox, which does not know yet how far they are. */
  readonly #owed = new Map<number, State>();
  /** Begun by now, wherever that is written. */
  readonly #begun = new Set<number>();
  #isCatchingUp = false;

  constructor(deps: SpareInboxDeps) {
    this.#deps = deps;
  }

  async accept<U extends IncomingUpdate>(updates: readonly U[]): Promise<Accepted<U>> {
    const unseen = updates.filter(({ update_id }) => !this.#answered.has(update_id));
    try {
      return { kept: await this.#deps.inbox.accept(unseen), unkept: [], refused: [] };
    } catch (error) {
      if (storeTroubleOf(error) === null) throw error;
      return this.#acceptUnkept(unseen);
    }
  }

  /** As an inbox does it; never fails because of the store. */
  async begin(updateId: number): Promise<void> {
    this.#begun.add(updateId);
    await this.#mark(updateId, "begun");
  }

  /** As an inbox does it; never fails because of the store. */
  async finish(updateId: number): Promise<void> {
    await this.#mark(updateId, "finished");
  }

  hasBegun(updateId: number): boolean {
    return this.#begun.has(updateId);
  }

  /** Its handler has come to an end, however. */
  end(updateId: number): void {
    this.#begun.delete(updateId);
    this.#open.delete(updateId);
  }

  async #acceptUnkept<U extends IncomingUpdate>(updates: readonly U[]): Promise<Accepted<U>> {
    const ids = updates.map(({ update_id }) => update_id);
    const known = new Set(await ifStoreWorks(this.#deps.inbox.known(ids)));
    const unkept: U[] = [];
    const refused: U[] = [];
    for (const update of updates) {
      if (known.has(update.update_id)) continue;
      if (this.#take(update)) unkept.push(update);
      else refused.push(update);
    }
    if (unkept.length > 0) this.#catchUpLater();
    return { kept: [], unkept, refused };
  }

  #take(update: IncomingUpdate): boolean {
    if (!isWorthAnsweringOnly(update) || this.#open.size >= MAX_OPEN) return false;
    const [oldest] = this.#answered;
    if (this.#answered.size >= MAX_ANSWERED && oldest !== undefined) this.#answered.delete(oldest);
    this.#answered.add(update.update_id);
    this.#open.add(update.update_id);
    return true;
  }

  async #mark(updateId: number, state: State): Promise<void> {
    if (this.#answered.has(updateId) || this.#open.has(updateId)) return;
    try {
      await this.#write(updateId, state);
    } catch (error) {
      if (storeTroubleOf(error) === null) throw error;
      this.#owed.set(updateId, state);
      this.#catchUpLater();
    }
  }

  async #write(updateId: number, state: State): Promise<void> {
    const { inbox } = this.#deps;
    await (state === "begun" ? inbox.begin(updateId) : inbox.finish(updateId));
  }

  #catchUpLater(): void {
    if (this.#isCatchingUp) return;
    this.#isCatchingUp = true;
    void this.#catchUp()
      .catch(this.#deps.onError)
      .finally(() => {
        this.#isCatchingUp = false;
      });
  }

  /** Until then a restart would answer them again: Telegram may still have them, or the inbox. */
  async #catchUp(): Promise<void> {
    const { health, stopping } = this.#deps;
    while (this.#owed.size + this.#answered.size > 0 && !stopping.aborted) {
      await health.untilWritable(stopping);
      if (!stopping.aborted) await ifStoreWorks(this.#writeDown());
    }
  }

  async #writeDown(): Promise<void> {
    for (const [updateId, state] of this.#owed) {
      await this.#write(updateId, state);
      if (this.#owed.get(updateId) === state) this.#owed.delete(updateId);
    }
    for (const updateId of this.#answered) {
      await this.#deps.inbox.accept([{ update_id: updateId }]);
      await this.#deps.inbox.finish(updateId);
      this.#answered.delete(updateId);
    }
  }
}
