import { expect, test } from "vitest";
import type { Fault } from "../../src/playground/faults.ts";
import { ANNA, BORIS } from "../support/bot-world.ts";
import { aCuttableLine } from "../support/cuttable-line.ts";
import { aDeliveryWorld, chat, HOUR_MS } from "../support/delivery-world.ts";
import { buttonsOf } from "../support/messages.ts";
import { eachPost, toSave } from "../support/subscriptions.ts";

/** After so long what may have arrived is sent again for the first time. */
const UNSURE_MS = 10_000;

const WITHOUT_EFFECT: readonly (readonly [name: string, fault: Fault])[] = [
  ["an error of the server", { status: 500 }],
  ["an answer that is none of Telegram's", { status: 200, body: "<html>Welcome to the hotel</html>" }],
  ["a connection that drops", { drop: "before effect" }],
];
// Every other request succeeds, so that nobody waits for a Telegram that fails for all.
const readers = WITHOUT_EFFECT.flatMap(([name], at) => [
  { id: 5001 + 2 * at, first_name: name, language_code: "ru" },
  { id: 5002 + 2 * at, first_name: "Без помех", language_code: "ru" },
]);

test("what had no effect arrives later, once, however Telegram or the network failed", async () => {
  const world = await aDeliveryWorld({ people: readers });
  const { bot, store, telegram } = world;
  for (const { id } of readers) await store.saveDigest(chat(id), eachPost());
  for (const [, fault] of WITHOUT_EFFECT) {
    telegram.failNext("sendMessage", fault);
    telegram.failNext("sendMessage", { delayMs: 1 });
  }
  await world.publish("Квокка");
  await bot.waitForLog(/(?:a delivery arrived; it is sent again[\s\S]*){3}/);
  await world.allSent();
  expect(readers.flatMap(({ id }) => world.told(id, ""))).toHaveLength(3);
  world.passTime(UNSURE_MS);
  await world.allSent();
  expect(readers.map(({ id }) => world.told(id, "Квокка").length)).toEqual(readers.map(() => 1));
});

test("what had its effect unseen arrives twice at most", async () => {
  const world = await aDeliveryWorld();
  const { bot, store, telegram } = world;
  await store.saveDigest(chat(ANNA), eachPost());
  telegram.failNext("sendMessage", { drop: "after effect" });
  await world.publish("Квокка");
  await bot.waitForLog(/a delivery arrived; it is sent again/);
  world.passTime(UNSURE_MS);
  await world.allSent();
  expect(world.told(ANNA, "Квокка")).toHaveLength(2);
});

test("everybody waits as Telegram asks, and until it can be reached again; then each is told once", async () => {
  const line = await aCuttableLine();
  const world = await aDeliveryWorld({ isStarted: false, apiRoot: line.origin });
  const { bot, store, telegram } = world;
  line.targetPort = Number(new URL(bot.playground.apiRoot).port);
  for (const reader of [ANNA, BORIS]) await store.saveDigest(chat(reader), eachPost());
  await bot.startBot();
  telegram.failNext("sendMessage", { status: 429, retryAfter: 2 });
  await world.publish("Квокка");
  await bot.waitForLog(/Telegram asks to send later/);
  line.cut();
  await bot.waitForLog(/Telegram cannot be reached; deliveries wait/);
  await line.open();
  for (const reader of [ANNA, BORIS]) await world.firstTold(reader, "Квокка");
  await world.allSent();
  expect([ANNA, BORIS].map((reader) => world.told(reader, "Квокка").length)).toEqual([1, 1]);
});

/** Of which a digest is longer than a message. */
const POSTS = 60;

test("a digest of several messages goes on with the one that did not arrive", async () => {
  const world = await aDeliveryWorld();
  const { bot, store, telegram } = world;
  const { hour, occurrence } = world.nextHour();
  await store.saveDigest(chat(ANNA), { ...toSave({ hour }, occurrence), timezone: "UTC" });
  const title = "садится рядом и ждёт, пока её сфотографируют, и никто не проходит мимо";
  for (let at = 1; at <= POSTS; at++) await world.publish(`Квокка номер ${at}я ${title}`);
  telegram.failNext("sendMessage", { delayMs: 1 });
  telegram.failNext("sendMessage", { status: 502 });
  world.passTime(HOUR_MS);
  await bot.waitForLog(/a delivery arrived; it is sent again/);
  world.passTime(UNSURE_MS);
  await world.allSent();
  const messages = world.told(ANNA, "Квокка");
  expect(messages.length).toBeGreaterThan(1);
  const all = messages.map(({ text }) => text).join("\n");
  for (let at = 1; at <= POSTS; at++) expect(all.split(`номер ${at}я`)).toHaveLength(2);
  expect(messages.map((message) => buttonsOf(message).length > 0)).toEqual(
    messages.map((_, at) => at === messages.length - 1),
  );
});
