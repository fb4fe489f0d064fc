import { expect, test } from "vitest";
import type { Delivery } from "../../src/digests/delivery.ts";
import type { DeliveryStore } from "../../src/digests/delivery-store.ts";
import { createPlanner, type PlannerOptions } from "../../src/digests/planner.ts";
import { nextOccurrence } from "../../src/digests/schedule.ts";
import { openStore, type SqliteStore } from "../../src/store/open.ts";
import { choices } from "../support/digests.ts";
import { HeldClock } from "../support/held-clock.ts";
import { aChannel, aPost } from "../support/posts.ts";
import { seededRandom } from "../support/random.ts";
import { anAlert, eachPost, MANNERS, queryKey } from "../support/subscriptions.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const DAYS = 6;
/** Clocks are changed in Europe, in Greenland over midnight, and at Troll by two hours. */
const START = "2026-03-26T12:30:00Z";
const DIGESTS = [
  { timezone: "Europe/Moscow", hour: 9, whenLate: "send" },
  { timezone: "Europe/Berlin", hour: 2, whenLate: "fold" },
  { timezone: "America/Nuuk", hour: 23, whenLate: "fold" },
  { timezone: "Antarctica/Troll", hour: 1, whenLate: "send" },
  { timezone: "Pacific/Kiritimati", hour: 0, whenLate: "fold" },
  { timezone: "America/Los_Angeles", hour: 3, whenLate: "fold" },
] as const;
const EVERY_POST = { chatId: 101, topicId: null };
const ALERTED = { chatId: 102, topicId: null };

/** A bot whose process dies at any call of its store, before or after the call has done its work. */
class Bot {
  readonly clock = new HeldClock(START);
  readonly posts: number[] = [];
  kills = 0;
  isDead = false;
  readonly #store: SqliteStore;
  readonly #queryId: number;
  #callsToLive = Number.POSITIVE_INFINITY;
  #wake: () => void = () => undefined;

  constructor(store: SqliteStore, queryId: number) {
    this.#store = store;
    this.#queryId = queryId;
  }

  isAlerting(postId: number): boolean {
    return postId % 3 === 0;
  }

  async start(): Promise<void> {
    this.isDead = false;
    this.#callsToLive = Number.POSITIVE_INFINITY;
    const planner = createPlanner({
      store: this.#mortal(),
      composer: { savedQueriesOf: async (postId) => (this.isAlerting(postId) ? [this.#queryId] : []) },
      now: this.clock.now,
      pause: this.clock.pause,
      onEvent: (event) => expect(event.kind).not.toBe("failed"),
      wakeDispatcher: () => undefined,
    });
    this.#wake = () => planner.wake();
    planner.start();
    await this.clock.asleep();
  }

  killAfterCalls(calls: number): void {
    this.#callsToLive = calls;
  }

  /** The bot dies in its sleep, if it has not died yet, and is started so much later. */
  async restart(downMs: number): Promise<void> {
    this.clock.loseSleeper(downMs);
    await this.start();
  }

  async publish(channelId: number): Promise<void> {
    const messageId = 100 + this.posts.length;
    const date = this.clock.time.toISOString().replace(/\.\d+/, "");
    const [saved] = await this.#store.savePosts(channelId, [
      aPost({ messageId, date, text: `${messageId}` }),
    ]);
    if (saved !== undefined) this.posts.push(saved.postId);
    this.#wake();
  }

  #mortal(): PlannerOptions["store"] {
    const store: DeliveryStore = this.#store;
    return {
      nextNewPost: () => this.#call(() => store.nextNewPost()),
      planPost: (postId, matched, { dueAt }) =>
        this.#call(() => store.planPost(postId, matched, { dueAt, limit: 2 })),
      passOver: (before, limit) => this.#call(() => store.passOver(before, limit)),
      dueDigests: (now) => this.#call(() => store.dueDigests(now, 2)),
      planDigests: (plans, now) => this.#call(() => store.planDigests(plans, now)),
      nextDigestAt: () => this.#call(() => store.nextDigestAt()),
    };
  }

  async #call<T>(work: () => Promise<T>): Promise<T> {
    this.#callsToLive -= 0.5;
    if (this.#callsToLive < 0) return this.#die();
    const result = await work();
    this.#callsToLive -= 0.5;
    return this.#callsToLive < 0 ? this.#die() : result;
  }

