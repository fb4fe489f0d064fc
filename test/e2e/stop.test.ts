import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { openStore } from "../../src/store/open.ts";
import { ANNA, aBotWorld } from "../support/bot-world.ts";
import { waitingIn } from "../support/waiting-updates.ts";

test("a stop while Telegram does not answer the first request ends the start, too", async () => {
  const silent = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => silent.closeAllConnections());
  onTestFinished(() => void silent.close());
  await once(silent, "listening");
  const { port } = silent.address() as AddressInfo;
  const world = await aBotWorld({ isStarted: false, apiRoot: `http://127.0.0.1:${port}` });
  const asked = once(silent, "request");
  void world.startBot().catch(() => undefined);
  await asked;
  await world.stopBot();
  expect(world.log()).not.toContain('"ready"');
});

test("a stop while updates of the last run are handled waits until they are", async () => {
  const world = await aBotWorld({ isStarted: false });
  const message = world.telegram.send(ANNA, ANNA, "/help");
  const store = await openStore(world.databaseUrl);
  await store.accept([{ update_id: 900_001, message }]);
  await store.close();
  world.telegram.failNext("sendMessage", { delayMs: 500 });
  const started = world.startBot();
  await expect.poll(() => world.telegram.requests.some(({ method }) => method === "sendMessage")).toBe(true);
  await world.stopBot();
  await started;
  const after = await openStore(world.databaseUrl);
  onTestFinished(() => after.close());
  // The same question has come from Telegram, too, and waits behind it for the next start.
  expect((await waitingIn(after)).map(({ update_id }) => update_id)).not.toContain(900_001);
});

test("an answer that is under way is finished before the bot stops", async () => {
  const world = await aBotWorld();
  world.telegram.failNext("sendMessage", { delayMs: 700 });
  world.telegram.send(ANNA, ANNA, "/help");
  await expect.poll(() => world.telegram.requests.some(({ method }) => method === "sendMessage")).toBe(true);
  await world.stopBot();
  expect(world.telegram.messages(ANNA).at(-1)?.text).toContain("/search");
  expect(world.log()).not.toContain("still running");
});

test("a stop right after the start begins nothing of what is done beside the answers", async () => {
  const world = await aBotWorld();
  await world.stopBot();
  const asked = world.telegram.requests.map(({ method }) => method);
  expect(asked).toContain("getMe");
  expect(asked.filter((method) => /Commands|Description/.test(method))).toEqual([]);
});
