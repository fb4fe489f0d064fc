import { expect, test } from "vitest";
import { ANNA, BORIS, GROUP } from "../support/bot-world.ts";
import { buttonsOf, startCodeUnder } from "../support/messages.ts";
import { aModelWorld, type ModelWorld } from "../support/model-world.ts";

const QUESTION = "когда gBCE доехала до прода?";
const WORDS = "В прод gBCE доехала 14 ноября.";
const READING = "Читаю посты…";

function callsOf({ telegram }: ModelWorld, method: string): string[] {
  return telegram.requests
    .filter((call) => call.method === method)
    .map(({ payload }) => String(Object(payload).text ?? ""));
}

test("in private the answer is seen as it grows, and then sent", async () => {
  const world = await aModelWorld();
  await world.ask(ANNA, ANNA, QUESTION);
  world.model.draft("В прод");
  await expect.poll(() => world.telegram.draft(ANNA)?.text).toBe("В прод");
  expect(world.telegram.draft(ANNA)).toMatchObject({ can_stop: true });
  world.model.draft("В прод gBCE");
  world.model.draft("В прод gBCE доехала");
  await expect.poll(() => world.telegram.draft(ANNA)?.text).toBe("В прод gBCE доехала");
  expect(callsOf(world, "sendMessageDraft")).toEqual(["В прод", "В прод gBCE доехала"]);
  world.model.finish(WORDS);
  const answer = await world.telegram.waitForMessage(ANNA);
  expect(answer.edit_date).toBeUndefined();
  expect(world.telegram.draft(ANNA)).toBeUndefined();
});

test("whoever stops the drafts gets the quotes, and a word of the model no more", async () => {
  const world = await aModelWorld();
  await world.ask(ANNA, ANNA, QUESTION);
  world.model.draft("В прод");
  await expect.poll(() => world.telegram.stopDraft(ANNA)).toBe(true);
  const answer = await world.telegram.waitForMessage(ANNA);
  expect(answer.text).toContain("[1] ");
  expect(callsOf(world, "sendMessageDraft")).toEqual(["В прод"]);
});

test("a draft that Telegram refuses costs nobody the answer", async () => {
  const world = await aModelWorld();
  world.telegram.failNext("sendMessageDraft", { status: 429, description: "Too Many Requests" });
  await world.ask(ANNA, ANNA, QUESTION);
  world.model.draft("В прод");
  await expect.poll(() => world.log()).toContain("a draft could not be shown");
  world.model.draft("В прод gBCE");
  world.model.finish(WORDS);
  expect((await world.telegram.waitForMessage(ANNA)).text).toContain("14 ноября");
  expect(callsOf(world, "sendMessageDraft")).toEqual(["В прод"]);
});

test("a draft is no longer than a message, and nothing to see is not shown", async () => {
  const world = await aModelWorld();
  await world.ask(ANNA, ANNA, QUESTION);
  world.model.draft(" \n ");
  world.model.draft(`\ud83e ${"длинно ".repeat(1000)}`);
  await expect.poll(() => world.telegram.draft(ANNA)?.text.length ?? 0).toBeGreaterThan(4000);
  expect(callsOf(world, "sendMessageDraft")).toHaveLength(1);
  world.model.finish(null);
  expect((await world.telegram.waitForMessage(ANNA)).text).toContain("[1] ");
});

test("in a group one message says that it takes a while, and becomes the answer", async () => {
  const world = await aModelWorld();
  await world.ask(BORIS, GROUP, `/ask ${QUESTION}`);
  const reading = await world.telegram.waitForMessage(GROUP);
  expect(reading).toMatchObject({ text: READING, reply_to_message: expect.anything() });
  world.model.draft("В прод gBCE");
  const draft = await world.telegram.waitForMessage(GROUP);
  expect(draft).toMatchObject({ text: "В прод gBCE", message_id: reading.message_id });
  world.model.finish(WORDS);
  const answer = await world.telegram.waitForMessage(GROUP);
  expect(answer.message_id).toBe(reading.message_id);
  expect(answer.text).toContain("14 ноября");
  expect(answer.reply_markup?.inline_keyboard?.flat().map(({ text }) => text)).toContain("👍 Помогло");
  expect(answer.reply_to_message).toBeDefined();
  expect(callsOf(world, "sendMessageDraft")).toEqual([]);
});

