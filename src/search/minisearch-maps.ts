import { NumberList } from "./number-list.ts";
import type { PostingLists } from "./posting-lists.ts";

/** Lists are numbered by stem and field. */
export function listNumber(stem: number, field: number, fieldCount: number): number {
  return stem * fieldCount + field;
}

/**
 * Takes the place of MiniSearch's tree of terms: term → field → passage → count. Adding a passage is all it is for:
 * `fetch` a term, `get` or `set` its field, `get` and `set` the count of the newest passage, before the next term.
 */
export class TermMap {
  readonly #lists: PostingLists;
  readonly #fieldCount: number;
  #stem = 0;
  #list = 0;

  constructor(lists: PostingLists, fieldCount: number) {
    this.#lists = lists;
    this.#fieldCount = fieldCount;
  }

  readonly #fields = {
    get: (field: number) => {
      this.#list = listNumber(this.#stem, field, this.#fieldCount);
      return this.#lists.isEmpty(this.#list) ? undefined : this.#passages;
    },
    /** A field of the term is new; its map has the newest passage in it, once. */
    set: (field: number, counts: ReadonlyMap<number, number>) => {
      this.#list = listNumber(this.#stem, field, this.#fieldCount);
      for (const passage of counts.keys()) this.#lists.append(this.#list, passage);
    },
  };

  readonly #passages = {
    get: (passage: number) => this.#lists.countAtEnd(this.#list, passage),
    /** Always one more than `get` has just said. */
    set: (passage: number, _count: number) => this.#lists.append(this.#list, passage),
  };

  fetch(term: string) {
    this.#stem = Number(term);
    return this.#fields;
  }
}

/** The passages that are there, each by its own number: it is both what we and what MiniSearch call it. */
export class PassageMap extends Map<number, number> {
  readonly #isThere = new NumberList();

  override get(passage: number): number | undefined {
    return this.has(passage) ? passage : undefined;
  }

  override has(passage: number): boolean {
    return this.#isThere.get(passage) !== 0;
  }

  /** New passages come in the order of their numbers, without a gap. */
  override set(passage: number, _same: number): this {
    if (passage === this.#isThere.length) this.#isThere.push(1);
    return this;
  }

  override delete(passage: number): boolean {
    const wasThere = this.has(passage);
    if (wasThere) this.#isThere.set(passage, 0);
    return wasThere;
  }

  reserve(passages: number): void {
    this.#isThere.reserve(passages);
  }
}

/**
 * How many different terms each passage has, by field: passage → lengths, all in one array. MiniSearch sets an empty
 * array for a new passage and fills it afterwards, so that one is kept apart until `settle`.
 */
export class LengthMap extends Map<number, number[]> {
  readonly #fieldCount: number;
  readonly #lengths = new NumberList();
  #newest: number[] | undefined;

  constructor(fieldCount: number) {
    super();
    this.#fieldCount = fieldCount;
  }

  /** The length of a settled passage. */
  of(passage: number, field: number): number {
    return this.#lengths.get(passage * this.#fieldCount + field);
  }

  override get(passage: number): number[] | undefined {
    const start = passage * this.#fieldCount;
    if (start >= this.#lengths.length) return this.#newest;
    return Array.from(this.#lengths.slice(start, start + this.#fieldCount));
  }

  /** Passages come in the order of their numbers, without a gap. */
  override set(_passage: number, lengths: number[]): this {
    this.#newest = lengths;
    return this;
  }

  settle(): void {
    for (const length of this.#newest ?? []) this.add(length);
    this.#newest = undefined;
  }

  /** The next length of a settled passage: its first field, its second, …, the first of the next passage. */
  add(length: number): void {
    this.#lengths.push(length);
  }

  reserve(passages: number): void {
    this.#lengths.reserve(passages * this.#fieldCount);
  }

  /** The room of a removed passage stays: nobody asks for it again. */
  override delete(_passage: number): boolean {
    return true;
  }
}
