import { expect, type TestContext, test } from "vitest";
import { openStore } from "../../src/store/open.ts";
import {
  ANNA,
  aBotWorld,
  BORIS,
  type BotWorld,
  GROUP,
  KATE,
  type WorldOptions,
} from "../support/bot-world.ts";
import { aFailingDisk, aSmallDisk } from "../support/small-disk.ts";
import { waitingIn } from "../support/waiting-updates.ts";

const DISK_KB = 24 * 1024;

async function aFullWorld(context: TestContext, options: WorldOptions = {}) {
  const disk = aSmallDisk(context, DISK_KB);
  const world = await aBotWorld({ adminIds: [ANNA], ...options, folder: disk.folder });
  await world.ask(ANNA, "/help");
  disk.fill(world.databaseUrl.replace(/^file:/, ""));
  return { world, disk };
}

/** What the log says of the store, line by line. */
function troubles(world: BotWorld): string[] {
  const lines = world.log().trim().split("\n");
  const events: { msg: string; code?: string }[] = lines.map((line) => JSON.parse(line));
  return events.flatMap(({ msg, code }) => {
    if (/^the store (cannot|works)/.test(msg)) return [`${code} ${msg.split(" ")[2]}`];
    return [];
  });
}

function errorsIn(world: BotWorld): string[] {
  return world.log().match(/"level":(?:50|60).*/g) ?? [];
}

function answersTo(world: BotWorld, chatId: number): string[] {
  return world.telegram
    .messages(chatId)
    .filter((message) => message.from?.is_bot)
    .map(({ text = "" }) => text);
}

test("on a full disk questions are answered everywhere, lists can be paged, and the log says it once", async (context) => {
  const { world } = await aFullWorld(context);
  const list = await world.ask(ANNA, "рекомендации");
  expect(list.text).toContain("по запросу рекомендации");
  const page = await world.pressForEdit(ANNA, list, "Дальше ›");
  expect(page.text).not.toBe(list.text);
  expect((await world.ask(ANNA, "что такое холодный старт?")).text).toMatch(/\[1\]|холодн/);
  const inGroup = await world.askIn(GROUP, KATE, "/search cold start");
  expect(inGroup.text).toContain("cold start");
  const inline = await world.telegram.inlineQuery(BORIS, "холодный старт");
  expect(inline).toMatchObject({ results: expect.arrayContaining([expect.anything()]) });
  expect(troubles(world)).toEqual(["STORE_FULL cannot"]);
  expect(errorsIn(world)).toHaveLength(1);
});

test("what cannot be saved says so, what comes but once waits, and with room all of it goes on, once", async (context) => {
  const { world, disk } = await aFullWorld(context);
  const screen = await world.ask(ANNA, "/settings");
  const refused = await world.pressForMessage(ANNA, screen, "10");
  expect(refused.text).toContain("кончилось место на диске");
  expect((await world.ask(KATE, "/alerts quokka")).text).toContain("my disk is full");

  world.telegram.publish(world.channelId, "Квокка приходит на полный диск");
  await expect.poll(() => world.telegram.pendingUpdates()).toBe(1);
  await world.ask(BORIS, "SASRec");
  expect((await world.ask(ANNA, "/status")).text).toContain("нет места на диске");
  expect(world.telegram.pendingUpdates()).toBeGreaterThan(0);

  disk.makeRoom();
  await world.waitForLog(/channel post/);
  await world.waitForLog(/the store works again/);
  await expect.poll(() => world.telegram.pendingUpdates()).toBe(0);
  expect((await world.ask(BORIS, "/latest 1")).text).toContain("Квокка");
  expect((await world.ask(ANNA, "/status")).text).not.toContain("нет места");
  expect((await world.pressForEdit(ANNA, screen, "10")).reply_markup).toBeDefined();
  expect(troubles(world)).toEqual(["STORE_FULL cannot", "STORE_FULL works"]);

  const before = [ANNA, BORIS, KATE].map((person) => answersTo(world, person).length);
  await world.stopBot();
  await world.startBot();
  await world.ask(BORIS, "/help");
  expect(answersTo(world, BORIS)).toHaveLength((before[1] ?? 0) + 1);
  expect([ANNA, KATE].map((person) => answersTo(world, person).length)).toEqual([before[0], before[2]]);
  const store = await openStore(world.databaseUrl);
  expect(await waitingIn(store)).toEqual([]);
  await store.close();
});

test("on a disk that takes no more writes questions are answered, posts stay at Telegram, and the bot can be stopped", async (context) => {
  const disk = aFailingDisk(context);
  const world = await aBotWorld({ adminIds: [ANNA], folder: disk.folder });
  await world.ask(ANNA, "/help");
  disk.fail();
  expect((await world.ask(ANNA, "холодный старт")).text).toContain("по запросу холодный старт");
  expect((await world.ask(KATE, "/alerts quokka")).text).toContain("my disk does not let me write");
  world.telegram.publish(world.channelId, "Квокка");
  await world.ask(BORIS, "SASRec");
  expect(world.telegram.pendingUpdates()).toBeGreaterThan(0);
  expect(troubles(world)).toEqual(["STORE_FAILING cannot"]);
  await world.stopBot();
  expect(errorsIn(world)).toHaveLength(1);
  // The next start says why it cannot.
  await expect(world.startBot()).rejects.toMatchObject({ code: "DATABASE_UNWRITABLE" });
});
