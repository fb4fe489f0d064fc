import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { keepHouse } from "../src/housekeeping.ts";
import { createLog } from "../src/log.ts";
import { aStore } from "./support/sqlite-store.ts";

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
