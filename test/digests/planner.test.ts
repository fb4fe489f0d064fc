import { expect, onTestFinished, test } from "vitest";
import type { Delivery } from "../../src/digests/delivery.ts";
import {
  createPlanner,
  type Planner,
  type PlannerEvent,
  type PlannerOptions,
} from "../../src/digests/planner.ts";
import { nextOccurrence } from "../../src/digests/schedule.ts";
import type { DigestChoices } from "../../src/digests/subscription.ts";
import type { SqliteStore } from "../../src/store/open.ts";
import { choices } from "../support/digests.ts";
import { HeldClock } from "../support/held-clock.ts";
import { aChannel, aPost } from "../support/posts.ts";
import { aStore } from "../support/sqlite-store.ts";
import { ANNA, anAlert, BORIS, MANNERS, queryKey } from "../support/subscriptions.ts";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Noon in Moscow, a Monday. */
const NOON = "2026-11-30T09:00:00Z";
const EACH = { rhythm: { kind: "each" } } as const;

interface World {
  readonly clock: HeldClock;
  readonly store: SqliteStore;
  readonly planner: Planner;
  readonly events: PlannerEvent[];
  /** How often the dispatcher was woken. */
  readonly wakes: () => number;
  /** Saves a post of so long ago; its key. */
  readonly publish: (agoMs?: number) => Promise<number>;
  readonly subscribe: (place: typeof ANNA, parts?: Partial<DigestChoices>) => Promise<void>;
  readonly subscribeMany: (count: number, parts: Partial<DigestChoices>) => Promise<void>;
  readonly owed: () => Promise<string[]>;
}

/** A planner that has begun, where nobody wants anything yet. */
async function aWorld(options: Partial<PlannerOptions> = {}): Promise<World> {
  const clock = new HeldClock(NOON);
  const store = await aStore({ now: clock.now });
  const events: PlannerEvent[] = [];
  let wakes = 0;
  const channel = await store.openChannel(aChannel());
  let messageId = 100;
  const subscribe: World["subscribe"] = async (place, parts = {}) => {
    const digest = choices(parts);
    const next = nextOccurrence({ ...digest, timezone: MANNERS.timezone }, clock.now(), null);
    await store.saveDigest(place, { ...MANNERS, digest, next });
  };
  const wakeDispatcher = () => {
    wakes += 1;
  };
  const planner = await aPlanner({ clock, store, events }, { wakeDispatcher, ...options });
  return {
    clock,
    store,
    planner,
    events,
    wakes: () => wakes,
    publish: async (agoMs = 0) => {
      messageId += 1;
      const date = new Date(clock.now().getTime() - agoMs).toISOString();
      const [saved] = await store.savePosts(channel.id, [
        aPost({ messageId, date, text: `Post ${messageId}` }),
      ]);
      return saved?.postId ?? Number.NaN;
    },
    subscribe,
    subscribeMany: async (count, parts) => {
      const chatIds = Array.from({ length: count }, (_, at) => at + 1);
      await Promise.all(chatIds.map((chatId) => subscribe({ chatId, topicId: null }, parts)));
    },
    owed: async () => (await allOwed(store)).map(subjectOf),
  };
}

/** One that has had its first turn. */
async function aPlanner(
  { clock, store, events }: Pick<World, "clock" | "store" | "events">,
  options: Partial<PlannerOptions> = {},
): Promise<Planner> {
  const planner = createPlanner({
    store,
    composer: { savedQueriesOf: async () => [] },
    now: clock.now,
    pause: clock.pause,
    onEvent: (event) => events.push(event),
    wakeDispatcher: () => undefined,
    ...options,
  });
  onTestFinished(() => planner.stop());
  planner.start();
  await clock.asleep();
  return planner;
}

async function allOwed(store: SqliteStore): Promise<Delivery[]> {
  return store.dueDeliveries(new Date("2100-01-01T00:00:00Z"), 100_000, []);
}

function subjectOf({ subject }: Delivery): string {
  return subject.kind === "post" ? `post ${subject.postId}` : subject.date;
}

async function woken({ planner, clock }: World): Promise<number> {
  planner.wake();
  return clock.asleep();
}

