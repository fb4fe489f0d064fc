import { describe, expect, test } from "vitest";
import type { PostStore } from "../../src/channel/post-store.ts";
import type { Delivery } from "../../src/digests/delivery.ts";
import type { DeliveryStore } from "../../src/digests/delivery-store.ts";
import type { SubscriptionStore } from "../../src/digests/subscription-store.ts";
import {
  ANNA,
  anAlert,
  BORIS,
  eachPost,
  FIRST_MORNING,
  morningOf,
  planAll,
  queryKey,
  savePost,
  toSave,
} from "../support/subscriptions.ts";
import { plannedDigestsContract } from "./planned-digests.ts";
import { plannedPostsContract } from "./planned-posts.ts";

const NOW = new Date("2026-11-30T12:00:00Z");
const EVER = new Date(0);
const MESSAGES = `["раз","два"]`;

type Store = SubscriptionStore & DeliveryStore & PostStore;

/** What every DeliveryStore promises. `open` gives an empty one whose clock stands at the instant. */
export function deliveryStoreContract(name: string, open: (now: () => Date) => Promise<Store>): void {
  const store = () => open(() => NOW);

  describe(`${name}: planned posts`, () => plannedPostsContract(store));
  describe(`${name}: planned digests`, () => plannedDigestsContract(open));

  describe(`${name}: deliveries`, () => {
    test("pending ones are due from their instant on, the longest due first", async () => {
      const outbox = await store();
      expect(await outbox.nextDeliveryAt()).toBeNull();
      const late = await owe(outbox, { dueAt: minutesLater(5) });
      const early = await owe(outbox, { dueAt: minutesLater(1) });
      expect(await outbox.nextDeliveryAt()).toEqual(minutesLater(1));
      expect(await outbox.dueDeliveries(NOW, 10, [])).toEqual([]);
      expect(await dueAt(outbox, 4)).toEqual([early]);
      expect(await dueAt(outbox, 5)).toEqual([early, late]);
      expect(ids(await outbox.dueDeliveries(minutesLater(5), 1, []))).toEqual([early]);
      expect(ids(await outbox.dueDeliveries(minutesLater(5), 1, [early, 999]))).toEqual([late]);
    });

    test("a delivery is claimed once, and is not due while it is being sent", async () => {
      const outbox = await store();
      const id = await owe(outbox);
      expect(await Promise.all([outbox.claim(id, null), outbox.claim(id, null)])).toEqual([true, false]);
      expect(await outbox.dueDeliveries(NOW, 10, [])).toEqual([]);
      expect(await outbox.nextDeliveryAt()).toBeNull();
      await outbox.markSent(id, 55, NOW);
      expect(await outbox.claim(id, null)).toBe(false);
      expect(await outbox.claim(999, null)).toBe(false);
    });

    test("what was put off comes back, and it is counted when it may have arrived", async () => {
      const outbox = await store();
      const id = await owe(outbox);
      await outbox.claim(id, null);
      await outbox.postpone(id, minutesLater(1), false);
      expect(await one(outbox, 1)).toMatchObject({
        id,
        dueAt: minutesLater(1),
        unsureAttempts: 0,
        begun: null,
      });
      await outbox.claim(id, null);
      await outbox.postpone(id, minutesLater(2), true);
      expect(await one(outbox, 2)).toMatchObject({ unsureAttempts: 1, begun: null });
      await outbox.postpone(id, minutesLater(3), false);
      expect(await one(outbox, 3)).toMatchObject({ dueAt: minutesLater(3), unsureAttempts: 1 });
    });

    test("one of several messages goes on after those that have arrived", async () => {
      const outbox = await store();
      const id = await owe(outbox);
      await outbox.claim(id, MESSAGES);
      await outbox.markPart(id, 55);
      await outbox.postpone(id, NOW, false);
      expect(await one(outbox)).toMatchObject({ begun: { messages: MESSAGES, sent: 1 } });
      expect(await outbox.claim(id, null)).toBe(true);
      await outbox.postpone(id, NOW, false);
      expect(await one(outbox)).toMatchObject({ begun: { messages: MESSAGES, sent: 1 } });
      await outbox.claim(id, `["другое"]`);
      await outbox.markPart(id, 56);
      await outbox.markSent(id, 56, NOW);
      expect(await outbox.deliveryFigures(NOW)).toMatchObject({ pending: 0, sending: 0, sentLastDay: 1 });
    });

    test("messages of which none has left are made anew, those that may have arrived are not", async () => {
      const outbox = await store();
      const id = await owe(outbox);
      await outbox.claim(id, MESSAGES);
      await outbox.postpone(id, NOW, false);
      expect(await one(outbox)).toMatchObject({ begun: null });
      await outbox.claim(id, `["новое"]`);
      await outbox.postpone(id, NOW, true);
      expect(await one(outbox)).toMatchObject({ begun: { messages: `["новое"]`, sent: 0 } });
    });

    test("what was being sent when the process died is pending again, with its messages", async () => {
      const outbox = await store();
      const [begun, single, waiting] = [await owe(outbox), await owe(outbox), await owe(outbox)];
      await outbox.claim(begun, MESSAGES);
      await outbox.claim(single, null);
      expect(await outbox.takeUpAgain()).toBe(2);
      expect(await outbox.takeUpAgain()).toBe(0);
      const due = await outbox.dueDeliveries(NOW, 10, []);
      expect(ids(due)).toEqual([begun, single, waiting]);
      expect(due.map((delivery) => delivery.begun)).toEqual([{ messages: MESSAGES, sent: 0 }, null, null]);
      expect(due.map(({ unsureAttempts }) => unsureAttempts)).toEqual([0, 0, 0]);
    });

    test("what is finished stays as it is", async () => {
      const outbox = await store();
      const [sent, dead] = [await owe(outbox), await owe(outbox)];
      await outbox.claim(sent, null);
      await outbox.markSent(sent, 55, NOW);
      await outbox.bury(dead, "refused", NOW);
      for (const id of [sent, dead]) {
        expect(await outbox.claim(id, null)).toBe(false);
        await outbox.postpone(id, NOW, true);
        await outbox.markPart(id, 56);
      }
      await outbox.markSent(dead, 56, NOW);
      await outbox.bury(sent, "no-answer", NOW);
      const figures = { pending: 0, sending: 0, sentLastDay: 1, deadLastDay: { refused: 1 } };
      expect(await outbox.deliveryFigures(NOW)).toMatchObject(figures);
    });

    test("what a chat that ended is owed is buried, but for what is being sent", async () => {
      const outbox = await store();
      const [sending] = [await owe(outbox, { place: ANNA }), await owe(outbox, { place: ANNA })];
      const other = await owe(outbox, { place: BORIS });
      await outbox.claim(sending, null);
      await outbox.endChat(ANNA.chatId, "blocked");
      expect(ids(await outbox.dueDeliveries(NOW, 10, []))).toEqual([other]);
      expect(await outbox.deliveryFigures(NOW)).toMatchObject({ sending: 1, deadLastDay: { blocked: 1 } });
      await outbox.bury(sending, "blocked", NOW);
      expect(await outbox.deliveryFigures(NOW)).toMatchObject({ sending: 0, deadLastDay: { blocked: 2 } });
    });
  });

  describe(`${name}: figures of deliveries`, () => {
    test("an empty store owes nothing", async () => {
      expect(await (await store()).deliveryFigures(NOW)).toEqual({
        pending: 0,
        sending: 0,
        oldestDueAt: null,
        sentLastDay: 0,
        deadLastDay: {},
        subscribers: 0,
        alerts: 0,
      });
    });

    test("the queue is as old as what is due the longest", async () => {
      const outbox = await store();
      await owe(outbox, { dueAt: minutesLater(5) });
      await owe(outbox, { dueAt: minutesLater(1) });
      expect(await outbox.deliveryFigures(NOW)).toMatchObject({ pending: 2, oldestDueAt: null });
      expect(await outbox.deliveryFigures(minutesLater(9))).toMatchObject({ oldestDueAt: minutesLater(1) });
    });

    test("a day is counted, and what had nothing to tell is not", async () => {
      const outbox = await store();
      for (const at of [NOW, minutesLater(60)]) {
        const sent = await owe(outbox);
        await outbox.claim(sent, null);
        await outbox.markSent(sent, 55, at);
        await outbox.bury(await owe(outbox), "no-answer", at);
        await outbox.bury(await owe(outbox), "nothing-new", at);
      }
      const day = 24 * 60;
      const both = { sentLastDay: 2, deadLastDay: { "no-answer": 2 } };
      expect(await outbox.deliveryFigures(minutesLater(day - 1))).toMatchObject(both);
      const later = { sentLastDay: 1, deadLastDay: { "no-answer": 1 } };
      expect(await outbox.deliveryFigures(minutesLater(day + 1))).toMatchObject(later);
      expect((await outbox.deliveryFigures(minutesLater(2 * day))).deadLastDay).toEqual({});
    });

    test("places count that are sent something", async () => {
      const outbox = await store();
      const places = [1, 2, 3, 4, 5].map((chatId) => ({ chatId, topicId: null }));
      for (const place of places) await outbox.saveDigest(place, toSave());
      await outbox.addAlert({ chatId: 2, topicId: null }, anAlert("HSTU"));
      for (const chatId of [1, 2])
        await outbox.saveDigest({ chatId, topicId: null }, toSave({ isPaused: true }));
      await outbox.endChat(3, "gone");
      await outbox.saveDigest({ chatId: 4, topicId: null }, { ...toSave(), digest: null, next: null });
      expect(await outbox.deliveryFigures(NOW)).toMatchObject({ subscribers: 2, alerts: 1 });
    });
  });

  describe(`${name}: old deliveries`, () => {
    test("finished ones are forgotten, what is owed is not", async () => {
      const outbox = await store();
      const [sent, dead, sending] = [await owe(outbox), await owe(outbox), await owe(outbox)];
      const pending = await owe(outbox);
      for (const id of [sent, sending]) await outbox.claim(id, null);
      await outbox.markSent(sent, 55, NOW);
      await outbox.bury(dead, "refused", minutesLater(1));
      expect(await outbox.pruneDeliveries(minutesLater(1))).toBe(1);
      expect(await outbox.pruneDeliveries(minutesLater(2))).toBe(1);
      expect(await outbox.takeUpAgain()).toBe(1);
      expect(ids(await outbox.dueDeliveries(NOW, 10, []))).toEqual([sending, pending]);
    });

    test("a digest that was forgotten is not owed again", async () => {
      const outbox = await store();
      const subscriberId = (await outbox.saveDigest(ANNA, toSave()))?.id ?? 0;
      const plan = { subscriberId, due: FIRST_MORNING, send: FIRST_MORNING, publishedSince: EVER };
      await outbox.planDigests([{ ...plan, next: morningOf("2026-12-02") }], NOW);
      await outbox.bury((await one(outbox, 24 * 60)).id, "nothing-new", NOW);
      expect(await outbox.pruneDeliveries(minutesLater(1))).toBe(1);
      expect(await outbox.lastDigestDate(subscriberId)).toBe("2026-12-01");
      await outbox.saveDigest(ANNA, toSave());
      await outbox.planDigests([{ ...plan, next: morningOf("2026-12-02") }], NOW);
      expect(await dueAt(outbox, 24 * 60)).toEqual([]);
    });

    test("what was sent of a post that is still being planned is not owed again", async () => {
      const outbox = await store();
      await outbox.saveDigest(ANNA, eachPost());
      await outbox.addAlert(ANNA, anAlert("HSTU"));
      const postId = await savePost(outbox, { messageId: 1 });
      await outbox.planPost(postId, [1], { dueAt: NOW, limit: 1 });
      const { id } = await one(outbox);
      await outbox.claim(id, null);
      await outbox.markSent(id, 55, NOW);
      expect(await outbox.pruneDeliveries(minutesLater(1))).toBe(0);
      while (!(await outbox.planPost(postId, [1], { dueAt: NOW, limit: 1 })));
      expect(await outbox.dueDeliveries(NOW, 10, [])).toEqual([]);
      expect(await outbox.pruneDeliveries(minutesLater(1))).toBe(1);
    });
  });
}

