import { expect, test } from "vitest";
import { diceOf } from "../support/dice.ts";
import { growth } from "../support/flatness.ts";
import { fuzzPlan, replayOf, tell, tellProgress } from "../support/fuzz-plan.ts";
import { hostileUpdate } from "../support/hostile-updates.ts";
import { Suspects } from "../support/suspects.ts";
import { aWatchedBot, type ProcessFigures } from "../support/watched-bot.ts";

const PLAN = fuzzPlan("updates", 500);
const AT_ONCE = 50;
const FORGET_EVERY = 5_000;

test("whatever stands in updates ends nothing, breaks nothing, and whoever asks in between is answered", {
  timeout: PLAN.timeoutMs,
}, async () => {
  const bot = await aWatchedBot();
  await bot.answersSomebody();
  let early: ProcessFigures = await bot.figures();
  const suspects = new Suspects();
  for (let from = 0; from < PLAN.cases; from += AT_ONCE) {
    tellProgress("updates", PLAN, from);
    const seed = PLAN.seed + from;
    for (let at = 0; at < AT_ONCE; at++)
      bot.playground.telegram.deliver(hostileUpdate(diceOf(seed + at), bot.stage(from + at)));
    await bot.answersSomebody().catch((cause) => {
      throw new Error(`Nobody is answered after these: ${replayOf("updates", seed, AT_ONCE)}`, { cause });
    });
    suspects.add(bot.newErrors(), replayOf("updates", Math.max(0, seed - AT_ONCE), 2 * AT_ONCE));
    if (from % FORGET_EVERY === 0) bot.forgetChats();
    if (from === Math.ceil(PLAN.cases / 10 / AT_ONCE) * AT_ONCE) early = await bot.figures();
  }
  await expect.poll(() => bot.playground.telegram.pendingUpdates(), { timeout: 60_000 }).toBe(0);
  await bot.answersSomebody();
  tell("updates", PLAN, { updates: PLAN.cases, ...growth(early, await bot.figures()) });
  expect(suspects.kinds()).toEqual([]);
});
