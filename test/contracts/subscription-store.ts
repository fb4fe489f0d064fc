import { describe, expect, test } from "vitest";
import type { PostStore } from "../../src/channel/post-store.ts";
import type { DeliveryStore } from "../../src/digests/delivery-store.ts";
import type { SubscriptionStore } from "../../src/digests/subscription-store.ts";
import { choices } from "../support/digests.ts";
import {
  ANNA,
  anAlert,
  BORIS,
  eachPost,
  FIRST_MORNING,
  MANNERS,
  morningOf,
  toSave,
} from "../support/subscriptions.ts";

const NOW = new Date("2026-11-30T12:00:00Z");
const TOPIC = { chatId: -1_003_000_000_001, topicId: 7 };
const WHOLE_CHAT = { ...TOPIC, topicId: null };

type Store = SubscriptionStore & DeliveryStore & PostStore;

/** What every SubscriptionStore promises. `open` gives an empty one whose clock stands at the instant. */
export function subscriptionStoreContract(name: string, open: (now: () => Date) => Promise<Store>): void {
  const store = () => open(() => NOW);

  describe(`${name}: subscriptions`, () => {
    test("a place that asked for nothing is nobody", async () => {
      const places = await store();
      expect(await places.subscriberAt(ANNA)).toBeNull();
      expect(await places.subscriber(1)).toBeNull();
      expect(await places.saveDigest(ANNA, { ...toSave(), digest: null, next: null })).toBeNull();
      expect(await places.removeAlert(ANNA, 1)).toBe(false);
    });

    test("a digest is read as it was saved", async () => {
      const places = await store();
      const digest = choices({
        rhythm: { kind: "weekly", weekday: 5 },
        hour: 18,
        query: "has:paper генерация",
        channelIds: [3, 1],
        saysNothingNew: true,
        whenLate: "fold",
      });
      const manners = { ...MANNERS, quietHours: { from: 22, until: 8 }, isSilent: true, language: "en" };
      const saved = await places.saveDigest(ANNA, { ...manners, digest, next: FIRST_MORNING });
      const expected = { place: ANNA, ...manners, digest, alerts: [], endedBecause: null };
      expect(saved).toEqual({ id: expect.any(Number), ...expected });
      expect(await places.subscriberAt(ANNA)).toEqual(saved);
      expect(await places.subscriber(saved?.id ?? 0)).toEqual(saved);
    });

    test("a chat and its topics are places of their own", async () => {
      const places = await store();
      await places.saveDigest(TOPIC, toSave({ hour: 7 }));
      await places.saveDigest(WHOLE_CHAT, toSave({ hour: 8 }));
      expect(await places.subscriberAt(TOPIC)).toMatchObject({ place: TOPIC, digest: { hour: 7 } });
      expect(await places.subscriberAt(WHOLE_CHAT)).toMatchObject({ place: WHOLE_CHAT, digest: { hour: 8 } });
      expect(await places.subscriberAt({ ...TOPIC, topicId: 8 })).toBeNull();
    });

    test("alerts stay when the digest ends, and the place is nobody without both", async () => {
      const places = await store();
      const saved = await places.saveDigest(ANNA, toSave());
      const { alert } = await added(places, "HSTU");
      const left = await places.saveDigest(ANNA, { ...toSave(), digest: null, next: null });
      expect(left).toMatchObject({ id: saved?.id, digest: null, alerts: [alert] });
      expect(await places.removeAlert(ANNA, alert.id)).toBe(true);
      expect(await places.subscriberAt(ANNA)).toBeNull();
      expect(await places.subscriber(saved?.id ?? 0)).toBeNull();
    });

    test("an alert is added once, and no more than the place may have", async () => {
      const places = await store();
      const first = await places.addAlert(ANNA, anAlert("HSTU", { limit: 2 }));
      const second = await places.addAlert(ANNA, anAlert("HSTU", { limit: 2, paperKey: "arxiv:2402.17152" }));
      expect([first.kind, second.kind]).toEqual(["added", "added"]);
      expect(await places.addAlert(ANNA, anAlert("HSTU", { limit: 2 }))).toEqual({ ...first, kind: "known" });
      expect(await places.addAlert(ANNA, anAlert("другое", { limit: 2 }))).toEqual({ kind: "too-many" });
      expect(await places.addAlert(BORIS, anAlert("другое", { limit: 1 }))).toMatchObject({ kind: "added" });
      expect((await places.subscriberAt(ANNA))?.alerts).toMatchObject([
        { query: "HSTU", paperKey: null },
        { query: "HSTU", paperKey: "arxiv:2402.17152" },
      ]);
    });

    test("an alert sets the manners of a new place, and leaves those of a known one", async () => {
      const places = await store();
      await places.addAlert(ANNA, anAlert("HSTU", { timezone: "Asia/Tokyo" }));
      await places.addAlert(ANNA, anAlert("TIGER", { timezone: "Asia/Omsk" }));
      expect(await places.subscriberAt(ANNA)).toMatchObject({ timezone: "Asia/Tokyo" });
      await places.saveDigest(ANNA, toSave());
      expect(await places.subscriberAt(ANNA)).toMatchObject({ timezone: "Europe/Moscow" });
    });

    test("a place that left comes back with manners of its own choice", async () => {
      const places = await store();
      const { alert } = await added(places, "HSTU");
      await places.removeAlert(ANNA, alert.id);
      await places.addAlert(ANNA, anAlert("HSTU", { timezone: "Asia/Tokyo" }));
      expect(await places.subscriberAt(ANNA)).toMatchObject({ timezone: "Asia/Tokyo" });
    });

    test("nobody removes another place's alert", async () => {
      const places = await store();
      const { alert } = await added(places, "HSTU");
      await places.addAlert(BORIS, anAlert("TIGER"));
      expect(await places.removeAlert(BORIS, alert.id)).toBe(false);
      expect(await places.removeAlert(ANNA, alert.id)).toBe(true);
      expect(await places.removeAlert(ANNA, alert.id)).toBe(false);
    });

    test("all topics of a chat end, keep what they asked for, and go on together", async () => {
      const places = await store();
      await places.saveDigest(TOPIC, toSave());
      await places.addAlert(WHOLE_CHAT, anAlert("HSTU"));
      await places.saveDigest(ANNA, toSave());
      expect(await places.endChat(TOPIC.chatId, "removed")).toBe(2);
      expect(await places.endChat(TOPIC.chatId, "gone")).toBe(0);
      expect(await places.subscriberAt(TOPIC)).toMatchObject({
        endedBecause: "removed",
        digest: { hour: 9 },
      });
      expect(await places.subscriberAt(WHOLE_CHAT)).toMatchObject({ alerts: [{ query: "HSTU" }] });
      expect(await places.subscriberAt(ANNA)).toMatchObject({ endedBecause: null });
      expect(await places.reviveChat(TOPIC.chatId)).toBe(2);
      expect(await places.reviveChat(TOPIC.chatId)).toBe(0);
      expect(await places.subscriberAt(TOPIC)).toMatchObject({ endedBecause: null });
    });

    test("one topic ends by itself", async () => {
      const places = await store();
      await places.saveDigest(TOPIC, toSave());
      await places.saveDigest(WHOLE_CHAT, toSave());
      expect(await places.endPlace(TOPIC, "gone")).toBe(1);
      expect(await places.subscriberAt(TOPIC)).toMatchObject({ endedBecause: "gone" });
      expect(await places.subscriberAt(WHOLE_CHAT)).toMatchObject({ endedBecause: null });
    });

    test.each([
      ["a digest", (places: Store) => places.saveDigest(ANNA, toSave())],
      ["an alert", (places: Store) => places.addAlert(ANNA, anAlert("TIGER"))],
      ["an alert that it has", (places: Store) => places.addAlert(ANNA, anAlert("HSTU"))],
    ])("a place that had ended and saves %s is sent to again", async (_, save) => {
      const places = await store();
      await added(places, "HSTU");
      await places.endChat(ANNA.chatId, "blocked");
      await save(places);
      expect(await places.subscriberAt(ANNA)).toMatchObject({ endedBecause: null });
    });

    test("a digest of a channel that turns out to be another one is made of that", async () => {
      const places = await store();
      const byId = await places.openChannel({ telegramId: 5, username: null, title: null });
      const byName = await places.openChannel({ telegramId: null, username: "retriever", title: null });
      await places.saveDigest(ANNA, toSave({ channelIds: [byId.id, byName.id] }));
      await places.saveDigest(BORIS, toSave({ channelIds: [byName.id, 99] }));
      const { id } = await places.openChannel({ telegramId: 5, username: "retriever", title: null });
      expect(await places.subscriberAt(ANNA)).toMatchObject({ digest: { channelIds: [id] } });
      expect(await places.subscriberAt(BORIS)).toMatchObject({ digest: { channelIds: [id, 99] } });
    });

    test("the last date of a digest is remembered, also when the place leaves and comes back", async () => {
      const places = await store();
      const id = (await places.saveDigest(ANNA, toSave()))?.id ?? 0;
      expect(await places.lastDigestDate(id)).toBeNull();
      const plan = {
        subscriberId: id,
        due: FIRST_MORNING,
        publishedSince: NOW,
        next: morningOf("2026-12-02"),
      };
      await places.planDigests([{ ...plan, send: FIRST_MORNING }], NOW);
      await places.saveDigest(ANNA, { ...toSave(), digest: null, next: null });
      const again = await places.saveDigest(ANNA, toSave());
      expect(await places.lastDigestDate(again?.id ?? 0)).toBe("2026-12-01");
    });
  });

  savedQueriesContract(name, store);
}

