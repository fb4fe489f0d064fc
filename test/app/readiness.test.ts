import { expect, test } from "vitest";
import { missingParts, type ReadinessDeps } from "../../src/app/readiness.ts";
import { aChannel, aPost } from "../support/posts.ts";
import { aStore } from "../support/sqlite-store.ts";

async function aReadyBot(parts: Partial<ReadinessDeps> = {}): Promise<ReadinessDeps> {
  return {
    store: await aStore(),
    searcher: { indexStatus: async () => ({ kind: "loading" }) },
    isStarted: () => true,
    isReceiving: () => true,
    stopping: new AbortController().signal,
    onError: () => undefined,
    ...parts,
  };
}

test("a bot is ready before the index in memory is, as the database's index answers completely", async () => {
  expect(await missingParts(await aReadyBot())).toEqual([]);
});

test("each part that does not hold is named", async () => {
  const stopping = AbortSignal.abort();
  const bot = await aReadyBot({ isStarted: () => false, isReceiving: () => false, stopping });
  expect(await missingParts(bot)).toEqual(["started", "updates", "running"]);
});

test("while posts wait to be indexed anew, answers are not complete", async () => {
  const store = await aStore();
  const { id } = await store.openChannel(aChannel());
  await store.savePosts(id, [aPost()]);
  await store.startIndexAnew();
  expect(await missingParts(await aReadyBot({ store }))).toEqual(["answers"]);
});

test("a search that fails is missing, and the operator hears why", async () => {
  const heard: unknown[] = [];
  const indexStatus = () => Promise.reject(new Error("out of memory"));
  const bot = await aReadyBot({ searcher: { indexStatus }, onError: (error) => heard.push(error) });
  expect(await missingParts(bot)).toEqual(["answers"]);
  expect(heard).toEqual([new Error("out of memory")]);
});

test("a database that cannot be read is missing as answers, and the rest is told", async () => {
  const store = await aStore();
  await store.close();
  expect(await missingParts(await aReadyBot({ store }))).toEqual(["answers"]);
});
