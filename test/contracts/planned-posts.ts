import { expect, test } from "vitest";
import type { PostStore } from "../../src/channel/post-store.ts";
import type { Delivery } from "../../src/digests/delivery.ts";
import type { DeliveryStore } from "../../src/digests/delivery-store.ts";
import type { SubscriptionStore } from "../../src/digests/subscription-store.ts";
import {
  ANNA,
  anAlert,
  BORIS,
  eachPost,
  planAll,
  queryKey,
  savePost,
  toSave,
} from "../support/subscriptions.ts";

const NOW = new Date("2026-11-30T12:00:00Z");
const OTHER_CHANNEL = { telegramId: 77, username: "other", title: "Other" };

type Store = SubscriptionStore & DeliveryStore & PostStore;

/** What every DeliveryStore promises of posts that are told of one by one. */
export function plannedPostsContract(open: () => Promise<Store>): void {
  test("a new post waits to be planned, the oldest first, and is no news afterwards", async () => {
    const store = await open();
    expect(await store.nextNewPost()).toBeNull();
    const first = await savePost(store, { messageId: 1 });
    const second = await savePost(store, { messageId: 2 });
    expect(await store.nextNewPost()).toEqual({
      postId: first,
      publishedAt: new Date("2026-11-30T09:01:00Z"),
    });
    await planAll(store, first, { dueAt: NOW });
    expect(await store.nextNewPost()).toMatchObject({ postId: second });
    await planAll(store, second, { dueAt: NOW });
    expect(await store.nextNewPost()).toBeNull();
    await planAll(store, first, { dueAt: NOW });
    expect(await store.nextNewPost()).toBeNull();
  });

  test("old posts are passed over up to the first one that is news, and no more of them than are asked for", async () => {
    const store = await open();
    const ids: number[] = [];
    for (const messageId of [1, 2, 3, 9, 4]) ids.push(await savePost(store, { messageId }));
    const before = new Date("2026-11-30T09:05:00Z");
    await store.passOver(before, 2);
    expect(await store.nextNewPost()).toMatchObject({ postId: ids[2] });
    for (let times = 0; times < 2; times++) {
      await store.passOver(before, 100);
      expect(await store.nextNewPost()).toMatchObject({ postId: ids[3] });
    }
    await planAll(store, ids[3] ?? 0, { dueAt: NOW });
    await store.passOver(before, 100);
    expect(await store.nextNewPost()).toBeNull();
    await store.passOver(before, 100);
    expect(await store.nextNewPost()).toBeNull();
  });

  test("a hidden post is passed over, and no news when it is shown again", async () => {
    const store = await open();
    const hidden = await savePost(store, { messageId: 1 });
    await store.hidePost(hidden, NOW);
    expect(await store.nextNewPost()).toBeNull();
    await store.unhidePost(hidden);
    expect(await store.nextNewPost()).toBeNull();
    const next = await savePost(store, { messageId: 2 });
    expect(await store.nextNewPost()).toMatchObject({ postId: next });
  });

  test("a post is owed once to whoever gets every post and to whoever is alerted", async () => {
    const store = await open();
    await store.saveDigest(ANNA, eachPost());
    await store.addAlert(ANNA, anAlert("HSTU"));
    await store.addAlert(ANNA, anAlert("TIGER"));
    await store.addAlert(BORIS, anAlert("TIGER"));
    const postId = await savePost(store, { messageId: 1 });
    const matched = [await queryKey(store, "TIGER"), await queryKey(store, "HSTU")];
    await planAll(store, postId, { matched, dueAt: NOW });
    await planAll(store, postId, { matched, dueAt: NOW });
    expect(await owedPosts(store)).toEqual([
      [ANNA.chatId, postId],
      [BORIS.chatId, postId],
    ]);
    const [delivery] = await store.dueDeliveries(NOW, 1, []);
    expect(delivery).toMatchObject({ dueAt: NOW, unsureAttempts: 0, begun: null });
  });

  test("what does not match, and who wants posts together, is owed nothing", async () => {
    const store = await open();
    await store.saveDigest(ANNA, toSave());
    await store.addAlert(ANNA, anAlert("HSTU"));
    await store.saveDigest(BORIS, eachPost({ query: "HSTU" }));
    await store.addAlert(BORIS, anAlert("TIGER"));
    await planAll(store, await savePost(store, { messageId: 1 }), { dueAt: NOW });
    expect(await owedPosts(store)).toEqual([]);
    const second = await savePost(store, { messageId: 2 });
    await planAll(store, second, { matched: [await queryKey(store, "HSTU")], dueAt: NOW });
    expect(await owedPosts(store)).toEqual([
      [ANNA.chatId, second],
      [BORIS.chatId, second],
    ]);
  });

  test("a digest of some channels leaves out the posts of others, an alert does not", async () => {
    const store = await open();
    const { id } = await store.openChannel(OTHER_CHANNEL);
    await store.saveDigest(ANNA, eachPost({ channelIds: [id] }));
    await store.addAlert(BORIS, anAlert("HSTU"));
    const matched = [await queryKey(store, "HSTU")];
    const here = await savePost(store, { messageId: 1 });
    const there = await savePost(store, { messageId: 2, channel: OTHER_CHANNEL });
    for (const postId of [here, there]) await planAll(store, postId, { matched, dueAt: NOW });
    expect(await owedPosts(store)).toEqual([
      [ANNA.chatId, there],
      [BORIS.chatId, here],
      [BORIS.chatId, there],
    ]);
  });

  test("a post that was there before the place asked is no news to it", async () => {
    const store = await open();
    const before = await savePost(store, { messageId: 1 });
    await store.saveDigest(ANNA, eachPost());
    await store.addAlert(BORIS, anAlert("HSTU"));
    const matched = [await queryKey(store, "HSTU")];
    await planAll(store, before, { matched, dueAt: NOW });
    expect(await owedPosts(store)).toEqual([]);
    const after = await savePost(store, { messageId: 2 });
    await planAll(store, after, { matched, dueAt: NOW });
    expect(await owedPosts(store)).toEqual([
      [ANNA.chatId, after],
      [BORIS.chatId, after],
    ]);
  });

  test("a place that paused or ended is owed nothing of that time", async () => {
    const store = await open();
    await store.saveDigest(ANNA, eachPost());
    await store.saveDigest(BORIS, eachPost());
    await store.addAlert(BORIS, anAlert("HSTU"));
    const matched = [await queryKey(store, "HSTU")];
    await store.saveDigest(ANNA, eachPost({ isPaused: true }));
    await store.endChat(BORIS.chatId, "blocked");
    const meanwhile = await savePost(store, { messageId: 1 });
    await store.saveDigest(ANNA, eachPost());
    await store.reviveChat(BORIS.chatId);
    await planAll(store, meanwhile, { matched, dueAt: NOW });
    expect(await owedPosts(store)).toEqual([]);
    const later = await savePost(store, { messageId: 2 });
    await planAll(store, later, { matched, dueAt: NOW });
    expect(await owedPosts(store)).toEqual([
      [ANNA.chatId, later],
      [BORIS.chatId, later],
    ]);
  });

  test("other hours and queries do not make a running digest begin anew", async () => {
    const store = await open();
    await store.saveDigest(ANNA, eachPost());
    const postId = await savePost(store, { messageId: 1 });
    await store.saveDigest(ANNA, eachPost({ hour: 20, query: "HSTU" }));
    await planAll(store, postId, { matched: [await queryKey(store, "HSTU")], dueAt: NOW });
    expect(await owedPosts(store)).toEqual([[ANNA.chatId, postId]]);
  });

  test("steps of any size owe everybody once, whoever sends in between", async () => {
    for (const limit of [1, 2, 3, 7, 100]) {
      const store = await open();
      const places = Array.from({ length: 12 }, (_, at) => ({ chatId: 100 + at, topicId: null }));
      for (const [at, place] of places.entries()) {
        if (at % 2 === 0) await store.saveDigest(place, eachPost({ query: at % 4 === 0 ? "" : "HSTU" }));
        if (at % 3 !== 1) await store.addAlert(place, anAlert(at % 2 === 0 ? "HSTU" : "TIGER"));
        if (at % 4 === 1) await store.addAlert(place, anAlert("HSTU"));
      }
      const matched = [await queryKey(store, "TIGER"), 4_000, await queryKey(store, "HSTU")];
      const postId = await savePost(store, { messageId: 1 });
      const sent: number[] = [];
      for (let isDone = false; !isDone; ) {
        isDone = await store.planPost(postId, matched, { dueAt: NOW, limit });
        expect((await store.nextNewPost()) === null).toBe(isDone);
        for (const { id, subscriberId } of await store.dueDeliveries(NOW, 100, [])) {
          sent.push((await store.subscriber(subscriberId))?.place.chatId ?? 0);
          await store.claim(id, null);
          await store.markSent(id, 1, NOW);
        }
      }
      const wanted = places.filter((_, at) => at % 2 === 0 || at % 3 !== 1 || at % 4 === 1);
      expect(sent.sort()).toEqual(wanted.map(({ chatId }) => chatId));
    }
  });

  test("a post that is hidden or gone while it is planned does not hold up the next one", async () => {
    const store = await open();
    await store.saveDigest(ANNA, eachPost());
    await store.saveDigest(BORIS, eachPost());
    const hidden = await savePost(store, { messageId: 1 });
    expect(await store.planPost(hidden, [], { dueAt: NOW, limit: 1 })).toBe(false);
    await store.hidePost(hidden, NOW);
    const next = await savePost(store, { messageId: 2 });
    expect(await store.nextNewPost()).toMatchObject({ postId: next });
    await planAll(store, next, { dueAt: NOW });
    expect(await owedPosts(store)).toEqual([
      [ANNA.chatId, hidden],
      [ANNA.chatId, next],
      [BORIS.chatId, next],
    ]);
    expect(await store.planPost(next + 1, [], { dueAt: NOW, limit: 1 })).toBe(true);
  });
}

/** Pairs of a chat and a post that it is owed. */
async function owedPosts(store: Store): Promise<[number, number][]> {
  const pairs = await Promise.all(
    (await store.dueDeliveries(NOW, 1000, [])).map(async (delivery): Promise<[number, number]> => {
      const subscriber = await store.subscriber(delivery.subscriberId);
      return [subscriber?.place.chatId ?? 0, postOf(delivery)];
    }),
  );
  return pairs.sort(([a, first], [b, second]) => a - b || first - second);
}

function postOf({ subject }: Delivery): number {
  return subject.kind === "post" ? subject.postId : 0;
}
