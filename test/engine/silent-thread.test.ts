import { expect, onTestFinished, test, vi } from "vitest";
import { SearchThread } from "../../src/engine/thread.ts";
import type { FastIndexEvent } from "../../src/search/fast-index.ts";

const WORKER = new URL("../support/silent-worker.mjs", import.meta.url);
const REQUEST = { order: "relevance", offset: 0, limit: 5 } as const;

test("a thread that answers others is at work, and who waits behind them goes on waiting", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const events: FastIndexEvent[] = [];
  const onEvent = (event: FastIndexEvent) => void events.push(event);
  const thread = new SearchThread("file:none.db", WORKER);
  onTestFinished(() => thread.close());
  const searcher = await thread.over(null, { timezone: "UTC", glossary: null, known: [], onEvent });
  const last = searcher.search({ query: "never", ...REQUEST }).catch((error: Error) => error.message);
  for (let crowd = 0; crowd < 3; crowd++) {
    await searcher.search({ query: "слово", ...REQUEST });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(events).toEqual([]);
  }
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await last).toContain("has stopped");
  expect(events).toHaveLength(1);
});

test("a thread that does not answer is replaced, and what the next one is asked is answered", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const events: FastIndexEvent[] = [];
  const onEvent = (event: FastIndexEvent) => void events.push(event);
  const thread = new SearchThread("file:none.db", WORKER);
  onTestFinished(() => thread.close());
  const searcher = await thread.over(null, { timezone: "UTC", glossary: null, known: [], onEvent });
  const unanswered = searcher.search({ query: "never", ...REQUEST }).catch((error: Error) => error.message);
  await vi.advanceTimersByTimeAsync(10_000);
  // The old thread ends while the new one is asked already.
  const answered = searcher.search({ query: "слово", ...REQUEST });
  expect(await unanswered).toContain("has stopped");
  expect(await answered).toMatchObject({ query: "слово" });
  expect(events).toEqual([{ kind: "failed", reason: "no answer within 10000 ms" }]);
});
