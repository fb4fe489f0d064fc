import { type MatchedPost, matchedPost } from "../search/matching/query-match.ts";
import type { SearchStore } from "../search/search-store.ts";

/** A new post is held against the alerts of many places, one after another. */
const MAX_REMEMBERED = 100;

/** Posts as they are now, ready for queries. */
export class MatchedPosts {
  readonly #store: Pick<SearchStore, "position" | "postsByIds">;
  readonly #remembered = new Map<number, MatchedPost>();
  #sequence = -1;

  constructor(store: Pick<SearchStore, "position" | "postsByIds">) {
    this.#store = store;
  }

  /** In the order of the ids; a post that is gone or hidden is left out. */
  async byIds(ids: readonly number[]): Promise<MatchedPost[]> {
    await this.#forgetOld();
    const missing = ids.filter((id) => !this.#remembered.has(id));
    const found = new Map<number, MatchedPost>();
    for (const post of missing.length > 0 ? await this.#store.postsByIds(missing) : [])
      found.set(post.id, matchedPost(post));
    const posts = ids.flatMap((id) => found.get(id) ?? this.#remembered.get(id) ?? []);
    this.#remember(found);
    return posts;
  }

  async #forgetOld(): Promise<void> {
    const { sequence } = await this.#store.position();
    if (sequence !== this.#sequence) this.#remembered.clear();
    this.#sequence = sequence;
  }

  #remember(found: ReadonlyMap<number, MatchedPost>): void {
    if (this.#remembered.size + found.size > MAX_REMEMBERED) this.#remembered.clear();
    for (const [id, post] of found) this.#remembered.set(id, post);
  }
}
