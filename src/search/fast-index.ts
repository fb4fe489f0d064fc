import { setImmediate as nextTurn } from "node:timers/promises";
import { MiniSearchIndex } from "./minisearch-index.ts";
import { type IndexStamp, loadSnapshot, saveSnapshot } from "./minisearch-snapshot.ts";
import { ANALYSER, indexedPassages } from "./reading.ts";
import type { SearchIndex } from "./search-index.ts";
import type { Position, ReadingChanges, SearchStore } from "./search-store.ts";

export interface FastIndexOptions {
  /** Where the index is kept between two runs; null = it is built at every start. */
  readonly file: string | null;
  readonly signal: AbortSignal;
  /** Told what became of the index, for the log. */
  readonly onEvent: (event: FastIndexEvent) => void;
}

export type FastIndexEvent =
  | {
      readonly kind: "ready";
      readonly from: "snapshot" | "posts";
      readonly posts: number;
      readonly ms: number;
    }
  | { readonly kind: "saved"; readonly posts: number; readonly ms: number }
  /** The store's own index answers alone. */
  | { readonly kind: "too-large"; readonly posts: number }
  | { readonly kind: "failed"; readonly reason: string };

export type IndexStatus =
  | { readonly kind: "ready"; readonly posts: number }
  | { readonly kind: "loading" }
  | { readonly kind: "too-large" };

/** Larger archives do not fit into memory well, and the store's index answers them. */
export const MAX_POSTS = 150_000;
/** Read from the store at a time. */
const POSTS_A_READ = 200;
/** Indexing goes on without a pause at most this long; questions are answered in between. */
const LONGEST_TURN_MS = 8;
/** So many changes are taken in before a query; while there are more, the store's index answers. */
const MAX_CHANGES_BEFORE_QUERY = 50;
/** A kept index this share of posts behind is kept anew. */
const STALE_SHARE = 0.05;
/** What could not be made is not tried with every question: reading all posts up to a damaged one takes long. */
const REST_MS = 30_000;

type Changes = Pick<ReadingChanges, "readings" | "removedIds">;

/** An index in memory that follows the store, and is used only where it is in step with it. */
export class FastIndex {
  readonly #store: SearchStore;
  readonly #options: FastIndexOptions;
  #index: MiniSearchIndex | null = null;
  /** How far the index has come. */
  #at: Omit<Position, "isComplete"> = { epoch: "", sequence: 0 };
  #changesSinceSave = 0;
  #isTooLarge = false;
  #work: Promise<void> | null = null;
  #restsUntil = 0;

  constructor(store: SearchStore, options: FastIndexOptions) {
    this.#store = store;
    this.#options = options;
  }

