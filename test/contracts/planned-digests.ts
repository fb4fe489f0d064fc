import { expect, test } from "vitest";
import type { PostStore } from "../../src/channel/post-store.ts";
import type { DeliveryStore, DigestPlan } from "../../src/digests/delivery-store.ts";
import type { Place } from "../../src/digests/subscription.ts";
import type { DigestToSave, SubscriptionStore } from "../../src/digests/subscription-store.ts";
import {
  ANNA,
  anAlert,
  BORIS,
  eachPost,
  FIRST_MORNING,
  MANNERS,
  morningOf,
  savePost,
  toSave,
} from "../support/subscriptions.ts";

const START = new Date("2026-11-30T12:00:00Z");
const SECOND_MORNING = morningOf("2026-12-02");
const THIRD_MORNING = morningOf("2026-12-03");
const EVER = new Date(0);

type Store = SubscriptionStore & DeliveryStore & PostStore;

/** What every DeliveryStore promises of posts that are told of together. */
export function plannedDigestsContract(openAt: (now: () => Date) => Promise<Store>): void {
  const open = () => openAt(() => START);

  test("a digest is due at its hour, with all that it takes to plan it", async () => {
    const store = await open();
    expect(await store.nextDigestAt()).toBeNull();
    const after = await savePost(store, { messageId: 1 });
    const saved = await subscribe(store, ANNA, toSave({ query: "HSTU", channelIds: [1] }));
    expect(await store.nextDigestAt()).toEqual(FIRST_MORNING.at);
    expect(await store.dueDigests(before(FIRST_MORNING.at), 10)).toEqual([]);
    expect(await store.dueDigests(FIRST_MORNING.at, 10)).toEqual([
      {
        subscriberId: saved.id,
        choices: saved.digest,
        manners: MANNERS,
        due: FIRST_MORNING,
        since: START,
        after,
      },
    ]);
  });

  test("the longest due come first, and those that paused, ended or get each post not at all", async () => {
    const store = await open();
    await subscribe(store, ANNA, toSave({}, SECOND_MORNING));
    const first = await subscribe(store, BORIS, toSave());
    await subscribe(store, { chatId: 3, topicId: null }, toSave({ isPaused: true }));
    await subscribe(store, { chatId: 4, topicId: null }, eachPost());
    await subscribe(store, { chatId: 5, topicId: null }, toSave());
    await store.endChat(5, "gone");
    expect(await dueOf(store, 1)).toEqual([first.id]);
    expect(await dueOf(store)).toHaveLength(2);
    await store.reviveChat(5);
    expect(await dueOf(store)).toHaveLength(3);
  });

  test("a planned digest is of the posts since the one before, and the next one goes on there", async () => {
    const store = await open();
    const old = await savePost(store, { messageId: 1 });
    const { id } = await subscribe(store, ANNA, toSave());
    const first = await savePost(store, { messageId: 2 });
    await store.planDigests([planOf(id)], FIRST_MORNING.at);
    const second = await savePost(store, { messageId: 3 });
    const next = { due: SECOND_MORNING, send: SECOND_MORNING, next: THIRD_MORNING };
    expect(await store.dueDigests(SECOND_MORNING.at, 1)).toMatchObject([{ since: FIRST_MORNING.at }]);
    await store.planDigests([planOf(id, next)], SECOND_MORNING.at);
    const owed = await store.dueDeliveries(SECOND_MORNING.at, 10, []);
    expect(owed).toMatchObject([
      { subscriberId: id, dueAt: FIRST_MORNING.at, subject: { kind: "digest", date: "2026-12-01" } },
      { subscriberId: id, dueAt: SECOND_MORNING.at, subject: { kind: "digest", date: "2026-12-02" } },
    ]);
    expect(owed.map(({ subject }) => subject.kind === "digest" && subject.posts)).toEqual([
      { after: old, upTo: first, publishedSince: EVER },
      { after: first, upTo: second, publishedSince: EVER },
    ]);
    expect(await store.lastDigestDate(id)).toBe("2026-12-02");
  });

  test("a digest that is folded leaves its posts to the next one", async () => {
    const store = await open();
    const { id } = await subscribe(store, ANNA, toSave());
    await savePost(store, { messageId: 1 });
    await store.planDigests([planOf(id, { send: null })], FIRST_MORNING.at);
    expect(await store.dueDeliveries(FIRST_MORNING.at, 10, [])).toEqual([]);
    expect(await store.lastDigestDate(id)).toBeNull();
    expect(await store.nextDigestAt()).toEqual(SECOND_MORNING.at);
    expect(await store.dueDigests(SECOND_MORNING.at, 1)).toMatchObject([{ since: START }]);
    const next = { due: SECOND_MORNING, send: SECOND_MORNING, next: THIRD_MORNING };
    await store.planDigests([planOf(id, next)], SECOND_MORNING.at);
    expect(await store.dueDeliveries(SECOND_MORNING.at, 10, [])).toMatchObject([
      { subject: { posts: { after: 0, upTo: 1 } } },
    ]);
  });

  test("a local date has one digest, however often and in whatever order it comes", async () => {
    const store = await open();
    const { id } = await subscribe(store, ANNA, toSave());
    const again = morningOf("2026-12-01");
    await store.planDigests([planOf(id), planOf(id)], FIRST_MORNING.at);
    await store.planDigests([planOf(id, { due: SECOND_MORNING, send: again })], FIRST_MORNING.at);
    const earlier = morningOf("2026-11-30");
    await store.planDigests([planOf(id, { due: SECOND_MORNING, send: earlier })], FIRST_MORNING.at);
    expect(await store.dueDeliveries(THIRD_MORNING.at, 10, [])).toHaveLength(1);
    expect(await store.lastDigestDate(id)).toBe("2026-12-01");
  });

  test.each([
    ["changed", (store: Store) => store.saveDigest(ANNA, toSave({}, THIRD_MORNING))],
    ["paused", (store: Store) => store.saveDigest(ANNA, toSave({ isPaused: true }))],
    ["stopped", (store: Store) => store.saveDigest(ANNA, { ...toSave(), digest: null, next: null })],
    ["ended", (store: Store) => store.endChat(ANNA.chatId, "blocked")],
  ])("a digest that was %s before it could be planned is left as it is", async (_, change) => {
    const store = await open();
    const { id } = await subscribe(store, ANNA, toSave());
    await change(store);
    await store.planDigests([planOf(id)], FIRST_MORNING.at);
    expect(await store.dueDeliveries(THIRD_MORNING.at, 10, [])).toEqual([]);
  });

  test.each([
    ["goes on with other choices", [toSave({ hour: 20, rhythm: { kind: "weekly", weekday: 1 } })], 1],
    ["goes on after a pause", [toSave({ isPaused: true }), toSave()], 2],
    ["was sent post by post", [eachPost(), toSave()], 2],
  ])("a digest that %s is of the posts since then", async (_, changes, after) => {
    let now = START;
    const store = await openAt(() => now);
    await savePost(store, { messageId: 1 });
    const { id } = await subscribe(store, ANNA, toSave());
    await savePost(store, { messageId: 2 });
    now = new Date("2026-11-30T15:00:00Z");
    for (const wanted of changes) await store.saveDigest(ANNA, wanted);
    expect(await store.dueDigests(FIRST_MORNING.at, 1)).toMatchObject([{ since: after === 1 ? START : now }]);
    await store.planDigests([planOf(id)], FIRST_MORNING.at);
    expect(await store.dueDeliveries(FIRST_MORNING.at, 1, [])).toMatchObject([
      { subject: { posts: { after } } },
    ]);
  });

  test("a place that went on after its end is told of what has come since", async () => {
    const store = await open();
    const { id } = await subscribe(store, ANNA, toSave());
    await store.endChat(ANNA.chatId, "blocked");
    const missed = await savePost(store, { messageId: 1 });
    await store.reviveChat(ANNA.chatId);
    await store.planDigests([planOf(id)], FIRST_MORNING.at);
    expect(await store.dueDeliveries(FIRST_MORNING.at, 1, [])).toMatchObject([
      { subject: { posts: { after: missed } } },
    ]);
  });

  test("what is owed is buried when the place pauses, and alerts are still owed", async () => {
    const store = await open();
    const { id } = await subscribe(store, ANNA, toSave());
    await store.addAlert(ANNA, anAlert("HSTU"));
    const postId = await savePost(store, { messageId: 1 });
    await store.planPost(postId, [1], { dueAt: START, limit: 10 });
    await store.planDigests([planOf(id)], FIRST_MORNING.at);
    await store.saveDigest(ANNA, toSave({ isPaused: true }));
    const owed = await store.dueDeliveries(FIRST_MORNING.at, 10, []);
    expect(owed).toMatchObject([{ subject: { kind: "post", postId } }]);
    await store.removeAlert(ANNA, (await store.subscriberAt(ANNA))?.alerts[0]?.id ?? 0);
    expect(await store.dueDeliveries(FIRST_MORNING.at, 10, [])).toEqual([]);
    expect((await store.deliveryFigures(START)).deadLastDay).toEqual({ unwanted: 2 });
  });
}

/** Plans the first morning's digest; the second morning's is next. */
function planOf(subscriberId: number, parts: Partial<DigestPlan> = {}): DigestPlan {
  const plan = { due: FIRST_MORNING, send: FIRST_MORNING, publishedSince: EVER, next: SECOND_MORNING };
  return { subscriberId, ...plan, ...parts };
}

async function subscribe(store: Store, place: Place, wanted: DigestToSave) {
  const saved = await store.saveDigest(place, wanted);
  if (saved === null) throw new Error("A place with a digest is somebody");
  return saved;
}

async function dueOf(store: Store, limit = 10): Promise<number[]> {
  return (await store.dueDigests(THIRD_MORNING.at, limit)).map(({ subscriberId }) => subscriberId);
}

function before(instant: Date): Date {
  return new Date(instant.getTime() - 1);
}
