import { describe, expect, test } from "vitest";
import type { PostStore } from "../../src/channel/post-store.ts";
import type { DeliveryStore } from "../../src/digests/delivery-store.ts";
import type { SubscriptionStore } from "../../src/digests/subscription-store.ts";
import type { ChatStore } from "../../src/telegram/chats.ts";
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

const NOW = new Date("2026-11-30T12:00:00Z");
const OLD = { chatId: -2001, topicId: null };
const NEW = { chatId: -1_003_000_000_001, topicId: null };
const OFF = { ...toSave(), digest: null, next: null };

type Store = ChatStore & SubscriptionStore & DeliveryStore & PostStore;

/** What every ChatStore promises of chats that are sent something. `open` gives an empty one. */
export function subscribedChatsContract(name: string, openAt: (now: () => Date) => Promise<Store>): void {
  const open = () => openAt(() => NOW);

  describe(`${name}: chats that are sent something`, () => {
    test("a group that moves takes along what it asked for and what it is owed", async () => {
      const store = await open();
      await store.saveDigest(OLD, eachPost());
      await store.addAlert(OLD, anAlert("HSTU"));
      await planAll(store, await savePost(store, { messageId: 1 }), { dueAt: NOW });
      const before = await store.subscriberAt(OLD);
      await store.moveChat(OLD.chatId, NEW.chatId);
      await store.moveChat(OLD.chatId, NEW.chatId);
      expect(await store.subscriberAt(OLD)).toBeNull();
      expect(await store.subscriberAt(NEW)).toEqual({ ...before, place: NEW });
      expect(await store.dueDeliveries(NOW, 10, [])).toMatchObject([{ subscriberId: before?.id }]);
    });

    test("a delivery that is being sent while the group moves can be settled", async () => {
      const store = await open();
      await store.saveDigest(OLD, eachPost());
      await planAll(store, await savePost(store, { messageId: 1 }), { dueAt: NOW });
      const [delivery] = await store.dueDeliveries(NOW, 10, []);
      await store.claim(delivery?.id ?? 0, null);
      await store.moveChat(OLD.chatId, NEW.chatId);
      await store.postpone(delivery?.id ?? 0, NOW, false);
      expect(await store.dueDeliveries(NOW, 10, [])).toEqual([delivery]);
    });

    test("what the new id asked for already stays, and gets what it lacks", async () => {
      const store = await open();
      await store.saveDigest(OLD, toSave({ hour: 7 }));
      await store.addAlert(OLD, anAlert("HSTU"));
      await store.addAlert(OLD, anAlert("TIGER"));
      await store.addAlert(NEW, anAlert("TIGER", { timezone: "Asia/Tokyo" }));
      const post = await savePost(store, { messageId: 1 });
      const matched = [await queryKey(store, "HSTU"), await queryKey(store, "TIGER")];
      await planAll(store, post, { matched, dueAt: NOW });
      await store.moveChat(OLD.chatId, NEW.chatId);
      const joined = await store.subscriberAt(NEW);
      expect(joined).toMatchObject({ timezone: "Asia/Tokyo", digest: { hour: 7 } });
      expect(joined?.alerts.map(({ query }) => query)).toEqual(["HSTU", "TIGER"]);
      expect(await store.subscriberAt(OLD)).toBeNull();
      expect(await dueTo(store)).toContain(joined?.id);
      expect(await store.dueDigests(FIRST_MORNING.at, 10)).toMatchObject([{ subscriberId: joined?.id }]);
    });

    test("a digest of the new id is kept, and its place is not owed a date twice", async () => {
      const store = await open();
      const old = await store.saveDigest(OLD, toSave({ hour: 7 }));
      const own = await store.saveDigest(NEW, toSave({ hour: 8 }));
      const plan = { due: FIRST_MORNING, publishedSince: NOW, next: morningOf("2026-12-02") };
      await store.planDigests([{ ...plan, send: FIRST_MORNING, subscriberId: old?.id ?? 0 }], NOW);
      await store.moveChat(OLD.chatId, NEW.chatId);
      expect(await store.subscriberAt(NEW)).toMatchObject({ id: own?.id, digest: { hour: 8 } });
      await store.planDigests([{ ...plan, send: FIRST_MORNING, subscriberId: own?.id ?? 0 }], NOW);
      expect(await store.dueDeliveries(FIRST_MORNING.at, 10, [])).toMatchObject([{ subscriberId: own?.id }]);
    });

    test("a new id that asks for nothing any more is in nobody's way", async () => {
      const store = await open();
      await store.saveDigest(NEW, toSave());
      await store.saveDigest(NEW, OFF);
      const old = await store.saveDigest(OLD, toSave());
      await store.moveChat(OLD.chatId, NEW.chatId);
      expect(await store.subscriberAt(NEW)).toEqual({ ...old, place: NEW });
    });

    test("a digest that joins a place that had ended waits until that goes on", async () => {
      const store = await open();
      await store.saveDigest(OLD, toSave());
      await store.addAlert(NEW, anAlert("HSTU"));
      await store.endChat(NEW.chatId, "removed");
      await store.moveChat(OLD.chatId, NEW.chatId);
      expect(await store.dueDigests(FIRST_MORNING.at, 10)).toEqual([]);
      await store.reviveChat(NEW.chatId);
      expect(await store.dueDigests(FIRST_MORNING.at, 10)).toHaveLength(1);
    });

    test("a chat that moves to itself stays", async () => {
      const store = await open();
      const saved = await store.saveDigest(OLD, toSave());
      await store.moveChat(OLD.chatId, OLD.chatId);
      expect(await store.subscriberAt(OLD)).toEqual(saved);
    });

    test("a person who is forgotten is sent nothing, and nothing of it is kept", async () => {
      const store = await open();
      await store.saveDigest(ANNA, eachPost({ query: "тайна" }));
      await store.addAlert(ANNA, anAlert("HSTU"));
      await store.addAlert(BORIS, anAlert("HSTU"));
      const matched = [await queryKey(store, "тайна"), await queryKey(store, "HSTU")];
      for (const messageId of [1, 2])
        await planAll(store, await savePost(store, { messageId }), { matched, dueAt: NOW });
      const anna = await store.subscriberAt(ANNA);
      const sent = (await store.dueDeliveries(NOW, 10, [])).find(
        ({ subscriberId }) => subscriberId === anna?.id,
      );
      await store.claim(sent?.id ?? 0, null);
      await store.markSent(sent?.id ?? 0, 55, NOW);
      expect(await store.forgetPerson(ANNA.chatId)).toBe(5); // two deliveries, a digest, an alert, and the place
      expect(await store.forgetPerson(ANNA.chatId)).toBe(0);
      expect(await store.subscriberAt(ANNA)).toBeNull();
      expect(await store.savedQueriesAfter(0, 10)).toMatchObject([{ query: "HSTU" }]);
      expect(await dueTo(store)).toEqual([
        (await store.subscriberAt(BORIS))?.id,
        (await store.subscriberAt(BORIS))?.id,
      ]);
      expect(await store.deliveryFigures(NOW)).toMatchObject({ sentLastDay: 0, subscribers: 1, alerts: 1 });
    });

    test("a delivery that is being sent while its person is forgotten leaves nothing behind", async () => {
      const store = await open();
      await store.saveDigest(ANNA, eachPost());
      await planAll(store, await savePost(store, { messageId: 1 }), { dueAt: NOW });
      const [delivery] = await store.dueDeliveries(NOW, 10, []);
      await store.claim(delivery?.id ?? 0, null);
      await store.forgetPerson(ANNA.chatId);
      await store.markSent(delivery?.id ?? 0, 55, NOW);
      expect(await store.deliveryFigures(NOW)).toMatchObject({ pending: 0, sending: 0, sentLastDay: 0 });
    });
  });
}

async function dueTo(store: Store): Promise<number[]> {
  return (await store.dueDeliveries(NOW, 10, [])).map(({ subscriberId }) => subscriberId);
}
