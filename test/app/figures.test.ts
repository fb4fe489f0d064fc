import { expect, test } from "vitest";
import { type FigureDeps, readFigures } from "../../src/app/figures.ts";
import { Pulse } from "../../src/telegram/admin/pulse.ts";
import { aStore } from "../support/sqlite-store.ts";

const NOW = new Date("2026-11-30T12:00:00Z");

async function aBot(parts: Partial<FigureDeps> = {}): Promise<FigureDeps> {
  return {
    store: await aStore(),
    searcher: { indexStatus: async () => ({ kind: "ready", posts: 7 }), heapBytes: async () => 1024 },
    pulse: new Pulse(NOW, "1.2.3"),
    isStarted: () => true,
    isReceiving: () => true,
    stopping: new AbortController().signal,
    now: () => NOW,
    backups: { isPlanned: false, newestAt: async () => null },
    onError: (error) => expect.unreachable(String(error)),
    ...parts,
  };
}

/** As `name{label}`. */
async function figuresOf(parts: Partial<FigureDeps>): Promise<Record<string, number>> {
  const figures = await readFigures(await aBot(parts));
  const entries = figures.map(({ name, labels, value }) => {
    const of = Object.values(labels).join();
    return [name.replace("inforetriever_", "") + (of === "" ? "" : `{${of}}`), value] as const;
  });
  return Object.fromEntries(entries);
}

test("what came of asking the language model is told as it counts it", async () => {
  const fellBack = { slow: 2, "no-answer": 1 };
  const modelStatus = () => ({ worded: 5, fellBack, breaker: "open" }) as const;
  expect(await figuresOf({ modelStatus })).toMatchObject({
    "model_answers_total{worded}": 5,
    "model_answers_total{slow}": 2,
    "model_answers_total{no-answer}": 1,
    model_paused: 1,
  });
});

test("a search that fails is silent, and everything else is told", async () => {
  const heard: unknown[] = [];
  const fails = () => Promise.reject(new Error("out of memory"));
  const figures = await figuresOf({
    searcher: { indexStatus: fails, heapBytes: fails },
    onError: (error) => heard.push(error),
  });
  expect(figures).toMatchObject({
    "fast_index_state{silent}": 1,
    "fast_index_state{ready}": 0,
    "ready_part{answers}": 0,
    queue_updates: 0,
  });
  expect(figures).not.toHaveProperty("search_thread_heap_bytes");
  expect(heard).not.toHaveLength(0);
});

test("a database that cannot be read takes no other figures along", async () => {
  const store = await aStore();
  await store.close();
  const figures = await figuresOf({ store, onError: () => undefined });
  expect(figures).not.toHaveProperty("queue_updates");
  expect(figures).toMatchObject({ ready: 0, fast_index_posts: 7, "build_info{1.2.3}": 1 });
});

test("what keeps the database from its work is told by its code", async () => {
  const trouble = { code: "STORE_FULL", message: "full", hint: "make room", since: NOW } as const;
  const store = { ...(await aStore()), trouble: () => trouble };
  expect(await figuresOf({ store })).toMatchObject({
    "store_trouble{STORE_FULL}": 1,
    "store_trouble{DATABASE_LOCKED}": 0,
  });
  expect(await figuresOf({})).toMatchObject({ "store_trouble{STORE_FULL}": 0 });
});

test("the newest backup is told by when it was made, and one that is planned and missing as never", async () => {
  const made = { isPlanned: true, newestAt: async () => new Date("2026-11-30T03:00:00Z") };
  expect(await figuresOf({ backups: made })).toMatchObject({
    backup_planned: 1,
    backup_last_timestamp_seconds: Date.parse("2026-11-30T03:00:00Z") / 1000,
  });
  expect(await figuresOf({ backups: { ...made, newestAt: async () => null } })).toMatchObject({
    backup_last_timestamp_seconds: 0,
  });
});

test("a clock that was set back makes nothing wait for less than nothing", async () => {
  const store = await aStore({ now: () => NOW });
  await store.accept([{ update_id: 1 }]);
  const now = () => new Date(NOW.getTime() - 60_000);
  expect(await figuresOf({ store, now })).toMatchObject({ queue_updates: 1, queue_oldest_seconds: 0 });
});
