import { expect, test } from "vitest";
import type { SendOutcome } from "../../src/digests/messenger.ts";
import { aDispatchWorld, oweTo, oweToMany } from "../support/dispatch-world.ts";
import { anAlert, eachPost } from "../support/subscriptions.ts";

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOT_SENT: SendOutcome = { kind: "not-sent" };

test("several messages of one delivery come in their order, a second apart", async () => {
  const world = await aDispatchWorld();
  world.telegram.parts = 3;
  await oweToMany(world, { chats: 2 });
  world.dispatcher.start();
  await world.timer.advance(5 * SECOND);
  const ofOne = world.telegram.arrived.filter(({ chatId }) => chatId === 1);
  expect(ofOne.map(({ message }) => message.at(-1))).toEqual(["1", "2", "3"]);
  const times = ofOne.map(({ at }) => at);
  expect(times.every((at, index) => index === 0 || at - (times[index - 1] ?? 0) >= SECOND)).toBe(true);
  expect(await world.owed()).toEqual([]);
});

test("after a crash between two messages the next start goes on with the second, as it was written", async () => {
  const world = await aDispatchWorld();
  world.telegram.parts = 2;
  await oweToMany(world, { chats: 1 });
  world.dispatcher.start();
  await world.timer.advance(500);
  expect(world.telegram.arrived.map(({ message }) => message.at(-1))).toEqual(["1"]);
  await world.dispatcher.stop(0); // nothing is begun any more: as good as dead
  world.telegram.parts = 5;
  world.another().start();
  await world.timer.advance(10 * SECOND);
  expect(world.telegram.arrived.map(({ message }) => message.at(-1))).toEqual(["1", "2"]);
  expect(await world.owed()).toEqual([]);
});

test("what was under way when the process died is sent again, and nothing else", async () => {
  const world = await aDispatchWorld();
  await oweToMany(world, { chats: 100 });
  world.telegram.answer = ({ count }) => (count > 10 ? "never" : null);
  world.dispatcher.start();
  await world.timer.advance(MINUTE);
  expect(world.telegram.arrived.length).toBe(10 + 30); // as many as may be under way
  world.telegram.answer = () => null;
  world.another().start();
  await world.timer.advance(MINUTE);
  expect(world.telegram.arrived.length).toBe(100 + 30);
  expect(new Set(world.telegram.arrived.map(({ chatId }) => chatId)).size).toBe(100);
  expect(world.events).toContainEqual({ kind: "taken-up-again", deliveries: 30 });
});

test("when Telegram wants to be left alone, nobody is sent anything that long, and nothing is lost", async () => {
  const world = await aDispatchWorld();
  await oweToMany(world, { chats: 100 });
  world.telegram.answer = ({ count }) =>
    count === 20 ? { kind: "refused-for-now", waitMs: 20 * SECOND } : null;
  world.dispatcher.start();
  await world.timer.advance(20 * SECOND);
  expect(world.telegram.arrived.length).toBeLessThan(25);
  await world.timer.advance(20 * SECOND);
  expect(world.telegram.arrived.length).toBe(100);
  expect(world.events).toEqual([{ kind: "refused-for-now", waitMs: 20 * SECOND }]);
});

test("while nothing can be sent, few tries are made; then all is sent, and no attempt is counted", async () => {
  const world = await aDispatchWorld();
  await oweToMany(world, { chats: 100 });
  world.telegram.answer = () => NOT_SENT;
  world.dispatcher.start();
  await world.timer.advance(10 * MINUTE);
  expect(world.telegram.requests).toBeLessThan(60);
  expect(
    (await world.owed()).every(({ unsureAttempts, begun }) => unsureAttempts === 0 && begun === null),
  ).toBe(true);
  world.telegram.answer = () => null;
  await world.timer.advance(2 * MINUTE);
  expect(world.telegram.arrived.length).toBe(100);
});

test("what got no answer is sent again, later each time, and given up after ten times", async () => {
  const world = await aDispatchWorld();
  await oweToMany(world, { chats: 1 });
  world.telegram.answer = () => ({ kind: "unsure" });
  world.dispatcher.start();
  await world.timer.advance(5 * SECOND);
  expect(world.telegram.requests).toBe(1);
  await world.timer.advance(30 * SECOND);
  expect(world.telegram.requests).toBe(2);
  await world.timer.advance(24 * HOUR);
  expect(world.telegram.requests).toBe(10);
  expect(world.events.at(-1)).toMatchObject({ kind: "given-up", attempts: 10 });
  expect(await world.owed()).toEqual([]);
});

