/** So many in a while. */
export interface Allowance {
  readonly count: number;
  readonly seconds: number;
}

export type Verdict =
  | { readonly kind: "go" }
  /** Said once in a while: this is too much, come back in so many seconds. */
  | { readonly kind: "too-fast"; readonly seconds: number }
  /** Too much, and that was said already. */
  | { readonly kind: "silence" };

interface Used {
  count: number;
  readonly until: number;
}

// Whoever was here longest ago is forgotten first, and may begin anew.
const MOST_KEYS = 100_000;

/**
 * Counts in windows that begin with the first use. In memory: a restart forgives everybody. By hand, because the
 * library for it takes longer to load than the bot has until its first answer.
 */
export class Counter<Key> {
  readonly #allowance: Allowance;
  readonly #used = new Map<Key, Used>();

  constructor(allowance: Allowance) {
    this.#allowance = allowance;
  }

  /** `now` in milliseconds, of any clock that does not go back. */
  use(key: Key, now = performance.now()): Verdict {
    const { count, seconds } = this.#allowance;
    const used = this.#windowOf(key, now, seconds);
    used.count += 1;
    if (used.count <= count) return { kind: "go" };
    if (used.count > count + 1) return { kind: "silence" };
    return { kind: "too-fast", seconds: Math.ceil((used.until - now) / 1000) };
  }

  #windowOf(key: Key, now: number, seconds: number): Used {
    const known = this.#used.get(key);
    if (known !== undefined && known.until > now) return known;
    this.#used.delete(key);
    const begun = { count: 0, until: now + seconds * 1000 };
    this.#used.set(key, begun);
    const [oldest] = this.#used.keys();
    if (this.#used.size > MOST_KEYS && oldest !== undefined) this.#used.delete(oldest);
    return begun;
  }
}
