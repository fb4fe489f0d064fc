import { expect, test } from "vitest";
import { ANNA, aBotWorld, BORIS, type BotWorld, GROUP, KATE } from "../support/bot-world.ts";

const WHILE_OTHERS_ARE_ANSWERED_S = 30; // as long as the bot waits at all

test("a chat that Telegram refuses for a while keeps nobody else from their answers", async () => {
  const world = await aBotWorld();
  world.telegram.failNext("sendMessage", { status: 429, retryAfter: WHILE_OTHERS_ARE_ANSWERED_S }, 1, ANNA);
  world.telegram.send(ANNA, ANNA, "холодный старт");
  await world.waitForLog(/request to Telegram is repeated/);
  expect((await world.ask(BORIS, "холодный старт")).text).toContain("по запросу");
  expect((await world.ask(KATE, "SASRec")).text).toContain("SASRec");
  expect((await world.askIn(GROUP, BORIS, "/latest")).text).not.toBe("");
  expect(answersIn(world, ANNA)).toBe(0);
});

test("who sends a hundred messages at once is answered between the others, not before them", async () => {
  const world = await aBotWorld();
  for (let at = 0; at < 100; at++) world.telegram.send(ANNA, ANNA, "холодный старт");
  // Both wait at Telegram by the time the bot hears of the first of the hundred.
  await Promise.all([world.ask(BORIS, "холодный старт"), world.ask(KATE, "cold start")]);
  expect(answersIn(world, ANNA)).toBeLessThan(20);
});

function answersIn({ telegram }: BotWorld, chatId: number): number {
  return telegram.messages(chatId).filter((message) => message.from?.is_bot).length;
}