test("a new post is owed to a place that gets every post, once it has settled", async () => {
  const world = await aWorld();
  await world.subscribe(ANNA, EACH);
  const post = await world.publish();
  expect(await woken(world)).toBe(30 * SECOND_MS);
  await world.clock.pass(29 * SECOND_MS);
  expect(await world.owed()).toEqual([]);
  await world.clock.pass(SECOND_MS);
  expect(await world.owed()).toEqual([`post ${post}`]);
  expect(world.wakes()).toBeGreaterThan(0);
});

test("a post that nobody woke the planner for is noticed within a minute", async () => {
  const world = await aWorld();
  await world.subscribe(ANNA, EACH);
  const post = await world.publish();
  await world.clock.pass(MINUTE_MS);
  expect(await world.owed()).toEqual([`post ${post}`]);
});

test("a post is owed to those whose saved queries it matches", async () => {
  const matched: number[] = [];
  const world = await aWorld({ composer: { savedQueriesOf: async () => matched } });
  await world.store.addAlert(ANNA, anAlert("трансформер"));
  await world.store.addAlert(BORIS, anAlert("графы"));
  matched.push(await queryKey(world.store, "трансформер"));
  const post = await world.publish(MINUTE_MS);
  await woken(world);
  const owed = await allOwed(world.store);
  const anna = await world.store.subscriberAt(ANNA);
  expect(owed.map(({ subscriberId }) => subscriberId)).toEqual([anna?.id]);
  expect(world.events).toEqual([{ kind: "post-planned", postId: post, savedQueries: 1 }]);
});

test("more places than a step takes are all owed the post, each once", async () => {
  const world = await aWorld();
  await world.subscribeMany(1200, EACH);
  await world.publish(MINUTE_MS);
  await woken(world);
  expect(await world.owed()).toHaveLength(1200);
}, 60_000);

test("posts that an archive brings are no news, and new ones among them are told of", async () => {
  const world = await aWorld();
  await world.subscribe(ANNA, EACH);
  for (let count = 0; count < 250; count++) await world.publish(49 * HOUR_MS);
  const fresh = await world.publish(47 * HOUR_MS);
  await world.publish(400 * DAY_MS);
  await woken(world);
  expect(await world.owed()).toEqual([`post ${fresh}`]);
  expect(await world.store.nextNewPost()).toBeNull();
}, 30_000);

test("a post from the future waits for clocks that differ, not for one that has no sense", async () => {
  const world = await aWorld();
  await world.subscribe(ANNA, EACH);
  const soon = await world.publish(-4 * MINUTE_MS);
  const absurd = await world.publish(-DAY_MS);
  await woken(world);
  await world.clock.pass(4 * MINUTE_MS);
  expect(await world.owed()).toEqual([]);
  await world.clock.pass(MINUTE_MS);
  expect(await world.owed()).toEqual([`post ${soon}`, `post ${absurd}`]);
});

test("a digest is owed at its hour, of what came since the one before, and the next one follows", async () => {
  const world = await aWorld();
  await world.subscribe(ANNA);
  await woken(world);
  const post = await world.publish();
  await world.clock.pass(21 * HOUR_MS - 1);
  expect(await world.owed()).toEqual([]);
  await world.clock.pass(1);
  expect(await allOwed(world.store)).toEqual([
    expect.objectContaining({
      dueAt: new Date("2026-12-01T06:00:00Z"),
      subject: {
        kind: "digest",
        date: "2026-12-01",
        posts: { after: 0, upTo: post, publishedSince: new Date("2026-11-28T09:00:00Z") },
      },
    }),
  ]);
  expect(await world.store.nextDigestAt()).toEqual(new Date("2026-12-02T06:00:00Z"));
  expect(world.events.at(-1)).toEqual({ kind: "digests-planned", owed: 1, folded: 0 });
});

test("the planner sleeps until the next digest, where that is near", async () => {
  const world = await aWorld();
  await world.clock.pass(3 * HOUR_MS - 20 * SECOND_MS);
  await world.subscribe(ANNA, { hour: 15 });
  expect(await woken(world)).toBe(20 * SECOND_MS);
});

