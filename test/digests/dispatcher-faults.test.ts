import fc from "fast-check";
import { expect, test } from "vitest";
import type { DispatcherDeps } from "../../src/digests/dispatcher.ts";
import type { SendOutcome } from "../../src/digests/messenger.ts";
import { aDispatchWorld, oweToMany } from "../support/dispatch-world.ts";

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Store = DispatcherDeps["store"];
type Method =
  | "takeUpAgain"
  | "dueDeliveries"
  | "nextDeliveryAt"
  | "subscriber"
  | "claim"
  | "markPart"
  | "markSent"
  | "postpone";

/** The store, on a disk that fails now and then. */
function failing(store: Store, isBroken: (method: Method) => boolean): Store {
  const guarded =
    <A extends unknown[], R>(method: Method, work: (...given: A) => Promise<R>) =>
    async (...given: A): Promise<R> => {
      if (isBroken(method)) throw new Error("disk full");
      return work(...given);
    };
  return {
    ...store,
    takeUpAgain: guarded("takeUpAgain", store.takeUpAgain),
    dueDeliveries: guarded("dueDeliveries", store.dueDeliveries),
    nextDeliveryAt: guarded("nextDeliveryAt", store.nextDeliveryAt),
    subscriber: guarded("subscriber", store.subscriber),
    claim: guarded("claim", store.claim),
    markPart: guarded("markPart", store.markPart),
    markSent: guarded("markSent", store.markSent),
    postpone: guarded("postpone", store.postpone),
  };
}

test.each<Method>([
  "takeUpAgain",
  "dueDeliveries",
  "nextDeliveryAt",
  "subscriber",
  "claim",
  "markPart",
  "markSent",
])("while the store fails at %s nothing is sent twice, and afterwards nothing is missing", async (method) => {
  const world = await aDispatchWorld((store, timer) => ({
    store: failing(store, (asked) => asked === method && timer.now() > 0 && timer.now() < 2 * MINUTE),
  }));
  world.telegram.parts = 2;
  await oweToMany(world, { chats: 50 });
  await world.timer.advance(1);
  world.dispatcher.start();
  await world.timer.advance(5 * MINUTE);
  const messages = world.telegram.arrived.map(({ chatId, message }) => `${chatId}: ${message}`);
  expect(messages).toHaveLength(100);
  expect(new Set(messages).size).toBe(100);
  expect(await world.store.deliveryFigures(world.now())).toMatchObject({ pending: 0, sending: 0 });
  expect(world.events.map(({ kind }) => kind)).toContain("failed");
});

test("a delivery that cannot be made holds up nobody else, and is tried again", async () => {
  let isBroken = true;
  const world = await aDispatchWorld();
  await oweToMany(world, { chats: 20 });
  const writeNotice = world.telegram.writeNotice;
  world.telegram.writeNotice = (notice, to) =>
    isBroken && to.place.chatId === 3 ? Promise.reject(new Error("no words")) : writeNotice(notice, to);
  world.dispatcher.start();
  await world.timer.advance(30 * SECOND);
  expect(world.telegram.arrived).toHaveLength(19);
  expect(world.events).toMatchObject([{ kind: "failed", work: "making" }]);
  isBroken = false;
  await world.timer.advance(2 * MINUTE);
  expect(world.telegram.arrived).toHaveLength(20);
});

test("what can never be made is tried ever more seldom, at last once an hour", async () => {
  const tries: number[] = [];
  const world = await aDispatchWorld();
  await oweToMany(world, { chats: 1 });
  world.telegram.writeNotice = () => {
    tries.push(world.timer.now() / MINUTE);
    return Promise.reject(new Error("no words"));
  };
  world.dispatcher.start();
  await world.timer.advance(5 * 60 * MINUTE);
  const waits = tries.slice(1).map((at, index) => Math.floor(at - (tries[index] ?? 0)));
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
});

test("a stop waits for what is under way, begins nothing more, and leaves the rest for the next start", async () => {
  const world = await aDispatchWorld();
  await oweToMany(world, { chats: 100 });
  world.dispatcher.start();
  await world.timer.advance(SECOND);
  let isStopped = false;
  const stopping = world.dispatcher.stop(10 * SECOND).then(() => {
    isStopped = true;
  });
  expect(world.dispatcher.stop(5)).toBe(world.dispatcher.stop(0));
  await world.timer.advance(0);
  const { requests } = world.telegram;
  await world.timer.advance(SECOND);
  expect(isStopped).toBe(true);
  await stopping;
  expect(world.telegram.requests).toBe(requests);
  expect(await world.store.deliveryFigures(world.now())).toMatchObject({
    pending: 100 - requests,
    sending: 0,
  });
  world.another().start();
  await world.timer.advance(MINUTE);
  expect(world.telegram.arrived).toHaveLength(100);
});

test("a stop does not wait for an answer that never comes", async () => {
  const world = await aDispatchWorld();
  await oweToMany(world, { chats: 5 });
  world.telegram.answer = () => "never";
  world.dispatcher.start();
  await world.timer.advance(SECOND);
  let isStopped = false;
  void world.dispatcher.stop(10 * SECOND).then(() => {
    isStopped = true;
  });
  await world.timer.advance(9 * SECOND);
  expect(isStopped).toBe(false);
  await world.timer.advance(2 * SECOND);
  expect(isStopped).toBe(true);
});

test("a stop between two messages leaves the second for the next start", async () => {
  const world = await aDispatchWorld();
  world.telegram.parts = 2;
  await oweToMany(world, { chats: 1 });
  world.dispatcher.start();
  await world.timer.advance(500);
  void world.dispatcher.stop(10 * SECOND);
  await world.timer.advance(SECOND);
  expect(await world.owed()).toMatchObject([{ begun: { sent: 1 }, unsureAttempts: 0 }]);
  expect(await world.store.deliveryFigures(world.now())).toMatchObject({ pending: 1, sending: 0 });
});

const harmless: fc.Arbitrary<SendOutcome | null> = fc.oneof(
  { weight: 6, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constant<SendOutcome>({ kind: "not-sent" }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("refused-for-now" as const), waitMs: fc.nat(5000) }),
  },
);

test("whatever is refused, never leaves or cannot be kept, each message arrives once, in its order", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(harmless, { maxLength: 60, size: "max" }),
      fc.array(fc.boolean(), { maxLength: 200, size: "max" }),
      async (answers, breaks) => {
        let asked = 0;
        const world = await aDispatchWorld((store) => ({
          store: failing(store, () => breaks[asked++] ?? false),
        }));
        world.telegram.parts = 2;
        world.telegram.answer = ({ count }) => answers[count - 1] ?? null;
        await oweToMany(world, { chats: 12 });
        world.dispatcher.start();
        await world.timer.advance(2 * HOUR);
        const messages = world.telegram.arrived.map(({ chatId, message }) => `${chatId}: ${message.at(-1)}`);
        expect(messages.filter((message) => message.endsWith("1"))).toHaveLength(12);
        expect(new Set(messages).size).toBe(24);
        expect(messages).toHaveLength(24);
        for (let chatId = 1; chatId <= 12; chatId++)
          expect(messages.indexOf(`${chatId}: 1`)).toBeLessThan(messages.indexOf(`${chatId}: 2`));
        expect(await world.owed()).toEqual([]);
        await world.dispatcher.stop(0);
      },
    ),
    { numRuns: 15 },
  );
});
