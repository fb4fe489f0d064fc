import type { Glossary } from "../search/glossary.ts";
import { needsOf, type QueryNeeds } from "../search/matching/needs.ts";
import type { PostKey } from "../search/matching/post-keys.ts";
import { NumberList } from "../search/number-list.ts";
import { parseQuery } from "../search/query-language.ts";
import { QueryList } from "./query-list.ts";
import type { SavedQuery } from "./subscription-store.ts";

export interface IndexOptions {
  readonly glossary: Glossary | null;
  /** The share of posts that have a key; an estimate, which decides how fast the index is and not what it finds. */
  readonly shareOfPosts: (key: string) => number;
}

/** Queries that a post has the words for. */
export interface PossibleMatches {
  /** Keys of those that it matches. */
  readonly sure: readonly number[];
  /** Those whose words are there, that have no `|`, and whose phrases, refused words and filters need a look. */
  readonly inPlaces: readonly SavedQuery[];
  /** Those that need a look at everything. */
  readonly doubtful: readonly SavedQuery[];
}

const ABSENT = 0;
const LOOSE = 1;
const SURE = 2;

/** A query by its number in the index. */
type Place = number;

/**
 * Saved queries, filed under the keys of the one need that the fewest posts meet: of a hundred thousand, a post's words
 * lead to the few hundred that are worth a look. A saved paper is filed under its key.
 */
export class SavedQueryIndex {
  readonly #options: IndexOptions;
  readonly #queries = new QueryList();
  readonly #numbers = new Map<string, number>();
  readonly #shares: number[] = [];
  /** By key: the queries filed there. */
  readonly #filed = new Map<number, Place[]>();
  /** Queries that no key leads to: "-#реклама" is every post but a few. */
  readonly #everywhere: Place[] = [];
  readonly #needs = new NumberList();

  constructor(options: IndexOptions) {
    this.#options = options;
  }

  /** A query that asks for nothing is passed over. */
  add(saved: SavedQuery): void {
    const needs = this.#needsOf(saved);
    if (needs === null) return;
    const place = this.#queries.add(saved, { start: this.#needs.length, left: needs.left });
    this.#keep(needs);
    const [first, ...others] = needs.all;
    if (first === undefined) {
      this.#everywhere.push(place);
      return;
    }
    const rarest = others.reduce(
      (best, need) => (this.#share(need) < this.#share(best) ? need : best),
      first,
    );
    for (const key of rarest) this.#file(key, place);
  }

  /** What a post with these keys may match; misses nothing that it matches. */
  possible(keys: readonly PostKey[]): PossibleMatches {
    const known = keys.flatMap(({ key, isSure }) => {
      const number = this.#numbers.get(key);
      return number === undefined ? [] : [{ number, presence: isSure ? SURE : LOOSE }];
    });
    const present = new Uint8Array(this.#numbers.size);
    for (const { number, presence } of known) present[number] = Math.max(present[number] ?? ABSENT, presence);
    const sure: number[] = [];
    const inPlaces: SavedQuery[] = [];
    const doubtful: SavedQuery[] = [];
    for (const place of this.#filedUnder(known.map(({ number }) => number))) {
      const presence = this.#presenceOfAll(place, present);
      if (presence === ABSENT) continue;
      const left = presence === SURE ? this.#queries.leftOf(place) : "everything";
      if (left === "nothing") sure.push(this.#queries.idAt(place));
      else (left === "places" ? inPlaces : doubtful).push(this.#queries.at(place));
    }
    return { sure, inPlaces, doubtful };
  }

  #needsOf({ query, paperKey }: SavedQuery): QueryNeeds | null {
    const numberOf = (key: string) => this.#numberOf(key);
    if (paperKey !== null) return { all: [[numberOf(keyOfPaper(paperKey))]], left: "nothing" };
    return needsOf(parseQuery(query), { numberOf, glossary: this.#options.glossary });
  }

  #numberOf(key: string): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(key, number);
    this.#shares.push(this.#options.shareOfPosts(key));
    return number;
  }

  /** Packed: how many needs; for each, how many keys, and the keys. */
  #keep({ all }: QueryNeeds): void {
    this.#needs.push(all.length);
    for (const need of all) {
      this.#needs.push(need.length);
      for (const key of need) this.#needs.push(key);
    }
  }

  #share(need: readonly number[]): number {
    return need.reduce((sum, key) => sum + (this.#shares[key] ?? 0), 0);
  }

  #file(key: number, place: Place): void {
    const filed = this.#filed.get(key);
    if (filed === undefined) this.#filed.set(key, [place]);
    else filed.push(place);
  }

  #filedUnder(numbers: readonly number[]): Set<Place> {
    const places = new Set(this.#everywhere);
    for (const number of numbers) for (const place of this.#filed.get(number) ?? []) places.add(place);
    return places;
  }

  /** As surely as the least sure of what it needs. */
  #presenceOfAll(place: Place, present: Uint8Array): number {
    let at = this.#queries.startOf(place);
    let least = SURE;
    for (let needs = this.#needs.get(at++); needs > 0; needs--) {
      const end = at + 1 + this.#needs.get(at);
      let best = ABSENT;
      for (at++; at < end; at++) best = Math.max(best, present[this.#needs.get(at)] ?? ABSENT);
      least = Math.min(least, best);
      if (least === ABSENT) return ABSENT;
    }
    return least;
  }
}

/** Beside the keys of words; no stem has a space. */
export function keyOfPaper(paperKey: string): string {
  return `paper ${paperKey}`;
}
