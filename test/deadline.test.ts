import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { resultWithin } from "../src/deadline.ts";

test("a task that is done in time gives its result, one that is not gives nothing, also when it fails later", async () => {
  expect(await resultWithin(1_000, Promise.resolve(7))).toBe(7);
  const late = sleep(30).then(() => Promise.reject(new Error("too late to matter")));
  expect(await resultWithin(5, late)).toBeUndefined();
  await sleep(50);
});

test("a task that fails in time fails", async () => {
  await expect(resultWithin(1_000, Promise.reject(new Error("no")))).rejects.toThrow("no");
});