/** The key of a delivery of a new post, which nobody else is owed. */
async function owe(store: Store, { place = ANNA, dueAt = NOW } = {}): Promise<number> {
  const query = String(place.chatId);
  await store.addAlert(place, anAlert(query));
  const postId = await savePost(store, { messageId: 1 + (await store.countPosts()) });
  await planAll(store, postId, { matched: [await queryKey(store, query)], dueAt });
  const owed = await store.dueDeliveries(dueAt, 1000, []);
  const delivery = owed.find(({ subject }) => subject.kind === "post" && subject.postId === postId);
  if (delivery === undefined) throw new Error(`The post ${postId} is owed to nobody`);
  return delivery.id;
}

async function one(store: Store, minutes = 0): Promise<Delivery> {
  const [delivery, ...others] = await store.dueDeliveries(minutesLater(minutes), 10, []);
  if (delivery === undefined || others.length > 0) throw new Error("One delivery is due");
  return delivery;
}

async function dueAt(store: Store, minutes: number): Promise<number[]> {
  return ids(await store.dueDeliveries(minutesLater(minutes), 10, []));
}

function ids(deliveries: readonly Delivery[]): number[] {
  return deliveries.map(({ id }) => id);
}

function minutesLater(minutes: number): Date {
  return new Date(NOW.getTime() + minutes * 60_000);
}
