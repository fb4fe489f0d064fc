import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import type { Place } from "../../src/digests/subscription.ts";
import { type Playground, startPlayground } from "../../src/playground/playground.ts";
import { defaultWorld, type UserSeed } from "../../src/playground/world-seed.ts";
import { openStore, type SqliteStore } from "../../src/store/open.ts";
import { builtProgram } from "../support/compiled.ts";
import { choices } from "../support/digests.ts";
import { type StartedProgram, startProgram } from "../support/killed-program.ts";
import { seededRandom } from "../support/random.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const CHANNEL = -1_001_234_567_890;
/** How often the process is killed; more of it takes longer and finds the rarer things. */
const KILLS = Number(process.env.KILLS ?? 8);
/** Where on the way of a delivery it is killed, and at which time that it gets there at the latest. */
const POINTS = [
  ["planning", 12],
  ["planned", 2], // all that one step owes is committed at once
  ["claiming", 12],
  ["claimed", 12],
  ["requesting", 12],
  ["requested", 12],
  ["answered", 12],
  ["settling", 12],
  ["settled", 12],
] as const;
/** And how often it is stopped in good order after that. */
const STOPS = Math.ceil(KILLS / 7);
const POSTS_A_ROUND = 2;
const EVERY_POST = 16;
const BY_ALERT = 8;
const DAILY = 6;
/** So long ago its posts were published, as far as the bot can tell: they need not settle. */
const PUBLISHED_AGO_MS = 60_000;
/** By then there are posts that the digests can tell of, also where a start takes long. */
const DUE_IN_MS = 10_000;
/** Each chat is sent one message a second, and what is owed by the end waits for that. */
const A_CHAT_S_TURN_MS = 1_200;

const people: UserSeed[] = Array.from({ length: EVERY_POST + BY_ALERT + DAILY }, (_, at) => ({
  id: 5001 + at,
  first_name: `Читатель ${at}`,
  language_code: "ru",
  hasStarted: true,
}));
const ofEveryPost = people.slice(0, EVERY_POST);
const byAlert = people.slice(EVERY_POST, EVERY_POST + BY_ALERT);
const ofDigests = people.slice(-DAILY);
const MANNERS = { timezone: "Europe/Moscow", quietHours: null, isSilent: false, language: "ru" } as const;

test("after kill -9 at any moment every delivery arrives, and at most what was under way arrives twice", {
  timeout: 60_000 + KILLS * 15_000,
}, async () => {
  builtProgram(); // before anything is due
  const folder = temporaryFolder();
  const databaseUrl = `file:${join(folder, "kill.db")}`;
  const playground = await aPlayground();
  await subscribeAll(databaseUrl);
  const random = seededRandom(20_261_130);
  const published: string[] = [];
  const publish = () => {
    for (let post = 0; post < POSTS_A_ROUND; post++) {
      const name = `запись${published.length}я`;
      playground.telegram.publish(CHANNEL, `Квокка и ${name}: сегодня она снова улыбается всем`);
      published.push(name);
    }
  };
  let underWay = 0;

  for (let round = 0; round < KILLS; round++) {
    const point = POINTS[round % (POINTS.length * 2)];
    const killAt = point === undefined ? undefined : `${point[0]} ${1 + Math.floor(random() * point[1])}`;
    const bot = await startBot(databaseUrl, playground, killAt);
    publish();
    await Promise.race([bot.ended, sleep(point === undefined ? 100 + random() * 2500 : 8_000)]);
    await bot.kill();
    underWay += await leftUnderWay(databaseUrl);
  }
  for (let stop = 0; stop < STOPS; stop++) {
    const bot = await startBot(databaseUrl, playground);
    publish();
    await sleep(1000 + random() * 1000); // in the middle of what is owed by now
    expect(await bot.stop()).toMatchObject({ status: 0 });
    expect(await leftUnderWay(databaseUrl)).toBe(0);
  }
  const last = await startBot(databaseUrl, playground);
  const timeout = 60_000 + published.length * A_CHAT_S_TURN_MS;
  await expect.poll(() => owed(databaseUrl, published.length), { timeout, interval: 500 }).toBe(0);
  expect(await last.stop()).toMatchObject({ status: 0 });

  const told = [...ofEveryPost, ...byAlert].flatMap(({ id }) => {
    const texts = textsOf(playground, id);
    return published.map((name) => texts.filter((text) => text.includes(name)).length);
  });
  const digests = ofDigests.map(({ id }) => textsOf(playground, id).length);
  const arrived = [...told, ...digests];
  expect(arrived.filter((times) => times === 0)).toEqual([]);
  const duplicates = arrived.reduce((sum, times) => sum + times - 1, 0);
  expect(duplicates).toBeLessThanOrEqual(underWay);
  expect(underWay / KILLS).toBeLessThanOrEqual(2);
  await reading(databaseUrl, async (store) => {
    for (const { id } of people) expect(await store.subscriberAt(placeOf(id))).not.toBeNull();
  });
});

