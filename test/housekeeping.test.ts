import { PassThrough } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { keepHouse, surelyPast } from "../src/housekeeping.ts";
import { createLog } from "../src/log.ts";
import { aStore } from "./support/sqlite-store.ts";
import { ANNA, eachPost, planAll, savePost } from "./support/subscriptions.ts";

test("what a model was asked for yesterday is kept, before that it is forgotten", async () => {
  const store = await aStore();
  for (const day of ["2024-11-17", "2024-11-18", "2024-11-19"])
    await store.takeModelAnswer(day, 7, { all: 1, person: 1 });
  const log = createLog("silent", new PassThrough());
  const now = () => new Date("2024-11-19T12:00:00Z");
  clearInterval(keepHouse(store, { log, now, stopping: new AbortController().signal }));
  await expect.poll(() => store.takeModelAnswer("2024-11-17", 7, { all: 1, person: 1 })).toBe(true);
  expect(await store.takeModelAnswer("2024-11-18", 7, { all: 1, person: 1 })).toBe(false);
});

test("what was sent is kept for thirty days", async () => {
  const store = await aStore();
  const now = new Date("2026-11-30T12:00:00Z");
  const sentAt = ["2026-10-31T11:59:00Z", "2026-10-31T12:01:00Z"].map((at) => new Date(at));
  await store.saveDigest(ANNA, eachPost());
  for (const [messageId, at] of sentAt.entries()) {
    await planAll(store, await savePost(store, { messageId: messageId + 1 }), { dueAt: at });
    const [owed] = await store.dueDeliveries(at, 1, []);
    await store.claim(owed?.id ?? 0, null);
    await store.markSent(owed?.id ?? 0, 55, at);
  }
  const log = createLog("silent", new PassThrough());
  clearInterval(keepHouse(store, { log, now: () => now, stopping: new AbortController().signal }));
  await expect
    .poll(async () => (await store.deliveryFigures(new Date("2026-11-01T00:00:00Z"))).sentLastDay)
    .toBe(1);
});

test("where nobody knows the time for certain, nothing is forgotten", async () => {
  const store = await aStore();
  await store.takeModelAnswer("2024-11-17", 7, { all: 1, person: 1 });
  const log = createLog("silent", new PassThrough());
  clearInterval(keepHouse(store, { log, now: () => null, stopping: new AbortController().signal }));
  await nextTurn();
  expect(await store.takeModelAnswer("2024-11-17", 7, { all: 1, person: 1 })).toBe(false);
});

test.each([
  ["that runs a year ahead", "2027-11-30T12:00:00Z", "2026-11-30T12:00:00Z", "2026-11-30T12:00:00Z"],
  ["that is right", "2026-11-30T12:00:00Z", "2026-11-30T11:59:00Z", "2026-11-30T11:59:00Z"],
  ["that was put back to 1970", "1970-01-01T00:00:00Z", "2026-11-30T12:00:00Z", "1970-01-01T00:00:00Z"],
])("by a clock %s nothing young is old", (_case, shown, told, expected) => {
  expect(surelyPast(new Date(shown), new Date(told))).toEqual(new Date(expected));
});

test("a clock that nobody has confirmed says nothing", () => {
  expect(surelyPast(new Date("2027-11-30T12:00:00Z"), null)).toBeNull();
});
