import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import type { ComingSearcher, startSearcher } from "../../src/engine/open-searcher.ts";
import type { Searcher } from "../../src/engine/searcher.ts";
import type { FastIndexEvent } from "../../src/search/fast-index.ts";
import { openStore, type SqliteStore } from "../../src/store/open.ts";
import { compileProgram } from "../support/compiled.ts";
import { aChannel, aPost } from "../support/posts.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const REQUEST = { order: "relevance", offset: 0, limit: 5 } as const;

interface Room {
  readonly store: SqliteStore;
  readonly searcher: Searcher;
  /** Whose database never gets ready. */
  readonly unopened: () => ComingSearcher;
  readonly events: FastIndexEvent[];
  save(text: string, messageId: number): Promise<void>;
}

/** The compiled program's searcher over a database with some posts: a thread runs compiled code only. */
async function aThread(): Promise<Room> {
  const folder = temporaryFolder();
  const compiledFolder = compileProgram(folder);
  const file = pathToFileURL(join(compiledFolder, "engine", "open-searcher.js")).href;
  const compiled: { startSearcher: typeof startSearcher } = await import(file);
  const databaseUrl = `file:${join(folder, "thread.db")}`;
  const store = await openStore(databaseUrl);
  onTestFinished(() => store.close());
  const { id } = await store.openChannel(aChannel());
  const save = async (text: string, messageId: number) =>
    void (await store.savePosts(id, [aPost({ messageId, text })]));
  await save("Семантические айдишники", 1);
  const events: FastIndexEvent[] = [];
  const options = {
    timezone: "UTC",
    glossary: null,
    known: [],
    onEvent: (event: FastIndexEvent) => events.push(event),
  };
  const searcher = await compiled.startSearcher(databaseUrl).over(store, options);
  onTestFinished(() => searcher.close());
  const unopened = () => compiled.startSearcher(databaseUrl);
  return { store, searcher, unopened, events, save };
}

test("searching in a thread of its own answers, follows, survives and ends", {
  timeout: 60_000,
}, async () => {
  const { searcher, unopened, events, save } = await aThread();
  const texts = async (query: string) =>
    (await searcher.search({ query, ...REQUEST })).hits.map(({ post }) => post.text);
  expect(await texts("айдишник")).toEqual(["Семантические айдишники"]);
  await save("Квокка в проде", 2);
  expect(await texts("квокка")).toEqual(["Квокка в проде"]);
  expect((await searcher.findPaper({ name: "квокка", offset: 0, limit: 5 })).total).toBe(1);
  expect(await searcher.similar({ to: { text: "ничего общего" }, offset: 0, limit: 5 })).toMatchObject({
    total: 0,
  });
  expect(await searcher.ask({ question: "Кто такая квокка?" })).toMatchObject({
    question: "Кто такая квокка?",
  });
  const span = { after: 0, upTo: 9, publishedSince: new Date(0) };
  expect(await searcher.composeDigest({ posts: span, query: "квокка", channelIds: [] })).toMatchObject({
    sections: [{ kind: "posts", items: [{ title: "Квокка в проде" }] }],
    total: 1,
  });
  expect(await searcher.composeNotice({ postId: 9, alerts: [], digest: null })).toBeNull();
  expect(await searcher.savedQueriesOf(1)).toEqual([]);

  const hostile = ["(a|(b|(c|".repeat(500), "слово ".repeat(400), "a".repeat(4000), '"'.repeat(99)];
  const answers = await Promise.all(hostile.map((query) => searcher.search({ query, ...REQUEST })));
  expect(answers).toHaveLength(hostile.length);
  await expect(searcher.search({ query: "x", ...REQUEST, limit: Number.NaN })).resolves.toBeDefined();
  await expect.poll(() => events.map(({ kind }) => kind), { timeout: 10_000 }).toContain("ready");

  await searcher.close();
  await searcher.close();
  await expect(texts("квокка")).rejects.toThrow("has stopped");

  const failedStart = unopened();
  await failedStart.close();
  await failedStart.close();
});
