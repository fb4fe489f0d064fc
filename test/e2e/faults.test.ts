import { expect, test } from "vitest";
import { openStore } from "../../src/store/open.ts";
import { MAX_ATTEMPTS } from "../../src/telegram/inbox.ts";
import { ANNA, aBotWorld } from "../support/bot-world.ts";
import { takeUpAll } from "../support/waiting-updates.ts";

test("after a 429 the answer comes once, later", async () => {
  const world = await aBotWorld();
  world.telegram.failNext("sendMessage", { status: 429, retryAfter: 1 });
  await world.ask(ANNA, "холодный старт");
  expect(sentTo(world, ANNA)).toBe(1);
});

test("when the connection drops after the message arrived, it is not sent again", async () => {
  const world = await aBotWorld();
  world.telegram.failNext("sendMessage", { drop: "after effect" });
  world.telegram.send(ANNA, ANNA, "холодный старт");
  await world.waitForLog(/an update failed/);
  const results = world.telegram.messages(ANNA).filter(({ text = "" }) => text.includes("по запросу"));
  expect(results).toHaveLength(1);
});

test("an error gets a short apology with an id that is also in the log", async () => {
  const world = await aBotWorld();
  world.telegram.failNext("sendMessage", { status: 400 });
  const apology = await world.ask(ANNA, "холодный старт");
  const id = /код (\S+)/.exec(apology.text)?.[1];
  expect(id).toHaveLength(6);
  expect(world.log()).toContain(`"errorId":"${id}"`);
});

test("somebody who blocked the bot is left alone", async () => {
  const world = await aBotWorld();
  await world.ask(ANNA, "/help");
  world.telegram.failNext("sendMessage", { status: 403 });
  world.telegram.send(ANNA, ANNA, "холодный старт");
  await world.waitForLog(/does not take our messages/);
  expect(world.log()).not.toContain("errorId");
});

test("polling goes on after a storm of 502", async () => {
  const world = await aBotWorld();
  world.telegram.failNext("getUpdates", { status: 502 });
  expect((await world.ask(ANNA, "холодный старт")).text).toContain("по запросу");
});

test("a second instance ends the first with a cause that a person understands", async () => {
  const world = await aBotWorld();
  const { apiRoot, token } = world.playground;
  await fetch(`${apiRoot}/bot${token}/getUpdates?timeout=0`);
  await expect.poll(() => world.fatal()?.code).toBe("TOKEN_IN_USE");
});

test("a wrong token is refused in words, without repeating it", async () => {
  const world = await aBotWorld({ isStarted: false, token: "999999999:wrong-token" });
  await expect(world.startBot()).rejects.toMatchObject({ code: "TOKEN_REFUSED" });
  expect(world.log()).not.toContain("wrong-token");
});

test("the menu and descriptions are written once per language and scope, and not again", async () => {
  const world = await aBotWorld();
  await world.waitForLog(/profile is up to date/);
  expect(
    world.telegram.commands({ type: "all_private_chats" }, "en").map(({ command }) => command),
  ).toContain("search");
  expect(
    world.telegram.commands({ type: "all_group_chats" }, "ru").map(({ command }) => command),
  ).not.toContain("start");
  await world.stopBot();
  await world.startBot();
  await world.waitForLog(/"written":0/);
});

test("the token is never logged", async () => {
  const world = await aBotWorld();
  world.telegram.failNext("sendMessage", { drop: "before effect" });
  world.telegram.send(ANNA, ANNA, "холодный старт");
  await world.waitForLog(/an update failed/);
  expect(world.log()).not.toContain(world.playground.token);
});

function sentTo(world: Awaited<ReturnType<typeof aBotWorld>>, chatId: number): number {
  return world.telegram.messages(chatId).filter((message) => message.from?.is_bot).length;
}

test("updates that were given up are logged once at the start, with what to do", async () => {
  const world = await aBotWorld({ isStarted: false });
  const store = await openStore(world.databaseUrl);
  await store.accept([{ update_id: 900_001 }, { update_id: 900_002 }]);
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) await takeUpAll(store);
  await store.close();
  await world.startBot();
  const said = world
    .log()
    .split("\n")
    .filter((line) => line.includes("parked"));
  expect(said).toHaveLength(1);
  expect(JSON.parse(said.join())).toMatchObject({
    updates: 2,
    updateIds: [900_001, 900_002],
    hint: expect.stringContaining("attempts"),
  });
});