async function aPlayground(): Promise<Playground> {
  const world = defaultWorld({ channel: { id: CHANNEL, title: "Канал", username: "kanal", history: [] } });
  const playground = await startPlayground({
    host: "127.0.0.1",
    port: 0,
    world: { ...world, users: [...world.users, ...people] },
    clock: () => Date.now() - PUBLISHED_AGO_MS,
  });
  onTestFinished(() => playground.close());
  return playground;
}

async function subscribeAll(databaseUrl: string): Promise<void> {
  await reading(databaseUrl, async (store) => {
    for (const { id } of ofEveryPost)
      await store.saveDigest(placeOf(id), {
        ...MANNERS,
        digest: choices({ rhythm: { kind: "each" } }),
        next: null,
      });
    for (const { id } of byAlert)
      await store.addAlert(placeOf(id), { ...MANNERS, query: "квокка", paperKey: null, limit: 5 });
    const at = new Date();
    for (const { id } of ofDigests) {
      const next = { date: at.toISOString().slice(0, 10), at: new Date(at.getTime() + DUE_IN_MS) };
      await store.saveDigest(placeOf(id), { ...MANNERS, digest: choices(), next });
    }
  });
}

function placeOf(chatId: number): Place {
  return { chatId, topicId: null };
}

async function reading<T>(databaseUrl: string, look: (store: SqliteStore) => Promise<T>): Promise<T> {
  const store = await openStore(databaseUrl);
  try {
    return await look(store);
  } finally {
    await store.close();
  }
}

/** What nobody knows of whether it arrived. */
function leftUnderWay(databaseUrl: string): Promise<number> {
  return reading(databaseUrl, async (store) => (await store.deliveryFigures(new Date())).sending);
}

/** Posts not planned yet count, too. */
async function owed(databaseUrl: string, posts: number): Promise<number> {
  return reading(databaseUrl, async (store) => {
    const { pending, sending } = await store.deliveryFigures(new Date());
    const unplanned = (await store.nextNewPost()) === null && (await store.countPosts()) === posts ? 0 : 1;
    return pending + sending + unplanned;
  });
}

function textsOf({ telegram }: Playground, chatId: number): string[] {
  return telegram.messages(chatId).map(({ text = "" }) => text);
}

/** Resolves when the bot receives updates, or has been killed before. */
async function startBot(
  databaseUrl: string,
  playground: Playground,
  killAt?: string,
): Promise<StartedProgram> {
  const env = {
    BOT_TOKEN: playground.token,
    TELEGRAM_API_ROOT: playground.apiRoot,
    CHANNELS: "@kanal",
    DATABASE_URL: databaseUrl,
    HTTP_PORT: "0",
    LOG_LEVEL: "info",
  };
  const bot = startProgram({ args: ["start"], env, killAt });
  await bot.ready;
  return bot;
}
