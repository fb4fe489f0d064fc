import { expect, test } from "vitest";
import { ANNA, aBotWorld, type BotWorld } from "../support/bot-world.ts";
import { parseExposition, seriesValue } from "../support/exposition.ts";

const WAIT = { timeout: 5000 };

async function page(world: BotWorld, name: string) {
  const response = await fetch(`${world.pagesUrl()}/${name}`);
  return [response.status, await response.json()];
}

/** Whether the answer to the only message is on its way. */
async function begun(world: BotWorld): Promise<boolean> {
  const response = await fetch(`${world.pagesUrl()}/metrics`);
  const metrics = parseExposition(await response.text());
  const accepted = seriesValue(metrics, "inforetriever_updates_accepted_total", { kind: "message" });
  return accepted === 1 && seriesValue(metrics, "inforetriever_queue_updates") === 0;
}

test("while Telegram is away at the start, the bot is alive and not ready, and then it is", async () => {
  const world = await aBotWorld({ isStarted: false });
  world.telegram.failNext("getMe", { status: 502 });
  const started = world.startBot();
  await world.waitForLog(/Telegram does not answer/);
  expect(await page(world, "ready")).toEqual([503, { ready: false, missing: ["started", "updates"] }]);
  expect(await page(world, "health")).toEqual([200, { ok: true, posts: expect.any(Number) }]);
  await started;
  await expect.poll(() => page(world, "ready"), WAIT).toEqual([200, { ready: true, missing: [] }]);
});

test("when Telegram goes away later, updates are missing", async () => {
  const world = await aBotWorld();
  world.telegram.failNext("getUpdates", { status: 502 }, 100);
  world.telegram.send(ANNA, ANNA, "/help"); // ends the poll that is under way
  await expect.poll(() => page(world, "ready"), WAIT).toEqual([503, { ready: false, missing: ["updates"] }]);
  expect((await page(world, "health"))[0]).toBe(200);
});

test("a bot that has started is ready, until it is about to stop", async () => {
  const world = await aBotWorld();
  await expect.poll(() => page(world, "ready"), WAIT).toEqual([200, { ready: true, missing: [] }]);
  world.telegram.failNext("sendMessage", { delayMs: 2000 });
  world.telegram.send(ANNA, ANNA, "/help");
  await expect.poll(() => begun(world), WAIT).toBe(true);
  const stopped = world.stopBot();
  const notReady = { ready: false, missing: expect.arrayContaining(["running"]) };
  expect(await page(world, "ready")).toEqual([503, notReady]);
  await stopped;
});
