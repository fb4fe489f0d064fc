import type { Digest, DigestComposer, DigestRequest, Notice, NoticeRequest } from "./digest.ts";
import type { Timer } from "./timer.ts";
import { Turns } from "./turns.ts";

export interface CompositionsOptions {
  readonly timer: Timer;
  /** Aborted when nothing more is composed; absent = never. */
  readonly stopping?: AbortSignal;
}

// What many are sent is the same for thousands; a post that changes takes effect in their digests so much later.
const KEPT_MS = 10_000;
// A digest holds its posts, and what is owed at one hour is seldom of more kinds.
const KEPT = 32;
// One thread composes, and people search in it. A digest takes seconds where it is long; of hundreds at once each would
// take as long as all of them, which is longer than anybody waits for an answer of that thread.
const DIGESTS_AT_ONCE = 1;
const NOTICES_AT_ONCE = 2;

/** Composes once what many places are sent, and few things at a time. */
export class Compositions {
  readonly #composer: Pick<DigestComposer, "composeDigest" | "composeNotice">;
  readonly #digests: Recent<Digest>;
  readonly #notices: Recent<Notice | null>;

  constructor(
    composer: Pick<DigestComposer, "composeDigest" | "composeNotice">,
    options: CompositionsOptions,
  ) {
    this.#composer = composer;
    this.#digests = new Recent({ ...options, atOnce: DIGESTS_AT_ONCE });
    this.#notices = new Recent({ ...options, atOnce: NOTICES_AT_ONCE });
  }

  /** Rejects where its turn would come after the stop. */
  digest(request: DigestRequest): Promise<Digest> {
    return this.#digests.get(JSON.stringify(request), () => this.#composer.composeDigest(request));
  }

  /** Of another version of its post it is another one. Rejects where its turn would come after the stop. */
  notice(request: NoticeRequest, postVersion: number): Promise<Notice | null> {
    const key = JSON.stringify([postVersion, request]);
    return this.#notices.get(key, () => this.#composer.composeNotice(request));
  }
}

class Made<T> {
  readonly value: Promise<T>;
  /** Null while it waits for its turn. */
  #begunAt: number | null = null;

  constructor(make: () => Promise<T>, { timer, stopping, turns }: CompositionsOptions & { turns: Turns }) {
    this.value = turns.take(() => {
      stopping?.throwIfAborted();
      this.#begunAt = timer.now();
      return make();
    });
  }

  get isWaiting(): boolean {
    return this.#begunAt === null;
  }

  isFresh(now: number): boolean {
    return this.#begunAt === null || now - this.#begunAt < KEPT_MS;
  }
}

class Recent<T> {
  readonly #options: CompositionsOptions & { readonly turns: Turns };
  /** In the order of their last use. */
  readonly #made = new Map<string, Made<T>>();

  constructor({ atOnce, ...options }: CompositionsOptions & { readonly atOnce: number }) {
    this.#options = { ...options, turns: new Turns(atOnce) };
  }

  get(key: string, make: () => Promise<T>): Promise<T> {
    const known = this.#made.get(key);
    const made = known?.isFresh(this.#options.timer.now()) ? known : this.#begin(key, make);
    this.#made.delete(key);
    this.#made.set(key, made);
    this.#forgetOldest();
    return made.value;
  }

  #begin(key: string, make: () => Promise<T>): Made<T> {
    const made = new Made(make, this.#options);
    // Whoever asked gets the failure; the next one tries anew.
    made.value.catch(() => this.#made.get(key) === made && this.#made.delete(key));
    return made;
  }

  #forgetOldest(): void {
    for (const [key, made] of this.#made) {
      if (this.#made.size <= KEPT) return;
      if (!made.isWaiting) this.#made.delete(key);
    }
  }
}