  get status(): IndexStatus {
    if (this.#index !== null) return { kind: "ready", posts: this.#index.postCount };
    return { kind: this.#isTooLarge ? "too-large" : "loading" };
  }

  /** The index, if it has everything that the store has; else null, and it catches up meanwhile. */
  async inStep(): Promise<SearchIndex | null> {
    const position = await this.#store.position();
    if (this.#isAt(position)) return this.#index;
    const isNear =
      this.#work === null &&
      this.#index !== null &&
      position.epoch === this.#at.epoch &&
      position.sequence - this.#at.sequence <= MAX_CHANGES_BEFORE_QUERY;
    const work = this.catchUp();
    if (!isNear) return null;
    await work;
    return this.#isAt(position) ? this.#index : null;
  }

  /** Builds or loads the index, or takes in what has changed; what goes wrong is reported, not thrown. */
  catchUp(): Promise<void> {
    if (performance.now() < this.#restsUntil) return Promise.resolve();
    this.#work ??= this.#catchUp()
      .catch((error) => {
        this.#restsUntil = performance.now() + REST_MS;
        if (!this.#options.signal.aborted) this.#options.onEvent({ kind: "failed", reason: String(error) });
      })
      .finally(() => {
        this.#work = null;
      });
    return this.#work;
  }

  async #catchUp(): Promise<void> {
    if (this.#options.signal.aborted) return;
    const { epoch } = await this.#store.position();
    if (this.#index === null || this.#at.epoch !== epoch) await this.#make();
    else this.#at = { epoch, sequence: await this.#follow(this.#index, this.#at.sequence) };
    if (this.#index === null) return;
    if (this.#changesSinceSave > STALE_SHARE * this.#index.postCount) await this.#save(this.#index);
  }

  async #make(): Promise<void> {
    const started = performance.now();
    const state = await this.#store.state();
    this.#index = null;
    this.#at = state;
    if (!state.isComplete) return; // an index without them would have to be thrown away
    if (state.indexed > MAX_POSTS) return this.#tellTooLarge(state.indexed);
    const { index, sequence, from } = (await this.#load(state)) ?? (await this.#build());
    this.#index = index;
    this.#at = { epoch: state.epoch, sequence };
    const ms = Math.round(performance.now() - started);
    this.#options.onEvent({ kind: "ready", from, posts: index.postCount, ms });
  }

  /** Once: such an archive asks for an index before every question after a new post. */
  #tellTooLarge(posts: number): void {
    if (!this.#isTooLarge) this.#options.onEvent({ kind: "too-large", posts });
    this.#isTooLarge = true;
  }

  /** The kept index, brought up to date; null where there is none that fits this store. */
  async #load({ epoch, sequence }: Position): Promise<Made | null> {
    const { file } = this.#options;
    const kept = file === null ? null : await this.#unlessFailed(() => loadSnapshot(file));
    if (kept === null) return null;
    const { index, stamp } = kept;
    const isFitting = stamp.epoch === epoch && stamp.analyser === ANALYSER && stamp.sequence <= sequence;
    if (!isFitting || stamp.posts !== index.postCount) return null;
    const reached = await this.#follow(index, stamp.sequence);
    // A stamp can lie: whoever has lost or gained a post is not the index of this store.
    const { indexed } = await this.#store.state();
    return index.postCount === indexed ? { index, sequence: reached, from: "snapshot" } : null;
  }

  async #build(): Promise<Made> {
    const index = new MiniSearchIndex();
    return { index, sequence: await this.#follow(index, 0), from: "posts" };
  }

  /** Takes in everything after the sequence number; returns how far that went. */
  async #follow(index: MiniSearchIndex, after: number): Promise<number> {
    for (let reached = after; ; ) {
      this.#options.signal.throwIfAborted();
      const { sequence, ...changes } = await this.#store.readingsAfter(reached, POSTS_A_READ);
      if (sequence === reached) return reached;
      await this.#take(index, changes);
      reached = sequence;
    }
  }

  async #take(index: MiniSearchIndex, { readings, removedIds }: Changes): Promise<void> {
    this.#changesSinceSave += readings.size + removedIds.length;
    for (const id of removedIds) index.remove(id);
    let turnStart = performance.now();
    for (const [postId, reading] of readings) {
      index.put(postId, indexedPassages(reading));
      if (performance.now() - turnStart < LONGEST_TURN_MS) continue;
      await nextTurn();
      turnStart = performance.now();
    }
  }

  async #save(index: MiniSearchIndex): Promise<void> {
    const { file, signal, onEvent } = this.#options;
    if (file === null) return;
    const started = performance.now();
    const stamp: IndexStamp = {
      epoch: this.#at.epoch,
      sequence: this.#at.sequence,
      analyser: ANALYSER,
      posts: index.postCount,
    };
    this.#changesSinceSave = 0; // also where it fails: it is tried again after as many changes
    const isSaved = await this.#unlessFailed(async () => {
      await saveSnapshot(index, stamp, file, signal);
      return true;
    });
    if (isSaved === null) return;
    onEvent({ kind: "saved", posts: index.postCount, ms: Math.round(performance.now() - started) });
  }

  /** An index that cannot be kept, or read again, costs time at the next start, and no answers. */
  async #unlessFailed<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      this.#options.signal.throwIfAborted();
      this.#options.onEvent({ kind: "failed", reason: String(error) });
      return null;
    }
  }

  #isAt({ epoch, sequence }: Position): boolean {
    return this.#at.epoch === epoch && this.#at.sequence === sequence;
  }
}

interface Made {
  readonly index: MiniSearchIndex;
  readonly sequence: number;
  readonly from: "snapshot" | "posts";
}
