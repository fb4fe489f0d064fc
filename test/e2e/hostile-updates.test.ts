import { expect, test } from "vitest";
import { ANNA, aBotWorld, BORIS, type BotWorld, GROUP } from "../support/bot-world.ts";
import { diceOf } from "../support/dice.ts";
import { hostileUpdate } from "../support/hostile-updates.ts";

const RUNS = 400;
const SEED = 20_241_119;

test("updates with wrong, missing and unknown fields end nothing, and the next person is answered", async () => {
  const world = await aBotWorld();
  const rejections: unknown[] = [];
  const note = (reason: unknown) => void rejections.push(reason);
  process.on("unhandledRejection", note);
  const stage = { personId: ANNA, groupId: GROUP, channelId: world.channelId };
  for (let run = 0; run < RUNS; run++) world.telegram.deliver(hostileUpdate(diceOf(SEED + run), stage));
  await expect.poll(() => world.telegram.pendingUpdates(), { timeout: 30_000 }).toBe(0);
  await stillAnswers(world);
  expect(world.log()).not.toMatch(/could not be finished|TypeError/);
  process.off("unhandledRejection", note);
  expect(rejections).toEqual([]);
  expect(world.fatal()).toBeUndefined();
}, 60_000);

/** By another person: Anna has used up what she may ask. */
async function stillAnswers(world: BotWorld): Promise<void> {
  expect((await world.ask(BORIS, "холодный старт")).text).toContain("по запросу холодный старт");
}

test("a pressed button is answered even where the rest of its update is broken", async () => {
  const world = await aBotWorld();
  world.telegram.deliver({ callback_query: { id: "broken", from: null, data: 5 } });
  await world.waitForLog(/wrong or missing fields/);
  const answered = () =>
    world.telegram.requests.filter(
      ({ method, payload }) => method === "answerCallbackQuery" && payload.callback_query_id === "broken",
    );
  await expect.poll(answered).toHaveLength(1);
});
