import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { ArrivalRate } from "../../src/telegram/arrival-rate.ts";
import type { IncomingUpdate } from "../../src/telegram/inbox.ts";
import { Lanes } from "../../src/telegram/lanes.ts";
import { laneOf } from "../../src/telegram/update-kind.ts";

function from(chatId: number, update_id: number): IncomingUpdate & { readonly message: object } {
  return { update_id, message: { chat: { id: chatId, type: "private" } } };
}

const NO_FLOOD: Pick<ArrivalRate, "cameIn" | "inWindow"> = { cameIn: () => undefined, inWindow: 0 };

/** Lanes whose handlers end when they are told to. */
function openLanes(kept: ReadonlyMap<number, IncomingUpdate> = new Map(), arrivals = NO_FLOOD) {
  const parts = closedLanes(kept, arrivals);
  parts.lanes.open();
  return parts;
}

function closedLanes(kept: ReadonlyMap<number, IncomingUpdate> = new Map(), arrivals = NO_FLOOD) {
  const begun: number[] = [];
  const ends = new Map<number, () => void>();
  const failures: unknown[] = [];
  const takes: (() => Promise<IncomingUpdate | null>)[] = [];
  const lanes = new Lanes({
    takeUp: (updateId) => takes.shift()?.() ?? Promise.resolve(kept.get(updateId) ?? null),
    handle: ({ update_id }) => {
      begun.push(update_id);
      return new Promise((resolve) => ends.set(update_id, resolve));
    },
    onError: (error) => failures.push(error),
    arrivals,
  });
  const settle = async () => {
    for (let turn = 0; turn < 200; turn++) await nextTurn();
  };
  const end = async (updateId: number) => {
    ends.get(updateId)?.();
    await settle();
  };
  const endAll = () => {
    for (const end of ends.values()) end();
  };
  return { lanes, begun, end, endAll, settle, failures, takes };
}

test("what is added before lanes are open is handled in its order once they are", async () => {
  const { lanes, begun, end, settle } = closedLanes(new Map([[10, from(1, 10)]]));
  lanes.addKept(from(1, 10));
  lanes.add(from(1, 11));
  await settle();
  expect(begun).toEqual([]);
  lanes.open();
  await settle();
  await end(10);
  expect(begun).toEqual([10, 11]);
});

test("updates of one chat are handled one after another, in order; other chats do not wait", async () => {
  const { lanes, begun, end, settle } = openLanes();
  for (const update of [from(1, 10), from(1, 11), from(2, 12), from(1, 13)]) lanes.add(update);
  await settle();
  expect(begun).toEqual([10, 12]);
  await end(10);
  expect(begun).toEqual([10, 12, 11]);
  await end(11);
  expect(begun).toEqual([10, 12, 11, 13]);
});

test("a chat that sends thousands lets every other chat in after one of them", async () => {
  const others = [2, 3, 4, 5, 6].map((chat) => from(chat, 10_000 + chat));
  const { lanes, begun, settle } = openLanes(new Map(others.map((update) => [update.update_id, update])));
  for (let at = 0; at < 5000; at++) lanes.add(from(1, at));
  for (const update of others) lanes.add(update);
  await settle();
  expect(begun).toEqual([0, 10_002, 10_003, 10_004, 10_005, 10_006]);
});

test("more chats than can be served at once are served in the order in which they came", async () => {
  const { lanes, begun, end, settle } = openLanes();
  for (let chat = 1; chat <= 203; chat++) lanes.add(from(chat, chat));
  lanes.add(from(1, 500));
  await settle();
  expect(begun).toHaveLength(200);
  await end(1);
  await end(2);
  await end(3);
  await end(4);
  expect(begun.slice(200)).toEqual([201, 202, 203, 500]);
});

test("what is only kept is taken up when its turn comes, and passed over when it does not wait any more", async () => {
  const { lanes, begun, end, settle } = openLanes(new Map([[12, from(1, 12)]]));
  lanes.add(from(1, 10));
  lanes.addKept(from(1, 11));
  lanes.addKept(from(1, 12));
  await settle();
  await end(10);
  expect(begun).toEqual([10, 12]);
});

test("of a flood all but the first few hundred are looked up again in the inbox", async () => {
  const flood = Array.from({ length: 600 }, (_, at) => from(at % 2, at));
  const { lanes, begun, end, settle } = openLanes(new Map(flood.map((update) => [update.update_id, update])));
  for (const update of flood) lanes.add(update);
  await settle();
  for (const update of flood) await end(update.update_id);
  expect(begun.toSorted((a, b) => a - b)).toEqual(flood.map(({ update_id }) => update_id));
});

test("an update that cannot be read now is tried again, and nothing overtakes it in its chat", async () => {
  const { lanes, begun, failures, takes } = openLanes(new Map([[11, from(1, 11)]]));
  takes.push(() => Promise.reject(new Error("database is locked")));
  lanes.addKept(from(1, 11));
  lanes.add(from(1, 12));
  await expect.poll(() => begun, { timeout: 5000 }).toEqual([11]);
  expect(failures).toEqual([new Error("database is locked")]);
});

