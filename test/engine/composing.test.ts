import { expect, onTestFinished, test, vi } from "vitest";
import { createComposer } from "../../src/engine/composing.ts";
import type { ListedPaper } from "../../src/papers/paper.ts";
import { aChannel, aPost } from "../support/posts.ts";
import { aStore } from "../support/sqlite-store.ts";

const READING_MS = 5_000;

test("who asks while papers are still being read is told so in time, and answered once they are", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const store = await aStore();
  const { id: channelId } = await store.openChannel(aChannel());
  const [saved] = await store.savePosts(channelId, [aPost({ messageId: 1, text: "Квокка в проде" })]);
  const postId = saved?.postId ?? 0;
  let finishReading: (papers: readonly ListedPaper[]) => void = () => undefined;
  const papers = new Promise<readonly ListedPaper[]>((resolve) => {
    finishReading = resolve;
  });
  const composer = createComposer({
    store: store.search,
    digestPosts: store.digestPosts,
    queries: store,
    glossary: null,
    timezone: "UTC",
    papersOfPost: () => papers,
    readingMs: READING_MS,
  });
  const posts = { after: 0, upTo: postId, publishedSince: new Date(0) };
  const asked = [
    () => composer.composeDigest({ posts, query: "", channelIds: [] }),
    () => composer.composeNotice({ postId, alerts: [], digest: { query: "", channelIds: [] } }),
    () => composer.savedQueriesOf(postId),
  ];
  const early = Promise.allSettled(asked.map((ask) => ask()));
  await vi.advanceTimersByTimeAsync(READING_MS);
  for (const outcome of await early) expect(outcome).toMatchObject({ reason: { code: "STILL_READING" } });
  finishReading([]);
  expect(await Promise.all(asked.map((ask) => ask()))).toMatchObject([
    { total: 1 },
    { item: { post: { id: postId } } },
    [],
  ]);
});
