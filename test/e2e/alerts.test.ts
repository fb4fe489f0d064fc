import { expect, test } from "vitest";
import { RATE_LIMITS } from "../../src/telegram/rate-limits.ts";
import { ANNA, aBotWorld, BORIS, GROUP } from "../support/bot-world.ts";
import { buttonsOf } from "../support/messages.ts";

test("/alerts with words watches for them, and says what they find today", async () => {
  const world = await aBotWorld();
  const added = await world.ask(ANNA, "/alerts холодный старт");
  expect(added.text).toMatch(/^Слежу: холодный старт\nУже есть \d+ пост/);
  const show = buttonsOf(added).find((label) => label.startsWith("Показать")) ?? "";
  expect((await world.pressForMessage(ANNA, added, show)).text).toContain("по запросу холодный старт");
  const all = await world.pressForMessage(ANNA, added, "Всё, за чем слежу");
  expect(all.text).toContain("1. холодный старт");
  expect((await world.ask(ANNA, "/alerts холодный старт")).text).toContain("Уже слежу");
});

test("an empty list says what can be watched for, and asks for it", async () => {
  const world = await aBotWorld();
  const none = await world.ask(ANNA, "/alerts");
  expect(none.text).toContain("Пока ни за чем");
  const question = await world.pressForMessage(ANNA, none, "Добавить");
  const added = await world.ask(ANNA, { text: "has:paper SASRec", replyTo: question.message_id });
  expect(added.text).toContain("Слежу: has:paper SASRec");
});

test("an alert is deleted and brought back in the list", async () => {
  const world = await aBotWorld();
  await world.ask(ANNA, "/alerts холодный старт");
  await world.ask(ANNA, "/alerts SASRec");
  const list = await world.ask(ANNA, "/alerts");
  const fewer = await world.pressForEdit(ANNA, list, "✕ холодный старт");
  expect(fewer.text).not.toContain("холодный старт");
  const again = await world.pressForEdit(ANNA, fewer, "Вернуть: холодный старт");
  expect(again.text).toContain("1. SASRec\n2. холодный старт");
});

test("what has nothing to look for is refused with an example, and what was not understood is told", async () => {
  const world = await aBotWorld();
  const question = await world.ask(ANNA, "/alerts 🙂");
  expect(question.text).toContain('Например, "semantic ids"');
  const reply = await world.ask(ANNA, { text: "эмбединги", replyTo: question.message_id });
  expect(reply.text).toContain("Слежу: эмбединги");
  const added = await world.ask(ANNA, "/alerts эмбединги before:вчера");
  expect(added.text).toContain("Не понял «before:вчера»");
});

test("an arXiv id is a paper, known or not; a short name offers the paper beside the words", async () => {
  const world = await aBotWorld();
  const known = await world.ask(ANNA, "/alerts https://arxiv.org/abs/1808.09781v2");
  expect(known.text).toMatch(/^Слежу: 📄 Self-Attentive Sequential Recommendation\n/);
  expect((await world.ask(ANNA, "/alerts 2999.12345")).text).toContain("Пока о таком не писали");
  const words = await world.ask(ANNA, "/alerts BERT4Rec");
  expect(words.text).toContain("Слежу: BERT4Rec");
  expect(buttonsOf(words)).toContain("🔔 Статья: BERT4Rec");
  await world.telegram.press(ANNA, ANNA, words.message_id, "🔔 Статья: BERT4Rec");
  expect((await world.ask(ANNA, "/alerts")).text).toMatch(
    /📄 Self-Attentive[\s\S]*3\. BERT4Rec\n4\. 📄 BERT4Rec/,
  );
});

test("a whole title is the paper, in quotes it is words", async () => {
  const world = await aBotWorld();
  const title = "self-attentive sequential recommendation";
  expect((await world.ask(ANNA, `/alerts ${title}`)).text).toContain("Слежу: 📄 Self-Attentive");
  expect((await world.ask(ANNA, `/alerts "${title}"`)).text).toContain(`Слежу: "${title}"`);
});

test("what was meant is watched for instead of what was mistyped, with one tap", async () => {
  const world = await aBotWorld();
  const mistyped = await world.ask(ANNA, "/alerts htrcbc");
  expect(mistyped.text).toContain("Так в постах не пишут");
  const mended = await world.pressForEdit(ANNA, mistyped, "🔔 рексис");
  expect(mended.text).toMatch(/^Слежу: рексис\nУже есть \d+ пост/);
  expect((await world.ask(ANNA, "/alerts")).text).not.toContain("htrcbc");
});

