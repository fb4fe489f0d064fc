import { expect, test } from "vitest";
import { ANNA, aBotWorld, BORIS, type BotWorld, GROUP, KATE } from "../support/bot-world.ts";
import { buttonsOf, type SeenMessage } from "../support/messages.ts";

const QUESTION = "когда gBCE доехала до прода?";
const HELPFUL = "👍 Помогло";
const UNHELPFUL = "👎 Нет";

function votesUnder(message: SeenMessage): string[] {
  return buttonsOf(message).filter((button) => /^[👍👎]/u.test(button));
}

async function statusOf(world: BotWorld): Promise<string> {
  return (await world.ask(KATE, "/status")).text;
}

test("the press is thanked for, the button shows the choice, and the other one changes it", async () => {
  const world = await aBotWorld({ adminIds: [KATE] });
  const answer = await world.ask(ANNA, QUESTION);
  const thanks = await world.telegram.press(ANNA, ANNA, answer.message_id, HELPFUL);
  expect(thanks).toEqual({ text: "Рад, что помогло." });
  const voted = await world.telegram.waitForMessage(ANNA);
  const shown = { ...voted, text: voted.text ?? "" };
  expect(shown.text).toBe(answer.text);
  expect(votesUnder(shown)).toEqual([`${HELPFUL} ✓`, UNHELPFUL]);
  expect(votesUnder(await world.pressForEdit(ANNA, shown, UNHELPFUL))).toEqual([HELPFUL, `${UNHELPFUL} ✓`]);
  expect(await statusOf(world)).toMatch(/In all: answered 1, not answered 0, helpful 0, not helpful 1/);
});

test("the same vote twice changes nothing, and outlives a restart and a look at a post", async () => {
  const world = await aBotWorld({ adminIds: [KATE] });
  const answer = await world.ask(ANNA, QUESTION);
  const voted = await world.pressForEdit(ANNA, answer, HELPFUL);
  await world.stopBot();
  await world.startBot();
  await world.telegram.press(ANNA, ANNA, answer.message_id, `${HELPFUL} ✓`);
  const card = await world.pressForEdit(ANNA, voted, "1");
  const back = await world.pressForEdit(ANNA, card, "‹ К списку");
  expect(votesUnder(back)).toEqual([`${HELPFUL} ✓`, UNHELPFUL]);
  expect(await statusOf(world)).toContain("helpful 1, not helpful 0");
});

test("in a group everybody has a vote, and only a vote, under somebody else's answer", async () => {
  const world = await aBotWorld();
  const answer = await world.askIn(GROUP, ANNA, `/ask ${QUESTION}`);
  for (const person of [ANNA, BORIS]) {
    await world.telegram.press(person, GROUP, answer.message_id, { data: dataOf(answer, HELPFUL) });
    await world.telegram.waitForMessage(GROUP);
  }
  const shown = world.telegram.messages(GROUP).find(({ message_id }) => message_id === answer.message_id);
  expect(shown?.reply_markup?.inline_keyboard?.flat().map(({ text }) => text)).toContain(`${HELPFUL} · 2`);
  const refused = await world.telegram.press(BORIS, GROUP, answer.message_id, "Похожие посты");
  expect(refused).toMatchObject({ show_alert: true });
});

test("/forget takes the person's votes along, and leaves the others'", async () => {
  const world = await aBotWorld({ adminIds: [KATE] });
  for (const person of [ANNA, BORIS])
    await world.pressForEdit(person, await world.ask(person, QUESTION), HELPFUL);
  expect(await statusOf(world)).toContain("In all: answered 2, not answered 0, helpful 2");
  const question = await world.ask(ANNA, "/forget");
  await world.pressForEdit(ANNA, question, "Стереть");
  expect(await statusOf(world)).toContain("In all: answered 2, not answered 0, helpful 1");
});

test("a vote whose answer is forgotten gets a kind sentence", async () => {
  const world = await aBotWorld();
  const answer = await world.ask(ANNA, QUESTION);
  const press = await world.telegram.press(ANNA, ANNA, answer.message_id, { data: "1:AAAAAAAAAAAA:helpful" });
  expect(press).toMatchObject({ text: expect.stringContaining("уже не помню") });
});

test("a forged vote on what is no answer counts nothing", async () => {
  const world = await aBotWorld({ adminIds: [KATE] });
  const list = await world.ask(ANNA, "SASRec");
  const forged = dataOf(list, "Сначала новые").replace(/[^:]+$/, "helpful");
  await world.telegram.press(ANNA, ANNA, list.message_id, { data: forged });
  await world.ask(ANNA, QUESTION);
  expect(await statusOf(world)).toContain("helpful 0, not helpful 0");
});

test("similar posts to the first one that answers are one press away", async () => {
  const world = await aBotWorld();
  const answer = await world.ask(ANNA, QUESTION);
  const similar = await world.pressForMessage(ANNA, answer, "Похожие посты");
  expect(similar.text).toMatch(/^Похож\S+ на Итоги года/);
});

function dataOf(message: SeenMessage, button: string): string {
  const found = (message.reply_markup?.inline_keyboard ?? []).flat().find(({ text }) => text === button);
  return found?.callback_data ?? "";
}
