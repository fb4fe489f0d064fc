import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { type Playground, startPlayground } from "../../src/playground/playground.ts";
import { defaultWorld, type UserSeed } from "../../src/playground/world-seed.ts";
import { openStore } from "../../src/store/open.ts";
import { aBotProcess, type BotProcess } from "../support/bot-process.ts";
import { ANNA, BORIS } from "../support/bot-world.ts";
import { builtProgram } from "../support/compiled.ts";
import { aCuttableLine } from "../support/cuttable-line.ts";
import { freePort } from "../support/free-port.ts";
import { exportOf, fillDatabase, largeArchive } from "../support/large-archive.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { waitingIn } from "../support/waiting-updates.ts";

const CHANNEL = -1_001_234_567_890;
const BARE_ID = 1_234_567_890;
/** How many updates wait at Telegram; a day of a large bot has a hundred thousand. */
const QUEUED = Number(process.env.QUEUED ?? 500);
/** How many posts the bot has in its memory; more of them take longer to make. */
const POSTS = Number(process.env.POSTS ?? 500);
const DAY_S = 86_400;

let main = "";

beforeAll(() => {
  main = builtProgram();
});

test.runIf(process.platform === "linux")(
  "a bot without a file handle left stays up, says so once, and goes on when there are some again",
  { timeout: 60_000 },
  async () => {
    const { playground, databaseUrl } = await aWorld();
    const line = await aCuttableLine();
    line.targetPort = Number(new URL(playground.apiRoot).port);
    const port = await freePort();
    const env = { HTTP_PORT: String(port), TELEGRAM_API_ROOT: line.origin };
    const bot = aBotProcess({ main, playground, databaseUrl, env });
    await bot.logged(/profile is up to date/);
    const before = bot.log().length;
    limitHandles(bot, HANDLES_AT_MOST);
    const crowd = await fillUp(port);
    expect(bot.child.exitCode).toBeNull();
    limitHandles(bot, 3);
    line.cut();
    await line.open();
    playground.telegram.publish(CHANNEL, "Квокка без ручек");
    playground.telegram.send(ANNA, ANNA, "квокка");
    await bot.logged(/EMFILE/);
    expect(bot.child.exitCode).toBeNull();
    limitHandles(bot, 20_000);
    for (const socket of crowd) socket.destroy();
    expect((await playground.telegram.waitForMessage(ANNA, undefined, 40_000)).text).toContain(
      "Квокка без ручек",
    );
    expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200);
    const complaints =
      bot
        .log()
        .slice(before)
        .match(/EMFILE/g) ?? [];
    expect(complaints.length).toBeLessThanOrEqual(3);
    expect(await bot.stop()).toBe(0);
  },
);

test(`of ${QUEUED} updates of a day everything that can be dealt with is, and who asks now does not wait for it`, {
  timeout: 60_000 + QUEUED * 100,
}, async () => {
  const people = Array.from({ length: Math.ceil(QUEUED / 10) }, (_, at) => aPerson(at));
  const { playground, databaseUrl } = await aWorld(people);
  const { telegram } = playground;
  const { posts, asked } = queueUp(playground, people);
  const bot = aBotProcess({ main, playground, databaseUrl });
  await expect.poll(() => telegram.pendingUpdates(), { timeout: 60_000 + QUEUED * 5, interval: 20 }).toBe(0);
  const takenInMb = bot.memoryMb().now;
  const unanswered = () =>
    [...asked].filter(([id, times]) => answersTo(playground, id).length < times).length;
  telegram.send(ANNA, ANNA, "квокка");
  expect((await telegram.waitForMessage(ANNA, undefined, 30_000)).text).toContain("квокка");
  expect(unanswered()).toBeGreaterThan(asked.size / 2);
  await expect.poll(unanswered, { timeout: 60_000 + QUEUED * 50, interval: 200 }).toBe(0);
  await expect.poll(() => unfinished(databaseUrl), { timeout: 60_000 + QUEUED * 50, interval: 500 }).toBe(0);
  expect(bot.memoryMb().most - takenInMb).toBeLessThan(150);
  expect(await bot.stop()).toBe(0);
  const store = await openStore(databaseUrl);
  onTestFinished(() => store.close());
  const kept = await store.latestPosts({ offset: 0, limit: posts.length + 1 });
  expect(kept.posts.map(({ messageId }) => messageId).reverse()).toEqual(posts);
});

