import type { LeftToSee } from "../search/matching/needs.ts";
import { NumberList } from "../search/number-list.ts";
import type { SavedQuery } from "./subscription-store.ts";

interface Filing {
  /** Where its needs begin. */
  readonly start: number;
  readonly left: LeftToSee;
}

const LEFT: readonly LeftToSee[] = ["nothing", "places", "everything"];

/** Saved queries in the order in which they came, packed: a hundred thousand are held in memory. */
export class QueryList {
  readonly #texts: string[] = [];
  readonly #paperKeys = new Map<number, string>();
  readonly #ids = new NumberList();
  readonly #starts = new NumberList();
  readonly #left = new NumberList();

  /** Returns its place. */
  add({ id, query, paperKey }: SavedQuery, { start, left }: Filing): number {
    const place = this.#texts.push(query) - 1;
    if (paperKey !== null) this.#paperKeys.set(place, paperKey);
    this.#ids.push(id);
    this.#starts.push(start);
    this.#left.push(LEFT.indexOf(left));
    return place;
  }

  at(place: number): SavedQuery {
    return {
      id: this.idAt(place),
      query: this.#texts[place] ?? "",
      paperKey: this.#paperKeys.get(place) ?? null,
    };
  }

  idAt(place: number): number {
    return this.#ids.get(place);
  }

  startOf(place: number): number {
    return this.#starts.get(place);
  }

  leftOf(place: number): LeftToSee {
    return LEFT[this.#left.get(place)] ?? "everything";
  }
}
