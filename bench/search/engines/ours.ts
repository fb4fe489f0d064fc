import { join } from "node:path";
import { makePost } from "../../../src/channel/post.ts";
import { startSearcher } from "../../../src/engine/open-searcher.ts";
import type { Searcher } from "../../../src/engine/searcher.ts";
import type { FastIndexEvent } from "../../../src/search/fast-index.ts";
import { createFinder } from "../../../src/search/post-finder.ts";
import { openStore, type SqliteStore } from "../../../src/store/open.ts";
import type { Engine, Post } from "../engine.ts";

const CHANNEL = { telegramId: 1_900_000_001, username: "bench", title: "Bench" };
const POSTS_A_SAVE = 200; // as an import does
/** Pictures without words that swallow posts; below the ids of the corpus. */
const PICTURES = 500;
const PICTURE = { date: "2004-01-01T00:00:00Z", media: [{ kind: "photo" }] } as const;

/** As the bot has it: the store, and searching in a thread of its own. */
export async function openOurs(folder: string): Promise<Engine> {
  const store = await openStore(`file:${join(folder, "bench.db")}`, { checksLater: true });
  const { id } = await store.openChannel(CHANNEL);
  return new Ours(store, id, new ThreadSearch(`file:${join(folder, "bench.db")}`, store));
}

/** The store's own index alone: what answers until the one in memory is ready, and in very large archives. */
export async function openOursOnDisk(folder: string): Promise<Engine> {
  const store = await openStore(`file:${join(folder, "bench.db")}`);
  const { id } = await store.openChannel(CHANNEL);
  const finder = createFinder({ store: store.search, timezone: "UTC" });
  return new Ours(store, id, {
    search: finder.search,
    open: () => {},
    ready: async () => {},
    close: async () => {},
  });
}

interface Search extends Pick<Searcher, "search" | "close"> {
  open(): void;
  /** Resolves when the index in memory has everything and is kept for the next start. */
  ready(): Promise<void>;
}

class ThreadSearch implements Search {
  readonly #databaseUrl: string;
  readonly #store: SqliteStore;
  #searcher: Promise<Searcher> | null = null;
  #ready: Promise<void> | null = null;

  constructor(databaseUrl: string, store: SqliteStore) {
    this.#databaseUrl = databaseUrl;
    this.#store = store;
  }

  search: Searcher["search"] = async (request) => (await this.#started()).search(request);

  open(): void {
    void this.#started();
  }

  async ready(): Promise<void> {
    await this.#started();
    await this.#ready;
  }

  async close(): Promise<void> {
    await (await this.#searcher)?.close();
    this.#searcher = null;
  }

  #started(): Promise<Searcher> {
    if (this.#searcher !== null) return this.#searcher;
    let isReady: (event: FastIndexEvent) => void = () => {};
    this.#ready = new Promise((resolve) => {
      isReady = (event) => {
        const isSoonSaved = event.kind === "ready" && event.from === "posts" && event.posts > 0;
        if (!isSoonSaved) resolve();
      };
    });
    const options = {
      timezone: "UTC",
      glossary: null,
      known: [],
      onEvent: isReady,
    };
    this.#searcher = startSearcher(this.#databaseUrl).over(this.#store, options);
    return this.#searcher;
  }
}

class Ours implements Engine {
  readonly #store: SqliteStore;
  readonly #channelId: number;
  readonly #search: Search;
  #picturesLeft = PICTURES;

  constructor(store: SqliteStore, channelId: number, search: Search) {
    this.#store = store;
    this.#channelId = channelId;
    this.#search = search;
  }

  async build(posts: Iterable<Post>): Promise<void> {
    const pictures = Array.from({ length: PICTURES }, (_, at) => makePost({ messageId: at + 1, ...PICTURE }));
    await this.#store.savePosts(this.#channelId, pictures);
    let batch: Post[] = [];
    for (const post of posts) {
      if (batch.push(post) < POSTS_A_SAVE) continue;
      await this.#save(batch);
      batch = [];
    }
    await this.#save(batch);
    await this.#search.ready();
  }

  /** It may be asked at once; the index in memory comes later. */
  async load(): Promise<void> {
    this.#search.open();
  }

  async search(query: string): Promise<number[]> {
    const { hits } = await this.#search.search({ query, order: "relevance", offset: 0, limit: 10 });
    return hits.flatMap(({ post }) => post.messageId ?? []);
  }

  add(post: Post): Promise<void> {
    return this.#save([post]);
  }

  replace(post: Post): Promise<void> {
    return this.add(post);
  }

  /** Telegram never tells of a removal; the store's own way is a post that turns out to be part of an album. */
  async remove({ messageId }: Post): Promise<void> {
    const album = makePost({ messageId: this.#picturesLeft--, albumMessageIds: [messageId], ...PICTURE });
    await this.#store.savePosts(this.#channelId, [album]);
  }

  async close(): Promise<void> {
    await this.#search.close();
    await this.#store.close();
  }

  async #save(posts: readonly Post[]): Promise<void> {
    await this.#store.savePosts(this.#channelId, posts.map(makePost));
  }
}