  /** What is dead sleeps for ever. */
  async #die(): Promise<never> {
    this.isDead = true;
    this.kills += 1;
    await this.clock.pause(Number.POSITIVE_INFINITY, new AbortController().signal);
    throw new Error("The dead do not wake");
  }
}

async function live(bot: Bot, channelId: number, random: () => number): Promise<void> {
  const end = bot.clock.time.getTime() + DAYS * 24 * HOUR_MS;
  let skew = 0;
  await bot.start();
  while (bot.clock.time.getTime() < end) {
    const what = random();
    if (what < 0.25) await bot.publish(channelId);
    else if (what < 0.5) bot.killAfterCalls(Math.floor(random() * 16) / 2);
    else if (what < 0.6) await bot.restart(random() * 20 * MINUTE_MS);
    else if (what < 0.8) {
      skew = Math.max(-1, Math.min(1, skew + (random() < 0.5 ? 1 : -1)));
      bot.clock.skewBy(skew * HOUR_MS);
    }
    // A minute at least: clocks jump by an hour here, not by two.
    await bot.clock.pass(MINUTE_MS + random() * (what < 0.8 ? MINUTE_MS : 2 * HOUR_MS));
    if (bot.isDead) await bot.restart(random() * 5 * MINUTE_MS);
  }
  bot.clock.skewBy(0);
  await bot.clock.pass(2 * MINUTE_MS);
  if (bot.isDead) await bot.restart(0);
  await bot.clock.pass(2 * MINUTE_MS);
}

function owedTo(deliveries: readonly Delivery[], subscriberId: number | undefined): Delivery[] {
  return deliveries.filter((delivery) => delivery.subscriberId === subscriberId);
}

function postsOf(deliveries: readonly Delivery[]): number[] {
  return deliveries.flatMap(({ subject }) => (subject.kind === "post" ? [subject.postId] : []));
}

test.each([1, 2, 3])(
  "whenever the process dies and however its clock jumps, everything is owed once (seed %i)",
  async (seed) => {
    const store = await openStore("file::memory:", { now: () => new Date(START) });
    const channel = await store.openChannel(aChannel());
    for (const [at, { timezone, hour, whenLate }] of DIGESTS.entries()) {
      const digest = choices({ hour, whenLate });
      const next = nextOccurrence({ ...digest, timezone }, new Date(START), null);
      await store.saveDigest({ chatId: at + 1, topicId: null }, { ...MANNERS, timezone, digest, next });
    }
    await store.saveDigest(EVERY_POST, eachPost());
    await store.addAlert(ALERTED, anAlert("трансформер"));
    const bot = new Bot(store, await queryKey(store, "трансформер"));
    await live(bot, channel.id, seededRandom(seed));

    const deliveries = await store.dueDeliveries(new Date("2100-01-01T00:00:00Z"), 100_000, []);
    expect(bot.kills).toBeGreaterThan(10);
    const everyPost = await store.subscriberAt(EVERY_POST);
    expect(postsOf(owedTo(deliveries, everyPost?.id)).sort((a, b) => a - b)).toEqual(bot.posts);
    const alerted = await store.subscriberAt(ALERTED);
    const alerting = bot.posts.filter((postId) => bot.isAlerting(postId));
    expect(postsOf(owedTo(deliveries, alerted?.id)).sort((a, b) => a - b)).toEqual(alerting);

    for (const [at, { timezone, hour }] of DIGESTS.entries()) {
      const place = await store.subscriberAt({ chatId: at + 1, topicId: null });
      const digests = owedTo(deliveries, place?.id).flatMap(({ subject }) =>
        subject.kind === "digest" ? [subject] : [],
      );
      expect([timezone, ...digests.map(({ date }) => date)]).toEqual([
        timezone,
        ...datesOf({ timezone, hour }, bot.clock.time),
      ]);
      // Each begins where the one before ended, so no post is told of twice, or never.
      const ends = digests.map(({ posts }) => posts.upTo);
      expect(digests.map(({ posts }) => posts.after)).toEqual([0, ...ends].slice(0, digests.length));
    }
    await store.close();
  },
  60_000,
);

/** The dates whose hour came between the start and then. */
function datesOf({ timezone, hour }: { timezone: string; hour: number }, end: Date): string[] {
  const table = { rhythm: { kind: "daily" }, hour, timezone } as const;
  const dates: string[] = [];
  for (let last: string | null = null; ; ) {
    const next = nextOccurrence(table, new Date(START), last);
    if (next === null || next.at > end) return dates;
    dates.push(next.date);
    last = next.date;
  }
}
