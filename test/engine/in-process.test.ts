import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { searchInProcess } from "../../src/engine/in-process.ts";
import type { Searcher } from "../../src/engine/searcher.ts";
import type { FastIndexEvent } from "../../src/search/fast-index.ts";
import { openStore } from "../../src/store/open.ts";
import { aChannel, aPost } from "../support/posts.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

interface Opened {
  readonly searcher: Searcher;
  readonly indexFile: string;
  readonly events: FastIndexEvent[];
}

/** A searcher that has just been opened over a database with a post. */
async function aSearcher(): Promise<Opened> {
  const databaseFile = join(temporaryFolder(), "opened.db");
  const indexFile = `${databaseFile}-index`;
  const store = await openStore(`file:${databaseFile}`);
  onTestFinished(() => store.close());
  const { id } = await store.openChannel(aChannel());
  await store.savePosts(id, [aPost({ messageId: 1, text: "Квокка в проде" })]);
  const events: FastIndexEvent[] = [];
  const onEvent = (event: FastIndexEvent) => void events.push(event);
  const searcher = searchInProcess(store, { timezone: "UTC", glossary: null, known: [], onEvent, indexFile });
  onTestFinished(() => searcher.close());
  return { searcher, indexFile, events };
}

const QUESTION = { query: "квокка", order: "relevance", offset: 0, limit: 5 } as const;

test("a question is answered before the index in memory is loaded, which then is loaded and kept", async () => {
  const { searcher, indexFile, events } = await aSearcher();
  expect(await searcher.search(QUESTION)).toMatchObject({ total: 1 });
  expect(await searcher.indexStatus()).toEqual({ kind: "loading" });
  await expect.poll(() => events.map(({ kind }) => kind), { timeout: 10_000 }).toEqual(["ready", "saved"]);
  expect(await searcher.indexStatus()).toEqual({ kind: "ready", posts: 1 });
  expect(existsSync(indexFile)).toBe(true);
  expect(await searcher.search(QUESTION)).toMatchObject({ total: 1 });
});

test("a searcher that is closed before it loads the index ends without it", async () => {
  const { searcher, indexFile, events } = await aSearcher();
  await searcher.close();
  expect(events).toEqual([]);
  expect(existsSync(indexFile)).toBe(false);
});
