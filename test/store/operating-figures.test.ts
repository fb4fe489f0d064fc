import { expect, test } from "vitest";
import { MAX_ATTEMPTS } from "../../src/telegram/inbox.ts";
import { aChannel, aPost } from "../support/posts.ts";
import { aStore } from "../support/sqlite-store.ts";
import { ANNA, anAlert, BORIS, eachPost, toSave } from "../support/subscriptions.ts";

const NOW = new Date("2026-11-30T12:00:00Z");

test("an empty store has nothing to count", async () => {
  const store = await aStore();
  const { databaseBytes, walBytes, ...figures } = await store.operatingFigures(NOW);
  expect(figures).toEqual({
    posts: { shown: 0, hidden: 0 },
    index: { indexed: 0, waiting: 0 },
    updates: { queued: 0, oldestQueuedAt: null, parked: 0 },
    subscriptions: { each: 0, daily: 0, weekly: 0, alert: 0 },
    deliveries: { pending: 0, sending: 0, oldestDueAt: null },
  });
  expect(databaseBytes).toBeGreaterThan(0);
  expect(walBytes).toBeGreaterThanOrEqual(0);
});

test("hidden posts are not shown, and those that have to be read anew wait", async () => {
  const store = await aStore();
  const { id } = await store.openChannel(aChannel());
  await store.savePosts(id, [aPost({ messageId: 1 }), aPost({ messageId: 2, text: "Другой" })]);
  const [post] = (await store.latestPosts({ channelId: id, offset: 0, limit: 1 })).posts;
  await store.hidePost(post?.id ?? 0, NOW);
  expect(await store.operatingFigures(NOW)).toMatchObject({
    posts: { shown: 1, hidden: 1 },
    index: { indexed: 1, waiting: 0 },
  });
  await store.startIndexAnew();
  expect((await store.operatingFigures(NOW)).index).toEqual({ indexed: 0, waiting: 1 });
});

test("the queue is what waits, its age that of the oldest, and what is parked is not in it", async () => {
  let now = NOW;
  const store = await aStore({ now: () => now });
  for (const update_id of [1, 2, 3]) {
    await store.accept([{ update_id }]);
    now = new Date(now.getTime() + 1000);
  }
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) await store.takeUp(1);
  await store.begin(3);
  expect((await store.operatingFigures(now)).updates).toEqual({
    queued: 1,
    oldestQueuedAt: new Date(NOW.getTime() + 1000),
    parked: 1,
  });
});

test("subscriptions are counted by kind, without digests that are paused", async () => {
  const store = await aStore();
  const [topic, other] = [
    { chatId: -1, topicId: 7 },
    { chatId: -2, topicId: null },
  ];
  await store.saveDigest(ANNA, eachPost());
  await store.saveDigest(BORIS, eachPost({ isPaused: true }));
  await store.saveDigest(topic, toSave());
  await store.saveDigest(other, toSave({ rhythm: { kind: "weekly", weekday: 1 } }));
  await store.addAlert(ANNA, anAlert("квокка"));
  expect((await store.operatingFigures(NOW)).subscriptions).toEqual({
    each: 1,
    daily: 1,
    weekly: 1,
    alert: 1,
  });
});
