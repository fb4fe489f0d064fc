import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { keepHouse } from "../src/housekeeping.ts";
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
