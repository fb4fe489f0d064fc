import { setImmediate as nextTurn } from "node:timers/promises";
import type { ListedPaper } from "../papers/paper.ts";
import { keysOfPaper } from "../papers/paper-key-list.ts";
import type { Glossary } from "../search/glossary.ts";
import { keysOfPost } from "../search/matching/post-keys.ts";
import { type MatchedPost, matches, matchesInPlaces, passageWith } from "../search/matching/query-match.ts";
import { type All, parseQuery } from "../search/query-language.ts";
import type { SearchStore } from "../search/search-store.ts";
import type { QueryMatch } from "./digest.ts";
import { MatchedPosts } from "./matched-posts.ts";
import { keyOfPaper, SavedQueryIndex } from "./saved-query-index.ts";
import { shareOfPosts } from "./share-of-posts.ts";
import type { SavedQuery, SubscriptionStore } from "./subscription-store.ts";

export interface SavedQueriesDeps {
  readonly store: Pick<SearchStore, "position" | "postsByIds" | "channels" | "vocabulary">;
  readonly queries: Pick<SubscriptionStore, "savedQueriesAfter">;
  /** Other words for the same thing; null = none. */
  readonly glossary: Glossary | null;
  /** IANA name: whose days `before:` and `after:` mean. */
  readonly timezone: string;
  /** The papers that a post names. */
  readonly papersOfPost: (postId: number) => Promise<readonly ListedPaper[]>;
}

/** Which posts match what people saved. What "matches" means is told at `matches`. */
export interface SavedQueries {
  /** Reads the queries that were saved since; every answer begins with it. The first time it takes seconds of many. */
  catchUp(): Promise<void>;
  /** Keys of the saved queries that the post matches, ascending; those whose alerts were removed may be among them. */
  savedQueriesOf(postId: number): Promise<readonly number[]>;
  /** The passage of the post that matches; null where it matches not (any more). */
  match(query: string, paperKey: string | null, postId: number): Promise<QueryMatch | null>;
  /** Those of the posts that match, in their order. A query that asks for nothing matches none. */
  matching(query: string, postIds: readonly number[]): Promise<readonly number[]>;
}

/** Read and filed at once; others wait for a few milliseconds. */
const QUERIES_A_TURN = 50;
const QUERIES_A_READ = 1_000;
/** Splitting a post into words takes about a millisecond. */
const POSTS_A_TURN = 5;

export function createSavedQueries(deps: SavedQueriesDeps): SavedQueries {
  return new IndexedQueries(deps);
}

class IndexedQueries implements SavedQueries {
  readonly #deps: SavedQueriesDeps;
  readonly #index: SavedQueryIndex;
  readonly #posts: MatchedPosts;
  #lastId = 0;
  #catchingUp: Promise<void> = Promise.resolve();

  constructor(deps: SavedQueriesDeps) {
    this.#deps = deps;
    this.#posts = new MatchedPosts(deps.store);
    const { glossary, store } = deps;
    this.#index = new SavedQueryIndex({ glossary, shareOfPosts: shareOfPosts(store.vocabulary) });
  }

  catchUp(): Promise<void> {
    // Whoever waited for an earlier one was told of its failure; this one asks anew.
    this.#catchingUp = this.#catchingUp.catch(() => undefined).then(() => this.#readNewQueries());
    return this.#catchingUp;
  }

  async savedQueriesOf(postId: number): Promise<readonly number[]> {
    await this.catchUp();
    const [post] = await this.#posts.byIds([postId]);
    if (post === undefined) return [];
    const papers = (await this.#paperKeysOf(postId)).map((key) => ({ key: keyOfPaper(key), isSure: true }));
    const possible = this.#index.possible([...keysOfPost(post), ...papers]);
    const found = [
      ...possible.sure,
      ...(await this.#meeting(possible.inPlaces, post, matchesInPlaces)),
      ...(await this.#meeting(possible.doubtful, post, matches)),
    ];
    return found.sort((a, b) => a - b);
  }

  async match(query: string, paperKey: string | null, postId: number): Promise<QueryMatch | null> {
    const [post] = await this.#posts.byIds([postId]);
    if (post === undefined) return null;
    const words =
      paperKey === null ? await this.#matchedWords(query, post) : await this.#namesOf(paperKey, post);
    if (words === null) return null;
    const { glossary, store } = this.#deps;
    return {
      query,
      paperKey,
      snippet: passageWith(words, post, { glossary, frequencies: store.vocabulary }),
    };
  }

  async matching(query: string, postIds: readonly number[]): Promise<readonly number[]> {
    const parsed = parseQuery(query);
    const context = await this.#context();
    const found: number[] = [];
    for (let at = 0; at < postIds.length; at += POSTS_A_TURN) {
      for (const matched of await this.#posts.byIds(postIds.slice(at, at + POSTS_A_TURN)))
        if (await matches(parsed, matched, context)) found.push(matched.post.id);
      await nextTurn();
    }
    return found;
  }

  async #readNewQueries(): Promise<void> {
    for (;;) {
      const saved = await this.#deps.queries.savedQueriesAfter(this.#lastId, QUERIES_A_READ);
      if (saved.length === 0) return;
      for (let at = 0; at < saved.length; at += QUERIES_A_TURN) {
        this.#file(saved.slice(at, at + QUERIES_A_TURN));
        await nextTurn();
      }
    }
  }

  #file(saved: readonly SavedQuery[]): void {
    for (const query of saved) {
      this.#index.add(query);
      this.#lastId = query.id;
    }
  }

  async #meeting(
    queries: readonly SavedQuery[],
    post: MatchedPost,
    isMet: typeof matches,
  ): Promise<readonly number[]> {
    const context = await this.#context();
    const found: number[] = [];
    for (const [at, { id, query }] of queries.entries()) {
      if (await isMet(parseQuery(query), post, context)) found.push(id);
      if (at % QUERIES_A_TURN === QUERIES_A_TURN - 1) await nextTurn();
    }
    return found;
  }

  async #context() {
    const { glossary, timezone, store } = this.#deps;
    return { glossary, timezone, channels: await store.channels() };
  }

  async #matchedWords(text: string, post: MatchedPost): Promise<All | null> {
    const query = parseQuery(text);
    return (await matches(query, post, await this.#context())) ? query.words : null;
  }

  /** What a paper is called, where the post names it. */
  async #namesOf(paperKey: string, { post }: MatchedPost): Promise<All | null> {
    const papers = await this.#deps.papersOfPost(post.id);
    const paper = papers.find((one) => keysOfPaper(one).includes(paperKey));
    if (paper === undefined) return null;
    const names = [...paper.aliases, paper.title, ...(paper.arxivId === null ? [] : [paper.arxivId])];
    return names.map((text) => ({ kind: "word", text, isExact: false }));
  }

  async #paperKeysOf(postId: number): Promise<string[]> {
    return (await this.#deps.papersOfPost(postId)).flatMap(keysOfPaper);
  }
}
