import { expect, onTestFinished, test } from "vitest";
import { openStore, type SqliteStore } from "../../src/store/open.ts";
import { anOlderDatabase } from "../support/older-database.ts";
import { aStore } from "../support/sqlite-store.ts";
import { ANNA, eachPost, planAll, savePost } from "../support/subscriptions.ts";

const NOW = new Date("2026-11-30T12:00:00Z");

test("a database from before subscriptions has no news, until a post comes", async () => {
  const store = await opened(
    await anOlderDatabase(7, async (full) => {
      for (const messageId of [1, 2, 3]) await savePost(full, { messageId });
    }),
  );
  expect(await store.nextNewPost()).toBeNull();
  await store.saveDigest(ANNA, eachPost());
  const postId = await savePost(store, { messageId: 4 });
  expect(await store.nextNewPost()).toMatchObject({ postId });
});

test("an empty database from before subscriptions has news with its first post", async () => {
  const store = await opened(await anOlderDatabase(7, async () => {}));
  const postId = await savePost(store, { messageId: 1 });
  expect(await store.nextNewPost()).toMatchObject({ postId });
});

test("the newest post counts when a digest begins, also where it has turned out to be another one", async () => {
  const store = await aStore();
  await store.openChannel({ telegramId: 5, username: null, title: null });
  await savePost(store, { messageId: 1, channel: { telegramId: 5, username: null, title: null } });
  const gone = await savePost(store, {
    messageId: 1,
    channel: { telegramId: null, username: "a", title: null },
  });
  await store.openChannel({ telegramId: 5, username: "a", title: null });
  expect(await store.keptPost({ postId: gone })).toBeNull();
  await store.saveDigest(ANNA, eachPost());
  const next = await savePost(store, {
    messageId: 2,
    channel: { telegramId: 5, username: "a", title: null },
  });
  expect(next).toBeGreaterThan(gone);
  await planAll(store, next, { dueAt: NOW });
  expect(await store.dueDeliveries(NOW, 10, [])).toHaveLength(1);
});

test("what is planned halfway goes on after the database was closed", async () => {
  const url = await anOlderDatabase(7, async () => {});
  const first = await openStore(url);
  for (const chatId of [1, 2, 3]) await first.saveDigest({ chatId, topicId: null }, eachPost());
  const postId = await savePost(first, { messageId: 1 });
  expect(await first.planPost(postId, [], { dueAt: NOW, limit: 2 })).toBe(false);
  await first.close();
  const second = await opened(url);
  expect(await second.nextNewPost()).toMatchObject({ postId });
  expect(await second.dueDeliveries(NOW, 10, [])).toHaveLength(2);
  await planAll(second, postId, { dueAt: NOW });
  expect(await second.dueDeliveries(NOW, 10, [])).toHaveLength(3);
});

async function opened(url: string): Promise<SqliteStore> {
  const store = await openStore(url);
  onTestFinished(() => store.close());
  return store;
}