test("what only a search would find is not promised", async () => {
  const world = await aBotWorld();
  // A search takes «страт» for the beginning of «стратегия».
  const near = await world.ask(ANNA, "/alerts холодний страт");
  expect(near.text).toContain("Точно о таком пока не писали, есть похожее");
  expect((await world.ask(ANNA, "/alerts -реклама")).text).toContain("в котором этого нет");
});

test("a date that is over is not watched for", async () => {
  const world = await aBotWorld();
  const past = await world.ask(ANNA, "/alerts SASRec before:2020");
  expect(past.text).toContain("дата уже прошла");
  const added = await world.ask(ANNA, { text: "SASRec", replyTo: past.message_id });
  expect(added.text).toContain("Слежу: SASRec");
  const results = await world.ask(ANNA, "/search SASRec before:2026-01");
  const refused = await world.telegram.press(ANNA, ANNA, results.message_id, "🔔 Следить");
  expect(refused).toMatchObject({ show_alert: true, text: expect.stringContaining("дата уже прошла") });
  expect((await world.ask(ANNA, "/alerts")).text).not.toContain("before");
});

test("a place watches for twenty things and no more", async () => {
  const world = await aBotWorld({
    rateLimits: { ...RATE_LIMITS, messagesOfPerson: { count: 100, seconds: 60 } },
  });
  for (let at = 1; at <= 20; at++) await world.ask(ANNA, `/alerts тема${at}`);
  expect((await world.ask(ANNA, "/alerts ещё одна")).text).toContain("Больше 20 запросов не удержу");
  const list = await world.ask(ANNA, "/alerts");
  expect(buttonsOf(list)).not.toContain("Добавить");
  const fewer = await world.pressForEdit(ANNA, list, "✕ тема7");
  expect(buttonsOf(fewer)).toContain("Добавить");
});

test("results and papers can be watched with one tap", async () => {
  const world = await aBotWorld();
  const results = await world.ask(ANNA, "эмбеддинги");
  const thanked = await world.telegram.press(ANNA, ANNA, results.message_id, "🔔 Следить");
  expect(thanked).toMatchObject({ text: expect.stringContaining("о новых постах сообщу") });
  const again = await world.telegram.press(ANNA, ANNA, results.message_id, "🔔 Следить");
  expect(again).toMatchObject({ text: expect.stringContaining("уже слежу") });
  const card = await world.ask(ANNA, "/paper SASRec");
  await world.telegram.press(ANNA, ANNA, card.message_id, "🔔 Следить");
  const nothing = await world.ask(ANNA, "жжжжыыыы");
  await world.telegram.press(ANNA, ANNA, nothing.message_id, "🔔 Следить");
  expect((await world.ask(ANNA, "/alerts")).text).toMatch(
    /1\. эмбеддинги\n2\. 📄 Self-Attentive.*\n3\. жжжжыыыы/,
  );
});

test("in a group only administrators add and delete", async () => {
  const world = await aBotWorld();
  expect((await world.askIn(GROUP, BORIS, "/alerts SASRec")).text).toContain("администраторы");
  const added = await world.askIn(GROUP, ANNA, "/alerts SASRec");
  expect(added.text).toContain("Слежу: SASRec");
  const list = await world.askIn(GROUP, ANNA, "/alerts");
  const refused = await world.telegram.press(BORIS, GROUP, list.message_id, "✕ SASRec");
  expect(refused).toMatchObject({ show_alert: true });
  expect((await world.askIn(GROUP, ANNA, "/alerts")).text).toContain("1. SASRec");
});

test.each(["1:alerts:drop=9999", "1:alerts:delete=1", "1:alerts:undo=AAAAAAAAAAAA", "1:alerts:restore=x"])(
  "a forged %s does no harm to others",
  async (data) => {
    const world = await aBotWorld();
    await world.ask(ANNA, "/alerts SASRec");
    const boriss = await world.ask(BORIS, "/alerts");
    await world.telegram.press(BORIS, BORIS, boriss.message_id, { data });
    expect((await world.ask(ANNA, "/alerts")).text).toContain("1. SASRec");
    expect(world.log()).not.toContain("an update failed");
  },
);

test("a list that somebody else was shown cannot be watched by its token", async () => {
  const world = await aBotWorld();
  const annas = await world.ask(ANNA, "секретный запрос");
  const buttons = (annas.reply_markup?.inline_keyboard ?? []).flat();
  const data = buttons.find(({ text }) => text === "🔔 Следить")?.callback_data ?? "";
  const boriss = await world.ask(BORIS, "/alerts");
  expect(await world.telegram.press(BORIS, BORIS, boriss.message_id, { data })).toMatchObject({
    show_alert: true,
  });
  expect((await world.ask(BORIS, "/alerts")).text).not.toContain("секретный");
});