test.runIf(process.platform === "linux")(
  `with ${POSTS} posts, questions and an import the bot has less than 256 megabytes in memory`,
  { timeout: 60_000 + POSTS * 20 },
  async () => {
    const { playground, databaseUrl } = await aWorld();
    await fillDatabase(databaseUrl, largeArchive(POSTS), BARE_ID);
    const bot = aBotProcess({ main, playground, databaseUrl, env: { ADMIN_IDS: String(ANNA) } });
    await bot.logged(/index in memory: ready/);
    const bytes = exportOf(largeArchive(POSTS / 5, POSTS + 1), BARE_ID);
    playground.telegram.sendDocument(ANNA, ANNA, { fileName: "result.json", bytes });
    for (let asked = 0; asked < 20; asked++) {
      playground.telegram.send(BORIS, BORIS, `квокка слово${asked}`);
      await playground.telegram.waitForMessage(BORIS, undefined, 20_000);
    }
    await bot.logged(/file of an administrator was imported/, 30_000 + POSTS * 10);
    expect(bot.memoryMb().most).toBeLessThan(256);
    expect(await bot.stop()).toBe(0);
  },
);

test("of two processes with one token, started together, one goes on, and each question is answered once", {
  timeout: 60_000,
}, async () => {
  const { playground, databaseUrl } = await aWorld();
  const bots = [databaseUrl, `${databaseUrl}-other`].map((url) =>
    aBotProcess({ main, playground, databaseUrl: url }),
  );
  const running = () => bots.filter(({ child }) => child.exitCode === null);
  await expect.poll(() => running().length, { timeout: 30_000, interval: 50 }).toBe(1);
  const ended = bots.find(({ child }) => child.exitCode !== null);
  expect(ended?.child.exitCode).toBe(1);
  expect(ended?.log()).toContain("Another process is receiving this bot's updates");
  for (const person of [ANNA, BORIS]) {
    playground.telegram.send(person, person, "квокка");
    await playground.telegram.waitForMessage(person, undefined, 20_000);
    expect(answersTo(playground, person)).toHaveLength(1);
  }
  expect(await running()[0]?.stop()).toBe(0);
});

/** As many as the process may have, and fewer than a crowd takes. */
const HANDLES_AT_MOST = 256;

function limitHandles({ pid }: BotProcess, count: number): void {
  execFileSync("prlimit", ["--pid", String(pid), `--nofile=${count}:20000`]);
}

/** Connections that say nothing, until no more are taken. */
async function fillUp(port: number): Promise<Socket[]> {
  const crowd: Socket[] = [];
  while (crowd.length < HANDLES_AT_MOST + 100) {
    const socket = connect(port, "127.0.0.1");
    onTestFinished(() => void socket.destroy());
    socket.on("error", () => undefined); // not taken
    crowd.push(socket);
    await Promise.race([once(socket, "connect"), once(socket, "close")]);
  }
  return crowd;
}

async function aWorld(people: readonly UserSeed[] = []) {
  const seed = defaultWorld({ channel: { id: CHANNEL, title: "Канал", username: "kanal", history: [] } });
  const world = { ...seed, users: [...seed.users, ...people] };
  const playground = await startPlayground({ host: "127.0.0.1", port: 0, world });
  onTestFinished(() => playground.close());
  return { playground, databaseUrl: `file:${join(temporaryFolder(), "outage.db")}` };
}

function aPerson(at: number): UserSeed {
  return { id: 5001 + at, first_name: `Читатель ${at}`, language_code: "ru", hasStarted: true };
}

/** A day of updates, the last of which came a while ago: the numbers of the posts among them, and who asked how often. */
function queueUp({ telegram }: Playground, people: readonly UserSeed[]) {
  const posts: number[] = [];
  const asked = new Map<number, number>();
  const begun = Math.floor(Date.now() / 1000) - DAY_S;
  for (let at = 0; at < QUEUED; at++) {
    const date = begun + Math.floor((at * (DAY_S - 600)) / QUEUED);
    const { id = 0, first_name = "" } = people[at % people.length] ?? {};
    const from = { id, is_bot: false, first_name, language_code: "ru" };
    const chat = { id, type: "private", first_name };
    if (at % 100 === 99) {
      const channel = { id: CHANNEL, type: "channel", title: "Канал", username: "kanal" };
      telegram.deliver({ channel_post: { message_id: at, date, chat: channel, text: `Квокка номер ${at}` } });
      posts.push(at);
    } else if (at % 10 === 3) {
      telegram.deliver({ inline_query: { id: `q${at}`, from, query: "квокка", offset: "" } });
    } else {
      telegram.deliver({ message: { message_id: 100_000 + at, date, chat, from, text: "квокка" } });
      asked.set(id, (asked.get(id) ?? 0) + 1);
    }
  }
  return { posts, asked };
}

function answersTo({ telegram }: Playground, person: number): string[] {
  return telegram
    .messages(person)
    .filter(({ from }) => from?.is_bot)
    .map(({ text = "" }) => text);
}

async function unfinished(databaseUrl: string): Promise<number> {
  const store = await openStore(databaseUrl);
  try {
    return (await waitingIn(store)).length;
  } finally {
    await store.close();
  }
}