test("whoever writes now goes before all who wrote long ago, who are served a few at a time", async () => {
  const { lanes, begun, end, settle } = openLanes();
  for (let chat = 1; chat <= 100; chat++) lanes.add(from(chat, chat), true);
  await settle();
  expect(begun).toHaveLength(20);
  lanes.add(from(500, 1000));
  await settle();
  expect(begun.at(-1)).toBe(1000);
  await end(1);
  expect(begun.at(-1)).toBe(21);
});

test("a chat that waits with what is late comes forward when it writes now, and keeps its order", async () => {
  const { lanes, begun, end, settle } = openLanes();
  for (let chat = 1; chat <= 100; chat++) lanes.add(from(chat, chat), true);
  await settle();
  lanes.add(from(99, 1000));
  await settle();
  expect(begun.at(-1)).toBe(99);
  await end(99);
  expect(begun.at(-1)).toBe(1000);
});

test("of those who write without end, what is late gets a turn in four", async () => {
  const { lanes, begun, end, settle } = openLanes();
  for (let chat = 1; chat <= 300; chat++) lanes.add(from(chat, chat));
  await settle();
  for (let chat = 301; chat <= 400; chat++) lanes.add(from(chat, chat), true);
  for (let chat = 1; chat <= 12; chat++) await end(chat);
  expect(begun.slice(200).filter((id) => id > 300)).toHaveLength(3);
});

test("while more comes in, what is late waits for the end of that; what is new does not", async () => {
  const { lanes, begun, settle } = openLanes();
  lanes.holdLate();
  lanes.add(from(1, 1), true);
  lanes.add(from(2, 2));
  await settle();
  expect(begun).toEqual([2]);
  lanes.release();
  await settle();
  expect(begun).toEqual([2, 1]);
});

test("the more comes in, the slower more is begun, also when all places become free at once", async () => {
  const { lanes, begun, settle, endAll } = openLanes(new Map(), new ArrivalRate());
  for (let chat = 1; chat <= 200; chat++) {
    lanes.add(from(chat, chat));
    if (chat % 10 === 0) await sleep(80); // nobody would call that a flood
  }
  await settle();
  expect(begun).toHaveLength(200);
  for (let chat = 201; chat <= 1200; chat++) lanes.add(from(chat, chat));
  endAll();
  await settle();
  expect(begun.length).toBeLessThanOrEqual(203);
  await expect.poll(() => begun.length, { timeout: 5_000 }).toBe(400); // it was over soon
});

test("after a stop nothing is begun, and the stop waits for what is being handled", async () => {
  const { lanes, begun, end, settle } = openLanes();
  lanes.add(from(1, 10));
  lanes.add(from(1, 11));
  await settle();
  const stopped = lanes.stop(60_000);
  lanes.add(from(2, 12));
  await end(10);
  expect(await stopped).toBe(true);
  expect(begun).toEqual([10]);
});

test("a stop does not wait for ever", async () => {
  const { lanes, settle } = openLanes();
  lanes.add(from(1, 10));
  await settle();
  expect(await lanes.stop(10)).toBe(false);
});

test.each<[string, object, object]>([
  [
    "a message and a press in the same chat",
    { message: inChat(5) },
    { callback_query: { message: inChat(5) } },
  ],
  ["posts of one channel and their edits", { channel_post: inChat(-5) }, { edited_channel_post: inChat(-5) }],
])("%s share a lane", (_case, one, other) => {
  expect(laneOf({ update_id: 1, ...one })).toBe(laneOf({ update_id: 2, ...other }));
});

test.each<[string, object, object]>([
  ["two chats", { message: inChat(5) }, { message: inChat(6) }],
  [
    "a chat and what its person types elsewhere",
    { message: inChat(5) },
    { inline_query: { from: { id: 5 } } },
  ],
  [
    "an answer and what stops it",
    { message: inChat(5) },
    { stopped_message_generation: { chat: { id: 5 }, draft_id: 1 } },
  ],
  ["updates with nothing in them", {}, {}],
  ["updates with rubbish in them", { message: null }, { message: { chat: { id: "5" } } }],
])("%s do not wait for each other", (_case, one, other) => {
  expect(laneOf({ update_id: 1, ...one })).not.toBe(laneOf({ update_id: 2, ...other }));
});

function inChat(id: number): object {
  return { chat: { id, type: "private" } };
}

test("one that may be what ends the process is handled alone, in its turn", async () => {
  const kept = [from(1, 11), from(2, 12), from(3, 13)] as const;
  const { lanes, begun, end, settle } = openLanes(new Map(kept.map((update) => [update.update_id, update])));
  lanes.addKept(kept[0]);
  lanes.addKept(kept[1], { isSuspect: true });
  lanes.addKept(kept[2]);
  lanes.add(from(2, 22));
  await settle();
  expect(begun).toEqual([11]);
  await end(11);
  expect(begun).toEqual([11, 12]);
  await end(12);
  expect(new Set(begun)).toEqual(new Set([11, 12, 13, 22]));
});
