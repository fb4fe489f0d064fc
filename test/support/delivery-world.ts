import { expect, onTestFinished } from "vitest";
import type { Occurrence } from "../../src/digests/schedule.ts";
import type { Place } from "../../src/digests/subscription.ts";
import type { MessageDraft } from "../../src/playground/people.ts";
import type { SimulatedTelegram } from "../../src/playground/simulated-telegram.ts";
import type { UserSeed, WorldSeed } from "../../src/playground/world-seed.ts";
import { openStore, type SqliteStore } from "../../src/store/open.ts";
import { aBotWorld, type BotWorld, type WorldOptions } from "./bot-world.ts";
import type { SeenMessage } from "./messages.ts";

/** The whole bot, what it keeps, and a clock that can be put forward. */
export interface DeliveryWorld {
  readonly bot: BotWorld;
  readonly telegram: SimulatedTelegram;
  /** The bot's database, opened beside it. */
  readonly store: SqliteStore;
  now(): Date;
  /** It is so much later for the bot and for Telegram. */
  passTime(ms: number): void;
  /** The hour that begins next, as a digest of a place in UTC. */
  nextHour(): NamedHour;
  /** A new post; resolves to its message id when the bot has it. */
  publish(draft: string | MessageDraft): Promise<number>;
  /** What the bot has said in the chat that has these words, oldest first. */
  told(chatId: number, words: string): SeenMessage[];
  /** The first of these, waited for. */
  firstTold(chatId: number, words: string): Promise<SeenMessage>;
  /** Resolves when nobody is owed anything that is due, and every post has been told of. */
  allSent(): Promise<void>;
}

interface NamedHour {
  readonly hour: number;
  readonly occurrence: Occurrence;
}

export interface DeliveryWorldOptions extends Omit<WorldOptions, "clock" | "now" | "world"> {
  /** More people, who have all written to the bot before. */
  readonly people?: readonly UserSeed[];
  /** Changes the world before it begins. */
  readonly world?: (world: WorldSeed) => WorldSeed;
}

export const HOUR_MS = 60 * 60_000;
const MINUTE_MS = 60_000;
/** So long ago its posts were published, as far as the bot can tell: they need not settle. */
const PUBLISHED_AGO_MS = MINUTE_MS;
// Several messages to one chat leave a second apart.
const WAIT = { timeout: 12_000, interval: 25 };

/** It is five minutes past an hour, so that no test sees two hours but by its own clock. */
export async function aDeliveryWorld(options: DeliveryWorldOptions = {}): Promise<DeliveryWorld> {
  const { people = [], world = (seed) => seed, ...rest } = options;
  let aheadMs = HOUR_MS - (Date.now() % HOUR_MS) + 5 * MINUTE_MS;
  const now = () => Date.now() + aheadMs;
  const bot = await aBotWorld({
    ...rest,
    now: () => new Date(now()),
    clock: () => now() - PUBLISHED_AGO_MS,
    world: (seed) => world({ ...seed, users: [...seed.users, ...people].map(whoHasStarted) }),
  });
  const store = await openStore(bot.databaseUrl, { now: () => new Date(now()) });
  onTestFinished(() => store.close());
  return worldOf(bot, store, {
    now,
    passTime: (ms) => {
      aheadMs += ms;
    },
  });
}

function whoHasStarted(user: UserSeed): UserSeed {
  return { ...user, hasStarted: true };
}

interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly passTime: (ms: number) => void;
}

function worldOf(bot: BotWorld, store: SqliteStore, clock: Clock): DeliveryWorld {
  const { telegram, channelId } = bot;
  const told: DeliveryWorld["told"] = (chatId, words) =>
    telegram
      .messages(chatId)
      .filter(({ from, text = "" }) => from?.is_bot && text.includes(words))
      .map((message) => ({ ...message, text: message.text ?? "" }));
  return {
    bot,
    telegram,
    store,
    now: () => new Date(clock.now()),
    passTime: (ms) => {
      clock.passTime(ms);
      wake(bot);
    },
    nextHour: () => hourAfter(clock.now()),
    publish: async (draft) => {
      const { message_id: id } = telegram.publish(channelId, draft);
      await bot.waitForLog(new RegExp(`"messageId":${id},"outcome"`));
      return id;
    },
    told,
    firstTold: async (chatId, words) => {
      await expect.poll(() => told(chatId, words).length, WAIT).toBeGreaterThan(0);
      const [first] = told(chatId, words);
      if (first === undefined) throw new Error(`Nobody was told of ${words}`);
      return first;
    },
    allSent: () => expect.poll(() => isAllSent(store, new Date(clock.now())), WAIT).toBe(true),
  };
}

/** Somebody reacts to an old post: the bot looks at its clock again, as it does each minute. */
function wake({ telegram, channelId }: BotWorld): void {
  const [oldest] = telegram.messages(channelId);
  if (oldest === undefined) throw new Error("The channel has no post");
  const { message_id: id, text = "", entities = [] } = oldest;
  telegram.editPost(channelId, id, { text, entities });
}

function hourAfter(now: number): NamedHour {
  const at = new Date(Math.ceil(now / HOUR_MS) * HOUR_MS);
  return { hour: at.getUTCHours(), occurrence: { date: at.toISOString().slice(0, 10), at } };
}

/** In this order: what is planned between two looks is seen by the later one. */
async function isAllSent(store: SqliteStore, now: Date): Promise<boolean> {
  if ((await store.nextNewPost()) !== null) return false;
  const digestAt = await store.nextDigestAt();
  if (digestAt !== null && digestAt <= now) return false;
  const { sending, oldestDueAt } = await store.deliveryFigures(now);
  return sending === 0 && oldestDueAt === null;
}

export function chat(chatId: number): Place {
  return { chatId, topicId: null };
}
