import { expect, test } from "vitest";
import { openStore } from "../../src/store/open.ts";
import { ANNA, aBotWorld } from "../support/bot-world.ts";
import { buttonsOf } from "../support/messages.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

test("whatever the machine's clock jumps to, people are answered, and buttons from before work", async () => {
  let skewMs = 0;
  const world = await aBotWorld({ now: () => new Date(Date.now() + skewMs) });
  const first = await world.ask(ANNA, "рекомендации");
  const next = buttonsOf(first).find((text) => text.includes("→") || text.includes("Дальше")) ?? "";
  const jumps = [HOUR_MS, -HOUR_MS, DAY_MS, -DAY_MS, 365 * DAY_MS, 24 * HOUR_MS - Date.now(), 0];
  for (const jump of jumps) {
    skewMs = jump;
    expect((await world.ask(ANNA, "холодный старт")).text).toContain("по запросу");
  }
  expect((await world.pressForEdit(ANNA, first, next)).text).toContain("рекомендации");
  expect(world.log()).not.toContain("errorId");
});

test("a start with a clock that runs a year ahead forgets nothing, also once Telegram has told the time", async () => {
  const world = await aBotWorld({ now: () => new Date(Date.now() + 365 * DAY_MS), isStarted: false });
  const store = await openStore(world.databaseUrl);
  await store.accept([{ update_id: 7 }]);
  await store.finish(7);
  await world.startBot();
  await world.ask(ANNA, "холодный старт");
  await world.stopBot();
  expect(await store.accept([{ update_id: 7 }])).toEqual([]);
  await store.close();
});