/** What every reader of saved queries is promised. */
function savedQueriesContract(name: string, open: () => Promise<Store>): void {
  describe(`${name}: saved queries`, () => {
    test("a query is saved once, whoever wants it, and read in the order of keys", async () => {
      const places = await open();
      await places.addAlert(ANNA, anAlert("HSTU"));
      await places.addAlert(BORIS, anAlert("HSTU"));
      await places.saveDigest(BORIS, toSave({ query: "HSTU" }));
      await places.addAlert(BORIS, anAlert("HSTU", { paperKey: "doi:10.1/x" }));
      await places.saveDigest(ANNA, eachPost({ query: "TIGER" }));
      const all = await places.savedQueriesAfter(0, 10);
      expect(all).toMatchObject([
        { query: "HSTU", paperKey: null },
        { query: "HSTU", paperKey: "doi:10.1/x" },
        { query: "TIGER", paperKey: null },
      ]);
      expect(await places.savedQueriesAfter(all[0]?.id ?? 0, 1)).toEqual([all[1]]);
      expect(await places.savedQueriesAfter(all[2]?.id ?? 0, 10)).toEqual([]);
    });

    test("a query that nobody wants any more is forgotten, and comes back under another key", async () => {
      const places = await open();
      const { alert } = await added(places, "HSTU");
      await places.saveDigest(BORIS, toSave({ query: "HSTU" }));
      await places.removeAlert(ANNA, alert.id);
      const [kept] = await places.savedQueriesAfter(0, 10);
      expect(kept).toMatchObject({ query: "HSTU" });
      await places.saveDigest(BORIS, toSave({ query: "" }));
      expect(await places.savedQueriesAfter(0, 10)).toEqual([]);
      await places.addAlert(BORIS, anAlert("HSTU"));
      expect(await places.savedQueriesAfter(kept?.id ?? 0, 10)).toMatchObject([{ query: "HSTU" }]);
    });

    test("a digest of every post has no saved query", async () => {
      const places = await open();
      await places.saveDigest(ANNA, eachPost());
      expect(await places.savedQueriesAfter(0, 10)).toEqual([]);
    });
  });
}

async function added(store: Store, query: string) {
  const result = await store.addAlert(ANNA, anAlert(query));
  if (result.kind === "too-many") throw new Error("The place may have it");
  return result;
}
