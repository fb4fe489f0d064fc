import { setImmediate as nextTurn } from "node:timers/promises";
import { readableText } from "../channel/passages.ts";
import type { StoredPost } from "../channel/post.ts";
import type { PostReader } from "../channel/post-store.ts";
import type { Finder, Hit, SearchRequest, SearchResult } from "./hit.ts";
import { PassageIndex } from "./passage-index.ts";
import { type Plan, planQuery } from "./plan.ts";
import { parseQuery } from "./query.ts";
import { byDate, type Ranked, rank } from "./rank.ts";
import { snippetOf } from "./snippet.ts";
import { titleOf } from "./title.ts";

/** A finder with an index in memory that follows the kept posts. */
export interface PostFinder extends Finder {
  /**
   * Takes in what was written since the last time; returns how many posts that were.
   * Calls made meanwhile wait for their turn, so a post that was saved before the call is found after it.
   */
  catchUp(): Promise<number>;
  /** True from the first time that everything kept was taken in. Before, a search finds what is there so far. */
  readonly isReady: boolean;
  /** How many posts can be found. */
  readonly postCount: number;
  /** The store's sequence number that the index has reached. */
  readonly sequence: number;
}

export interface FinderDeps {
  readonly posts: Pick<PostReader, "changesAfter" | "postsByIds">;
}

/** Read from the store at a time: large enough to be worth the trip. */
const POSTS_A_READ = 200;
/** Indexing goes on without a pause at most this long; the bot answers in between. */
const LONGEST_TURN_MS = 10;

/** Searches in words people type; call `catchUp` at the start and after every write. */
export function createFinder({ posts }: FinderDeps): PostFinder {
  return new IndexFinder(posts);
}

class IndexFinder implements PostFinder {
  readonly #posts: FinderDeps["posts"];
  readonly #index = new PassageIndex();
  #sequence = 0;
  #isReady = false;
  #catchingUp: Promise<unknown> = Promise.resolve();

  constructor(posts: FinderDeps["posts"]) {
    this.#posts = posts;
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  get postCount(): number {
    return this.#index.postCount;
  }

  get sequence(): number {
    return this.#sequence;
  }

  catchUp(): Promise<number> {
    const turn = this.#catchingUp.then(() => this.#readChanges());
    this.#catchingUp = turn.catch(() => 0); // the caller of a failed turn hears of it; the next one tries again
    return turn;
  }

  async search(request: SearchRequest): Promise<SearchResult> {
    const query = parseQuery(request.query);
    const plan = planQuery(query, this.#index.lexicon);
    const ranked = rank(plan, this.#index, request.channelId);
    if (request.order === "newest") ranked.sort(byDate);
    const page = ranked.slice(request.offset, request.offset + request.limit);
    return { query: query.text, total: ranked.length, hits: await this.#hits(page, plan) };
  }

  async #readChanges(): Promise<number> {
    let count = 0;
    for (;;) {
      const { posts, removedIds, sequence } = await this.#posts.changesAfter(this.#sequence, POSTS_A_READ);
      if (sequence === this.#sequence) break;
      await this.#take(posts);
      for (const id of removedIds) this.#index.remove(id);
      this.#sequence = sequence;
      count += posts.length;
    }
    this.#isReady = true;
    return count;
  }

  async #take(posts: readonly StoredPost[]): Promise<void> {
    let turnStart = performance.now();
    for (const post of posts) {
      this.#index.put(post);
      if (performance.now() - turnStart < LONGEST_TURN_MS) continue;
      await nextTurn();
      turnStart = performance.now();
    }
  }

  async #hits(page: readonly Ranked[], plan: Plan): Promise<Hit[]> {
    const posts = await this.#posts.postsByIds(page.map(({ postId }) => postId));
    const byId = new Map(posts.map((post) => [post.id, post]));
    return page.flatMap(({ postId, score }) => {
      const post = byId.get(postId);
      // A post that went since it was indexed is no hit; the next catch-up forgets it.
      return post === undefined ? [] : [hitOf(post, score, plan)];
    });
  }
}

function hitOf(post: StoredPost, score: number, plan: Plan): Hit {
  return { post, title: titleOf(post), snippet: snippetOf(readableText(post), plan), score };
}
