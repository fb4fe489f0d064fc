/** Groups keys that name one paper (union-find); two arXiv ids never name the same one. */
export class SamePaper {
  readonly #parents = new Map<string, string>();
  readonly #arxiv = new Map<string, string>();

  /** The group of a key, named by one of its keys. */
  find(key: string): string {
    const parent = this.#parents.get(key);
    if (parent === undefined) {
      this.#parents.set(key, key);
      if (key.startsWith("arxiv:")) this.#arxiv.set(key, key);
      return key;
    }
    if (parent === key) return key;
    const root = this.find(parent);
    this.#parents.set(key, root);
    return root;
  }

  has(key: string): boolean {
    return this.#parents.has(key);
  }

  /** Changes nothing where the two are known to be different papers. */
  join(one: string, other: string): void {
    const [a, b] = [this.find(one), this.find(other)];
    if (a === b) return;
    const [ofA, ofB] = [this.#arxiv.get(a), this.#arxiv.get(b)];
    if (ofA !== undefined && ofB !== undefined) return;
    this.#parents.set(b, a);
    if (ofB !== undefined) this.#arxiv.set(a, ofB);
  }

  /** Every key, in the order in which it was met. */
  keys(): IterableIterator<string> {
    return this.#parents.keys();
  }
}
