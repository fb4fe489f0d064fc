import { expect, test } from "vitest";
import { ANNA, aBotWorld, BORIS, GROUP } from "../support/bot-world.ts";
import { buttonsOf, linksOf, type SeenMessage, startCodeUnder } from "../support/messages.ts";

const QUESTION = "когда gBCE доехала до прода?";
const THE_POST = "https://t.me/lenta_i_vektor/46";

function isAbout(answer: SeenMessage): boolean {
  return linksOf(answer).includes(THE_POST);
}

test("a reply to an answer goes on from it, be it a question by itself or not", async () => {
  const world = await aBotWorld();
  const answer = await world.ask(ANNA, QUESTION);
  for (const text of ["а почему?", "подробнее"]) {
    const next = await world.ask(ANNA, { text, replyTo: answer.message_id });
    expect(isAbout(next)).toBe(true);
    expect(next.text).not.toContain("по запросу");
  }
  expect((await world.ask(ANNA, "подробнее")).text).toContain("подробнее");
});

test("a conversation goes on over several answers, and over a restart", async () => {
  const world = await aBotWorld();
  const answer = await world.ask(ANNA, QUESTION);
  const second = await world.ask(ANNA, { text: "а почему?", replyTo: answer.message_id });
  await world.stopBot();
  await world.startBot();
  const third = await world.ask(ANNA, { text: "и что дальше", replyTo: second.message_id });
  expect(isAbout(third)).toBe(true);
});

test("the reply may be to a post that was opened out of the answer, or come with /ask", async () => {
  const world = await aBotWorld();
  const answer = await world.ask(ANNA, QUESTION);
  const asked = await world.ask(ANNA, { text: "/ask а почему", replyTo: answer.message_id });
  expect(isAbout(asked)).toBe(true);
  const card = await world.pressForEdit(ANNA, answer, "1");
  expect(isAbout(await world.ask(ANNA, { text: "а почему?", replyTo: card.message_id }))).toBe(true);
});

test("in a group anybody goes on from an answer, and in private it is the same conversation", async () => {
  const world = await aBotWorld();
  const answer = await world.askIn(GROUP, ANNA, `/ask ${QUESTION}`);
  const next = await world.askIn(GROUP, BORIS, { text: "а почему?", replyTo: answer.message_id });
  expect(isAbout(next)).toBe(true);
  const own = await world.ask(BORIS, `/start ${startCodeUnder(next, "Продолжить в личке")}`);
  expect(linksOf(own)).toEqual(linksOf(next));
  const mine = await world.ask(BORIS, { text: "подробнее", replyTo: own.message_id });
  expect(isAbout(mine)).toBe(true);
});

test("the words of a short follow-up are searched with what it goes on from", async () => {
  const world = await aBotWorld();
  const answer = await world.ask(ANNA, QUESTION);
  const next = await world.ask(ANNA, { text: "а почему?", replyTo: answer.message_id });
  const found = await world.pressForMessage(ANNA, next, moreOrWords(next));
  expect(found.text).toContain("когда gBCE доехала до прода? а почему");
});

test("thanks are no question: in private they are taken, in a group they get silence", async () => {
  const world = await aBotWorld();
  const answer = await world.ask(ANNA, QUESTION);
  const reply = await world.ask(ANNA, { text: "спасибо!", replyTo: answer.message_id });
  expect(reply.text).toBe("Рад помочь.");
  const inGroup = await world.askIn(GROUP, ANNA, `/ask ${QUESTION}`);
  world.telegram.send(BORIS, GROUP, { text: "👍", replyTo: inGroup.message_id });
  const help = await world.askIn(GROUP, ANNA, "/help"); // by now a reply would have come
  expect(help.text).toContain("Что я умею");
});

test("a reply to a list is a search as ever", async () => {
  const world = await aBotWorld();
  const list = await world.ask(ANNA, "SASRec");
  const found = await world.ask(ANNA, { text: "BERT4Rec", replyTo: list.message_id });
  expect(found.text).toContain("по запросу BERT4Rec");
});

/** What an answer calls it, and what one that found nothing does. */
function moreOrWords(answer: SeenMessage): string {
  return buttonsOf(answer).find((button) => /^(Ещё об этом|Искать по словам)$/.test(button)) ?? "";
}
