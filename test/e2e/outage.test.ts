import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { ANNA, aBotWorld, BORIS, type BotWorld, type WorldOptions } from "../support/bot-world.ts";
import { aCuttableLine } from "../support/cuttable-line.ts";
import { freePort } from "../support/free-port.ts";

/** The bot has to find out by itself that the line is there again. */
const FOUND_OUT = { timeout: 12_000, interval: 25 };

test("what people write while Telegram is out of reach is answered once when it is back, and posts are kept", async () => {
  const { world, line } = await aWorldOverALine();
  line.cut();
  await world.waitForLog(/Telegram does not answer/);
  for (const person of [ANNA, BORIS]) world.telegram.send(person, person, "холодный старт");
  world.telegram.publish(world.channelId, "Квокка вышла на связь");
  await line.open();
  for (const person of [ANNA, BORIS])
    await expect.poll(() => answersTo(world, person), FOUND_OUT).toHaveLength(1);
  expect((await world.ask(ANNA, "квокка")).text).toContain("вышла на связь");
  expect(answersTo(world, ANNA)).toHaveLength(2);
  expect(world.log().match(/Telegram answers again/g)).toHaveLength(1);
});

test("an answer that is ready when nobody can connect is sent once when somebody can", async () => {
  const { world, line } = await aWorldOverALine({ env: await aWebhook() });
  line.cut();
  world.telegram.send(ANNA, ANNA, "холодный старт");
  // A few attempts, and after these it goes on trying.
  await expect.poll(() => attemptsOf(world, "sendMessage"), FOUND_OUT).toBeGreaterThan(3);
  expect(answersTo(world, ANNA)).toHaveLength(0);
  await line.open();
  await expect.poll(() => answersTo(world, ANNA), FOUND_OUT).toHaveLength(1);
  expect(answersTo(world, ANNA)[0]).toContain("холодный старт");
  expect(world.log()).not.toContain("an update failed");
});

test("a webhook that could not be set at first is set when Telegram works again", async () => {
  const world = await aBotWorld({ env: await aWebhook(), isStarted: false });
  world.telegram.failNext("setWebhook", { status: 503, body: "<h1>Service Unavailable</h1>" });
  world.telegram.failNext("getMe", { status: 200, body: "<h1>Wi-Fi</h1>" });
  await world.startBot();
  expect((await world.ask(ANNA, "холодный старт")).text).toContain("по запросу");
  expect(world.fatal()).toBeUndefined();
});

test("one whose answer takes Telegram long keeps nobody else waiting", async () => {
  const world = await aBotWorld();
  world.telegram.failNext("sendMessage", { delayMs: 3_000 });
  world.telegram.send(ANNA, ANNA, "холодный старт");
  await expect.poll(() => world.telegram.pendingUpdates()).toBe(0);
  await sleep(500); // it is being sent
  expect((await world.ask(BORIS, "холодный старт")).text).toContain("по запросу");
  expect(answersTo(world, ANNA)).toHaveLength(0);
  await expect.poll(() => answersTo(world, ANNA), FOUND_OUT).toHaveLength(1);
});

test("an answer that is none of Telegram's is not taken for a message that arrived, and is not sent twice", async () => {
  const world = await aBotWorld();
  world.telegram.failNext("sendMessage", { status: 200, body: '{"ok":true,"result":{}}' });
  expect((await world.ask(ANNA, "холодный старт")).text).toMatch(/код \S+/);
  expect((await world.ask(ANNA, "холодный старт")).text).toContain("по запросу");
});

test("a token that is revoked while the bot runs ends it with a cause that a person understands", async () => {
  const world = await aBotWorld();
  world.telegram.failNext("getUpdates", { status: 401 });
  await expect.poll(() => world.fatal()?.code).toBe("TOKEN_REFUSED");
});

async function aWorldOverALine(options: WorldOptions = {}) {
  const line = await aCuttableLine();
  const world = await aBotWorld({ ...options, apiRoot: line.origin, isStarted: false });
  line.targetPort = Number(new URL(world.playground.apiRoot).port);
  await world.startBot();
  await world.waitForLog(/profile is up to date/);
  return { world, line };
}

async function aWebhook(): Promise<Readonly<Record<string, string>>> {
  const port = String(await freePort());
  const secret = "a-secret-of-sixteen-or-more";
  return { HTTP_PORT: port, WEBHOOK_URL: `http://127.0.0.1:${port}`, WEBHOOK_SECRET: secret };
}

function attemptsOf(world: BotWorld, method: string): number {
  const attempts = [...world.log().matchAll(/"method":"(\w+)","attempt":(\d+)/g)];
  return Math.max(0, ...attempts.filter(([, of]) => of === method).map(([, , attempt]) => Number(attempt)));
}

function answersTo({ telegram }: BotWorld, person: number): string[] {
  return telegram
    .messages(person)
    .filter(({ from }) => from?.is_bot)
    .map(({ text = "" }) => text);
}
