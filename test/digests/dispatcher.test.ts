import { expect, test } from "vitest";
import { aDispatchWorld, oweTo, oweToMany, START } from "../support/dispatch-world.ts";
import { aStoredPost } from "../support/posts.ts";
import { eachPost, toSave } from "../support/subscriptions.ts";

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test("what is owed is sent to everybody once", async () => {
  const world = await aDispatchWorld();
  await oweToMany(world, { chats: 150 });
  world.dispatcher.start();
  await world.timer.advance(30 * SECOND);
  const chats = world.telegram.arrived.map(({ chatId }) => chatId);
  expect([...chats].sort((a, b) => a - b)).toEqual(Array.from({ length: 150 }, (_, at) => at + 1));
  expect(await world.store.deliveryFigures(world.now())).toMatchObject({
    pending: 0,
    sending: 0,
    sentLastDay: 150,
  });
});

test("what many are sent is composed once", async () => {
  const world = await aDispatchWorld();
  await oweToMany(world, { chats: 150 });
  world.dispatcher.start();
  await world.timer.advance(9 * SECOND);
  expect(world.telegram.arrived.length).toBeGreaterThan(100);
  expect(world.compositions.count).toBe(1);
});

test("nothing is sent before it is due, and then at once", async () => {
  const world = await aDispatchWorld();
  await oweToMany(world, { chats: 1, dueAt: new Date(START.getTime() + 10 * MINUTE) });
  world.dispatcher.start();
  await world.timer.advance(10 * MINUTE - 1);
  expect(world.telegram.arrived).toEqual([]);
  await world.timer.advance(SECOND);
  expect(world.telegram.arrived.length).toBe(1);
});

test("what comes to be owed while nothing was is sent when somebody says so", async () => {
  const world = await aDispatchWorld();
  world.dispatcher.start();
  await world.timer.advance(5 * SECOND);
  await oweToMany(world, { chats: 1 });
  world.dispatcher.wake();
  await world.timer.advance(SECOND);
  expect(world.telegram.arrived.length).toBe(1);
});

test("what is found due a minute later needs nobody's word", async () => {
  const world = await aDispatchWorld();
  world.dispatcher.start();
  await world.timer.advance(5 * SECOND);
  await oweToMany(world, { chats: 1 });
  await world.timer.advance(MINUTE);
  expect(world.telegram.arrived.length).toBe(1);
});

test("in quiet hours nothing is sent, and afterwards everything", async () => {
  const world = await aDispatchWorld();
  await oweToMany(world, { chats: 3 });
  const quietHours = { from: 12, until: 15 }; // it is noon in Moscow
  for (const chatId of [1, 2, 3])
    await world.store.saveDigest({ chatId, topicId: null }, { ...eachPost(), quietHours });
  world.dispatcher.start();
  await world.timer.advance(3 * HOUR - 1);
  expect(world.telegram.arrived).toEqual([]);
  await world.timer.advance(2 * SECOND);
  expect(world.telegram.arrived.length).toBe(3);
});

test("a place that wants no posts any more is sent none", async () => {
  const world = await aDispatchWorld();
  await oweTo(world, [1, 2]);
  await world.store.saveDigest({ chatId: 1, topicId: null }, { ...eachPost(), digest: null });
  world.dispatcher.start();
  await world.timer.advance(SECOND);
  expect(world.telegram.arrived.map(({ chatId }) => chatId)).toEqual([2]);
  expect(await world.owed()).toEqual([]);
});

test("a post that is hidden before it is sent is not sent", async () => {
  const world = await aDispatchWorld(() => ({
    composer: {
      composeNotice: async () => null,
      composeDigest: () => Promise.reject(new Error("no digest is owed here")),
      savedQueriesOf: async () => [],
    },
  }));
  await oweToMany(world, { chats: 2 });
  world.dispatcher.start();
  await world.timer.advance(SECOND);
  expect(world.telegram.requests).toBe(0);
  expect(await world.owed()).toEqual([]);
  expect(world.events).toEqual([]);
});

test.each([
  ["a daily digest", { rhythm: { kind: "daily" }, saysNothingNew: true }, 0],
  ["a weekly digest", { rhythm: { kind: "weekly", weekday: 2 }, saysNothingNew: false }, 0],
  ["a weekly digest that says so", { rhythm: { kind: "weekly", weekday: 2 }, saysNothingNew: true }, 1],
] as const)("%s of nothing new is sent %s: %i", async (_, choices, expected) => {
  const world = await aDispatchWorld(() => ({
    composer: {
      composeNotice: async () => null,
      composeDigest: async () => ({ sections: [], papers: [], total: 0 }),
      savedQueriesOf: async () => [],
    },
  }));
  const due = { date: "2026-12-01", at: START };
  const next = { date: "2026-12-08", at: new Date(START.getTime() + 7 * 24 * HOUR) };
  const subscriber = await world.store.saveDigest({ chatId: 1, topicId: null }, toSave(choices, due));
  await world.store.planDigests(
    [{ subscriberId: subscriber?.id ?? 0, due, send: due, publishedSince: START, next }],
    START,
  );
  expect(await world.owed()).toHaveLength(1);
  world.dispatcher.start();
  await world.timer.advance(SECOND);
  expect(world.telegram.arrived).toHaveLength(expected);
  expect(await world.owed()).toEqual([]);
});

test("a group that is owed much keeps nobody waiting, and gets it in its order", async () => {
  const world = await aDispatchWorld();
  for (let messageId = 1; messageId <= 40; messageId++) await oweTo(world, [-1], { messageId });
  await oweToMany(world, { chats: 60, messageId: 50 });
  world.dispatcher.start();
  await world.timer.advance(8 * SECOND);
  expect(new Set(world.telegram.arrived.map(({ chatId }) => chatId)).size).toBe(61);
  await world.timer.advance(4 * MINUTE);
  const ofGroup = world.telegram.arrived.filter(({ chatId }) => chatId === -1).map(({ message }) => message);
  expect(ofGroup).toHaveLength(41);
  expect(ofGroup).toEqual([...ofGroup].sort((a, b) => Number(a.slice(5)) - Number(b.slice(5))));
});

test("a post that is hidden while its messages wait for long is not sent", async () => {
  let isHidden = false;
  const world = await aDispatchWorld(() => ({
    composer: {
      composeNotice: async ({ postId }) =>
        isHidden
          ? null
          : { item: { post: aStoredPost({ id: postId }), title: "", summary: "", papers: [] }, matches: [] },
      composeDigest: () => Promise.reject(new Error("no digest is owed here")),
      savedQueriesOf: async () => [],
    },
  }));
  await oweToMany(world, { chats: 30 });
  world.telegram.answer = ({ count }) =>
    count === 10 ? { kind: "refused-for-now", waitMs: 10 * MINUTE } : null;
  world.dispatcher.start();
  await world.timer.advance(5 * SECOND);
  const sent = world.telegram.arrived.length;
  expect(sent).toBeLessThan(20);
  isHidden = true;
  await world.timer.advance(20 * MINUTE);
  expect(world.telegram.arrived).toHaveLength(sent);
  expect(await world.owed()).toEqual([]);
});

test("each delivery is taken in hand once, however long it waits for its turn", async () => {
  let reads = 0;
  const world = await aDispatchWorld((store) => ({
    store: {
      ...store,
      subscriber: (id) => {
        reads++;
        return store.subscriber(id);
      },
    },
  }));
  await oweToMany(world, { chats: 200 });
  world.dispatcher.start();
  await world.timer.advance(20 * SECOND);
  expect(world.telegram.arrived).toHaveLength(200);
  expect(reads).toBe(200);
});