test("a chat that has blocked the bot is sent nothing more, also of what is owed already", async () => {
  const world = await aDispatchWorld();
  for (let messageId = 1; messageId <= 3; messageId++) await oweTo(world, [1, 2], { messageId });
  world.telegram.answer = ({ place }) => (place.chatId === 1 ? { kind: "ended", reason: "blocked" } : null);
  world.dispatcher.start();
  await world.timer.advance(10 * SECOND);
  expect(world.telegram.requests).toBe(1 + 3);
  expect(world.telegram.arrived.map(({ chatId }) => chatId)).toEqual([2, 2, 2]);
  expect(await world.owed()).toEqual([]);
  expect(world.events).toEqual([{ kind: "ended", reason: "blocked", places: 1 }]);
});

test("a topic that is closed ends alone, and the rest of its forum goes on", async () => {
  const world = await aDispatchWorld();
  const topic = { chatId: -7, topicId: 3 };
  await world.store.saveDigest(topic, eachPost());
  await oweTo(world, [-7]);
  world.telegram.answer = ({ place }) => (place.topicId === null ? null : { kind: "ended", reason: "gone" });
  world.dispatcher.start();
  await world.timer.advance(10 * SECOND);
  expect(await world.store.subscriberAt(topic)).toMatchObject({ endedBecause: "gone" });
  expect(await world.store.subscriberAt({ chatId: -7, topicId: null })).toMatchObject({ endedBecause: null });
  expect(world.telegram.arrived).toHaveLength(1);
});

test("where the general topic of a forum is closed, the others go on", async () => {
  const world = await aDispatchWorld();
  const topic = { chatId: -7, topicId: 3 };
  await world.store.saveDigest(topic, eachPost());
  await oweTo(world, [-7]);
  world.telegram.answer = ({ place }) => (place.topicId === null ? { kind: "ended", reason: "gone" } : null);
  world.dispatcher.start();
  await world.timer.advance(10 * SECOND);
  expect(await world.store.subscriberAt(topic)).toMatchObject({ endedBecause: null });
  expect(world.telegram.arrived).toHaveLength(1);
});

test("a group that has moved is sent what it is owed under its new id", async () => {
  const world = await aDispatchWorld();
  await oweTo(world, [-5]);
  world.telegram.answer = ({ place }) => (place.chatId === -5 ? { kind: "moved", chatId: -1005 } : null);
  world.dispatcher.start();
  await world.timer.advance(5 * SECOND);
  expect(world.telegram.arrived.map(({ chatId }) => chatId)).toEqual([-1005]);
  expect(await world.owed()).toEqual([]);
});

test("a group that becomes another one, which we know, while its messages wait for long is sent them there", async () => {
  const world = await aDispatchWorld();
  await world.store.addAlert({ chatId: -1005, topicId: null }, anAlert("HSTU"));
  await oweTo(world, [-5, ...Array.from({ length: 20 }, (_, at) => at + 1)]);
  world.telegram.answer = ({ place, count }) =>
    place.chatId > 0 && count === 1 ? { kind: "refused-for-now", waitMs: MINUTE } : null;
  const [ofGroup] = await world.owed();
  await world.store.postpone(ofGroup?.id ?? 0, new Date(world.now().getTime() + 10), false); // behind the others
  world.dispatcher.start();
  await world.timer.advance(5 * SECOND);
  await world.store.moveChat(-5, -1005);
  await world.timer.advance(2 * MINUTE);
  expect(world.telegram.arrived.filter(({ chatId }) => chatId < 0).map(({ chatId }) => chatId)).toEqual([
    -1005,
  ]);
  expect(await world.owed()).toEqual([]);
});

test("what Telegram takes from nobody is given up and reported", async () => {
  const world = await aDispatchWorld();
  await oweToMany(world, { chats: 2 });
  world.telegram.answer = ({ count }) =>
    count === 1 ? { kind: "unacceptable", description: "Bad Request: message is too long" } : null;
  world.dispatcher.start();
  await world.timer.advance(5 * SECOND);
  expect(world.telegram.arrived).toHaveLength(1);
  expect(await world.owed()).toEqual([]);
  expect(world.events).toMatchObject([
    { kind: "unacceptable", description: "Bad Request: message is too long" },
  ]);
});
