import { expect, test, vi } from "vitest";
import type { Update } from "../../src/playground/update-queue.ts";
import { ANNA, CHANNEL, openStage } from "./stage.ts";

const CONFLICT =
  "409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";
const WEBHOOK_CONFLICT =
  "409 Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";

function texts(updates: readonly Update[]): unknown[] {
  return updates.map(({ message }) =>
    message instanceof Object && "text" in message ? message.text : undefined,
  );
}

test("updates come again until the offset passes them, their ids are consecutive", async () => {
  const { telegram, updates } = await openStage();
  for (const text of ["раз", "два", "три"]) telegram.send(ANNA, ANNA, text);
  const first = await updates();
  expect(texts(first)).toEqual(["раз", "два", "три"]);
  expect(await updates()).toEqual(first);
  const [one = 0, two = 0, three = 0] = first.map(({ update_id }) => update_id);
  expect([two - one, three - two]).toEqual([1, 1]);
  expect(texts(await updates({ offset: two }))).toEqual(["два", "три"]);
  expect(texts(await updates())).toEqual(["два", "три"]);
  expect(await updates({ offset: three + 1 })).toEqual([]);
  expect(telegram.pendingUpdates()).toBe(0);
});

test("a negative offset keeps only the newest", async () => {
  const { telegram, updates } = await openStage();
  for (const text of ["раз", "два", "три"]) telegram.send(ANNA, ANNA, text);
  expect(texts(await updates({ offset: -1 }))).toEqual(["три"]);
  expect(texts(await updates())).toEqual(["три"]);
});

test("a limit is kept between 1 and 100", async () => {
  const { telegram, updates } = await openStage();
  for (let i = 0; i < 120; i++) telegram.send(ANNA, ANNA, String(i));
  expect(await updates({ limit: 2 })).toHaveLength(2);
  expect(await updates({ limit: 0 })).toHaveLength(1);
  expect(await updates({ limit: 500 })).toHaveLength(100);
});

test("a long poll ends when something happens", async () => {
  const { telegram, updates } = await openStage();
  const poll = updates({ timeout: 30 });
  setImmediate(() => telegram.send(ANNA, ANNA, "привет"));
  expect(texts(await poll)).toEqual(["привет"]);
});

test("a long poll with nothing to tell ends empty after its timeout", async () => {
  const { updates } = await openStage();
  expect(await updates({ timeout: 1 })).toEqual([]);
});

test("a second getUpdates ends the first with 409", async () => {
  const { call, refusal, telegram } = await openStage();
  const first = refusal("getUpdates", { timeout: 30 });
  await vi.waitUntil(() => telegram.isPolled);
  const second = call<Update[]>("getUpdates", { timeout: 30 });
  expect(await first).toBe(CONFLICT);
  telegram.send(ANNA, ANNA, "привет");
  expect(texts((await second).result)).toEqual(["привет"]);
});

test("kinds that were not asked for are dropped, and the choice is remembered", async () => {
  const { telegram, updates } = await openStage();
  await updates({ allowed_updates: ["channel_post"] });
  telegram.send(ANNA, ANNA, "мимо");
  telegram.publish(CHANNEL, "Пост");
  expect(await updates()).toMatchObject([{ channel_post: { text: "Пост", chat: { id: CHANNEL } } }]);
  await updates({ allowed_updates: [] });
  telegram.send(ANNA, ANNA, "снова");
  expect(await updates()).toHaveLength(2);
});

test("a day later an update is gone", async () => {
  const { telegram, updates, pass } = await openStage();
  telegram.send(ANNA, ANNA, "вчера");
  pass(24 * 60 * 60 * 1000);
  telegram.send(ANNA, ANNA, "сегодня");
  expect(texts(await updates())).toEqual(["сегодня"]);
});

test("getUpdates is a conflict while a webhook is set, and setWebhook ends a long poll", async () => {
  const { call, refusal, telegram } = await openStage();
  const poll = refusal("getUpdates", { timeout: 30 });
  await vi.waitUntil(() => telegram.isPolled);
  await call("setWebhook", { url: "http://127.0.0.1:9/hook" });
  expect(await poll).toBe("409 Conflict: terminated by setWebhook request");
  expect(await refusal("getUpdates")).toBe(WEBHOOK_CONFLICT);
  await call("deleteWebhook");
  expect(await refusal("getUpdates")).toBe("ok");
});

test("closing the playground ends long polls; closing twice is fine", async () => {
  const { playground, call, telegram } = await openStage();
  const poll = call("getUpdates", { timeout: 30 }).catch((error: unknown) => error);
  await vi.waitUntil(() => telegram.isPolled);
  await playground.close();
  await playground.close();
  expect(await poll).toBeDefined();
});
