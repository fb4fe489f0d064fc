import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import MiniSearch from "minisearch";
import type { Engine, Post } from "../engine.ts";

/** As it comes: whole posts, beginnings of words, misspellings of a fifth of a word. */
const OPTIONS = { idField: "messageId", fields: ["text"], searchOptions: { prefix: true, fuzzy: 0.2 } };

export async function openMiniSearch(folder: string): Promise<Engine> {
  return new MiniSearchEngine(join(folder, "index.json"));
}

/** Kept as JSON; what changes later is in memory only, nobody writes it all again for one post. */
class MiniSearchEngine implements Engine {
  readonly #file: string;
  #index = new MiniSearch<Post>(OPTIONS);

  constructor(file: string) {
    this.#file = file;
  }

  async build(posts: Iterable<Post>): Promise<void> {
    for (const post of posts) this.#index.add(post);
    writeFileSync(this.#file, JSON.stringify(this.#index));
  }

  async load(): Promise<void> {
    this.#index = MiniSearch.loadJSON(readFileSync(this.#file, "utf8"), OPTIONS);
  }

  async search(query: string): Promise<number[]> {
    return this.#index
      .search(query)
      .slice(0, 10)
      .map(({ id }) => Number(id));
  }

  async add(post: Post): Promise<void> {
    this.#index.add(post);
  }

  async replace(post: Post): Promise<void> {
    this.#index.replace(post);
  }

  async remove({ messageId }: Post): Promise<void> {
    this.#index.discard(messageId);
  }

  async close(): Promise<void> {}
}
