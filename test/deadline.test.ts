import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { resultWithin, signalWithin } from "../src/deadline.ts";
import { aLocalServer } from "./support/local-server.ts";

test("a task that is done in time gives its result, one that is not gives nothing, also when it fails later", async () => {
  expect(await resultWithin(1_000, Promise.resolve(7))).toBe(7);
  const late = sleep(30).then(() => Promise.reject(new Error("too late to matter")));
  expect(await resultWithin(5, late)).toBeUndefined();
  await sleep(50);
});

test("a task that fails in time fails", async () => {
  await expect(resultWithin(1_000, Promise.reject(new Error("no")))).rejects.toThrow("no");
});

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

test.each([
  ["the time is over", 100, "TimeoutError"],
  ["it is told to stop", 60_000, "AbortError"],
])(
  "a request that hangs ends when %s, whatever garbage is collected meanwhile",
  async (_, timeoutMs, name) => {
    const { origin } = await aLocalServer(() => undefined);
    const stopping = new AbortController();
    const hanging = fetch(origin, { signal: signalWithin(timeoutMs, stopping.signal) });
    const collecting = setInterval(collectGarbage, 10);
    const stop = setTimeout(() => stopping.abort(), 200);
    await expect(hanging).rejects.toMatchObject({ name });
    clearInterval(collecting);
    clearTimeout(stop);
  },
);

test("what is stopped already ends at once", () => {
  expect(signalWithin(60_000, AbortSignal.abort()).aborted).toBe(true);
});