test("in a group an answer that comes soon is one message, never edited", async () => {
  const world = await aModelWorld();
  await world.ask(BORIS, GROUP, `/ask ${QUESTION}`);
  world.model.draft("В прод");
  world.model.finish(WORDS);
  const answer = await world.telegram.waitForMessage(GROUP);
  expect(answer.text).toContain("14 ноября");
  expect(callsOf(world, "editMessageText")).toEqual([]);
});

test("where the message of a group is gone by then, the answer is a new one", async () => {
  const world = await aModelWorld();
  await world.ask(BORIS, GROUP, `/ask ${QUESTION}`);
  const reading = await world.telegram.waitForMessage(GROUP);
  world.telegram.deleteMessage(GROUP, reading.message_id);
  world.model.finish(WORDS);
  const answer = await world.telegram.waitForMessage(GROUP);
  expect(answer.message_id).not.toBe(reading.message_id);
  expect(answer.text).toContain("14 ноября");
});

test("a stop of the bot does not wait for the model: the quotes are sent", async () => {
  const world = await aModelWorld();
  await world.ask(ANNA, ANNA, QUESTION);
  world.model.draft("В прод");
  await world.stop();
  expect((await world.telegram.waitForMessage(ANNA)).text).toContain("[1] ");
});

test("an answer in a model's words names its sources, and is the same when it is shown again", async () => {
  const world = await aModelWorld();
  await world.ask(ANNA, ANNA, QUESTION);
  world.model.finish(WORDS);
  const answer = await world.telegram.waitForMessage(ANNA);
  await world.telegram.press(ANNA, ANNA, answer.message_id, "1");
  await world.telegram.waitForMessage(ANNA);
  await world.telegram.press(ANNA, ANNA, answer.message_id, "‹ К списку");
  expect((await world.telegram.waitForMessage(ANNA)).text).toBe(answer.text);
  expect(world.model.requests).toHaveLength(1);
  await world.telegram.press(ANNA, ANNA, answer.message_id, "Источники");
  const sources = await world.telegram.waitForMessage(ANNA);
  expect(sources.text).toContain(`Из чего составлен ответ на ${QUESTION}:\n\n1. `);
  expect(JSON.stringify(sources.entities)).toContain("https://t.me/lenta_i_vektor/46");
});

test("in private it goes on with the very answer that the group got", async () => {
  const world = await aModelWorld();
  await world.ask(BORIS, GROUP, `/ask ${QUESTION}`);
  world.model.finish(WORDS);
  const answer = await world.telegram.waitForMessage(GROUP);
  const code = startCodeUnder({ ...answer, text: answer.text ?? "" }, "Продолжить в личке");
  world.telegram.send(ANNA, ANNA, `/start ${code}`);
  const own = await world.telegram.waitForMessage(ANNA);
  expect(buttonsOf({ ...own, text: "" })).toContain("Источники");
  expect(world.model.requests).toHaveLength(1);
});

test("the model learns who asks, in which language, and what was asked before", async () => {
  const world = await aModelWorld();
  await world.ask(ANNA, ANNA, QUESTION);
  world.model.finish(WORDS);
  const answer = await world.telegram.waitForMessage(ANNA);
  world.telegram.send(ANNA, ANNA, { text: "gBCE в прод когда", replyTo: answer.message_id });
  await expect.poll(() => world.model.isAsked).toBe(true);
  world.model.finish(null);
  await world.telegram.waitForMessage(ANNA);
  expect(world.model.requests).toEqual([
    { question: QUESTION, language: "ru", askedBy: ANNA },
    { question: "gBCE в прод когда", previous: QUESTION, language: "ru", askedBy: ANNA },
  ]);
});