test("a digest does not wait for a post that has to settle", async () => {
  const world = await aWorld({ settleMs: 10 * MINUTE_MS });
  await world.subscribe(ANNA, { hour: 12 });
  await world.subscribe(BORIS, EACH);
  await world.publish();
  await woken(world);
  expect(await world.owed()).toEqual(["2026-11-30"]);
});

test("digests that were planned a minute apart are of the same posts the next time, so that one does for both", async () => {
  const world = await aWorld();
  await world.subscribe(ANNA);
  await world.clock.pass(MINUTE_MS);
  await world.subscribe(BORIS);
  await world.publish();
  await world.clock.pass(DAY_MS);
  const [first, second, ...more] = (await allOwed(world.store)).map(({ subject }) => subject);
  expect(first).toEqual(second);
  expect(more).toEqual([]);
});

test("more digests than a turn takes are all owed", async () => {
  const world = await aWorld();
  await world.subscribeMany(450, { hour: 12 });
  await woken(world);
  expect(await world.owed()).toEqual(Array(450).fill("2026-11-30"));
}, 30_000);

test("a late digest is folded into the next one, where that is wanted", async () => {
  const world = await aWorld();
  await world.planner.stop();
  await world.subscribe(ANNA, { hour: 13, whenLate: "send" });
  await world.subscribe(BORIS, { hour: 13, whenLate: "fold" });
  world.clock.loseSleeper(4 * HOUR_MS);
  await aPlanner(world);
  expect(await world.owed()).toEqual(["2026-11-30"]);
  expect(world.events.at(-1)).toEqual({ kind: "digests-planned", owed: 1, folded: 1 });
});

test("work that fails is tried again, later and later, while the other work goes on", async () => {
  let isDown = true;
  const tries: number[] = [];
  const started = Date.parse(NOON);
  const world: World = await aWorld({
    composer: {
      savedQueriesOf: async () => {
        tries.push((world.clock.time.getTime() - started) / SECOND_MS);
        if (isDown) throw new Error("the search is down");
        return [];
      },
    },
  });
  await world.subscribe(ANNA, EACH);
  await world.subscribe(BORIS, { hour: 12 });
  const post = await world.publish(MINUTE_MS);
  await woken(world);
  expect(await world.owed()).toEqual(["2026-11-30"]);
  await world.clock.pass(200 * SECOND_MS);
  expect(tries).toEqual([0, 1, 3, 7, 15, 31, 63, 123, 183]);
  expect(world.events.filter(({ kind }) => kind === "failed")).toHaveLength(tries.length);
  isDown = false;
  await world.clock.pass(MINUTE_MS);
  expect(await world.owed()).toContain(`post ${post}`);
});

test("waking does not make failing work be tried sooner", async () => {
  let tries = 0;
  const world = await aWorld({
    composer: {
      savedQueriesOf: async () => {
        tries += 1;
        throw new Error("the search is down");
      },
    },
  });
  await world.publish(MINUTE_MS);
  for (let count = 0; count < 5; count++) await woken(world);
  expect(tries).toBe(1);
});

test("failing work is tried again although the clock was put back meanwhile", async () => {
  let tries = 0;
  const world = await aWorld({
    composer: {
      savedQueriesOf: async () => {
        tries += 1;
        throw new Error("the search is down");
      },
    },
  });
  await world.publish(2 * HOUR_MS);
  await woken(world);
  world.clock.skewBy(-HOUR_MS);
  await world.clock.pass(MINUTE_MS);
  expect(tries).toBeGreaterThan(1);
});

test("stopping ends the loop after the step that is under way, twice is fine", async () => {
  const world: World = await aWorld({ wakeDispatcher: () => void world.planner.stop() });
  await world.subscribeMany(1200, EACH);
  const post = await world.publish(MINUTE_MS);
  world.planner.wake();
  while ((await world.owed()).length === 0) await new Promise(setImmediate);
  await world.planner.stop();
  expect((await world.store.nextNewPost())?.postId).toBe(post);
  expect((await world.owed()).length).toBeLessThan(1200);
});
