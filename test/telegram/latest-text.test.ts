import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { LatestText } from "../../src/telegram/latest-text.ts";

const PAUSE_MS = 20;

/** Shows texts in a list, one a few milliseconds. */
function aScreen(pace: { most?: number; failsAt?: string } = {}) {
  const texts: string[] = [];
  const errors: unknown[] = [];
  let running = 0;
  let mostAtOnce = 0;
  const latest = new LatestText(
    async (text) => {
      mostAtOnce = Math.max(mostAtOnce, ++running);
      await sleep(5);
      running -= 1;
      if (text === pace.failsAt) throw new Error("refused");
      texts.push(text);
    },
    {
      pauseMs: PAUSE_MS,
      onError: (error) => errors.push(error),
      ...(pace.most === undefined ? {} : { most: pace.most }),
    },
  );
  return { latest, texts, errors, mostAtOnce: () => mostAtOnce };
}

test("of what comes during a request and the pause after it only the newest is shown", async () => {
  const { latest, texts, mostAtOnce } = aScreen();
  for (const text of ["a", "ab", "abc", "abcd"]) latest.push(text);
  await expect.poll(() => texts).toEqual(["a", "abcd"]);
  latest.push("abcde");
  await expect.poll(() => texts).toEqual(["a", "abcd", "abcde"]);
  expect(mostAtOnce()).toBe(1);
});

test("what still waits at the end is not shown, and the end waits for the last request", async () => {
  const { latest, texts } = aScreen();
  latest.push("a");
  latest.push("ab");
  await latest.end();
  expect(texts).toEqual(["a"]);
  latest.push("abc");
  await sleep(2 * PAUSE_MS);
  expect(texts).toEqual(["a"]);
});

test("the first text that fails is the last one", async () => {
  const { latest, texts, errors } = aScreen({ failsAt: "ab" });
  latest.push("a");
  await sleep(1);
  latest.push("ab");
  await expect.poll(() => errors).toHaveLength(1);
  latest.push("abc");
  await latest.end();
  expect(texts).toEqual(["a"]);
});

test("no more are shown than may be", async () => {
  const { latest, texts } = aScreen({ most: 2 });
  for (const text of ["a", "ab", "abc"]) {
    latest.push(text);
    await sleep(2 * PAUSE_MS);
  }
  expect(texts).toEqual(["a", "ab"]);
});

test("an end before anything was shown is fine, twice too", async () => {
  const { latest } = aScreen();
  await latest.end();
  await latest.end();
});
