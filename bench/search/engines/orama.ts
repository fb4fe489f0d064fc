import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { create, insert, load, remove, save, search, update } from "@orama/orama";
import type { Engine, Post } from "../engine.ts";

export async function openOrama(folder: string): Promise<Engine> {
  return new OramaEngine(join(folder, "orama.bin"));
}

/** The Russian splitter is the one that keeps both alphabets; nobody sorts by text. Everything else is as it comes. */
function emptyIndex() {
  return create({ schema: { text: "string" }, language: "russian", sort: { enabled: false } });
}

/** Kept by v8.serialize, JSON of the same meets V8's longest string; what changes later is in memory only. */
class OramaEngine implements Engine {
  readonly #file: string;
  readonly #index = emptyIndex();

  constructor(file: string) {
    this.#file = file;
  }

  async build(posts: Iterable<Post>): Promise<void> {
    for (const post of posts) await this.add(post);
    writeFileSync(this.#file, serialize(save(this.#index)));
  }

  async load(): Promise<void> {
    load(this.#index, deserialize(readFileSync(this.#file)));
  }

  async search(query: string): Promise<number[]> {
    const { hits } = await search(this.#index, { term: query, limit: 10 });
    return hits.map(({ id }) => Number(id));
  }

  async add({ messageId, text }: Post): Promise<void> {
    await insert(this.#index, { id: String(messageId), text });
  }

  async replace({ messageId, text }: Post): Promise<void> {
    await update(this.#index, String(messageId), { id: String(messageId), text });
  }

  async remove({ messageId }: Post): Promise<void> {
    await remove(this.#index, String(messageId));
  }

  async close(): Promise<void> {}
}
