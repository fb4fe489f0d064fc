import { expect, test } from "vitest";
import { ANNA, aBotWorld, BORIS, GROUP, KATE } from "../support/bot-world.ts";
import { buttonsOf, linksOf, type SeenMessage, startCodeUnder } from "../support/messages.ts";

const QUESTION = "когда gBCE доехала до прода?";
const UNANSWERED = "Сколько рецензентов было у статьи про SASRec?";
const OF_ANOTHER_WORLD = "Какой рецепт борща с пампушками?";

function partsOf(message: SeenMessage, type: string): string[] {
  return (message.entities ?? [])
    .filter((entity) => entity.type === type)
    .map(({ offset, length }) => message.text.slice(offset, offset + length));
}

test("a question in Russian gets the short answer in bold, then numbered quotes with title, date and link", async () => {
  const world = await aBotWorld();
  const answer = await world.ask(ANNA, QUESTION);
  expect(answer.text).toMatch(/^14 ноября\n\n\[1\] /);
  expect(partsOf(answer, "bold")[0]).toBe("14 ноября");
  expect(linksOf(answer)[0]).toBe("https://t.me/lenta_i_vektor/46");
  expect(answer.text).toContain("29 декабря 2023");
  expect(partsOf(answer, "blockquote")[0]).toContain("доехала в прод 14 ноября");
  expect(buttonsOf(answer).slice(-4)).toEqual(["Ещё об этом", "Похожие посты", "👍 Помогло", "👎 Нет"]);
});

test("a question in English is answered with the channel's own sentences", async () => {
  const world = await aBotWorld();
  const answer = await world.ask(KATE, "What were the dates of RecSys 2024 in Bari?");
  expect(answer.text).toContain("14 по 18 октября");
  expect(linksOf(answer)).toContain("https://t.me/lenta_i_vektor/109");
  expect(buttonsOf(answer).slice(-4)).toEqual([
    "More on this",
    "Similar posts",
    "👍 Helpful",
    "👎 Not really",
  ]);
});

test("several quotes of one post stand under its number, and one button opens it", async () => {
  const world = await aBotWorld();
  const answer = await world.ask(ANNA, "что такое logQ-коррекция?");
  const numbers = [...answer.text.matchAll(/^\[(\d)\] /gm)].map(([, number]) => number);
  expect(partsOf(answer, "blockquote").length).toBeGreaterThan(numbers.length);
  expect(buttonsOf(answer).slice(0, numbers.length + 1)).toEqual([...numbers, "Ещё об этом"]);
});

test("where the words that are told may mean something else, the answer says that it is not sure", async () => {
  const world = await aBotWorld();
  const doubtful = "Почему Лена уволилась из Волны?";
  expect((await world.ask(ANNA, doubtful)).text).toMatch(/^Не уверен, но ответ может быть здесь:\n\n\[1\] /);
  expect((await world.ask(KATE, doubtful)).text).toMatch(/^I am not sure, but the answer may be here:\n\n/);
  expect((await world.ask(ANNA, QUESTION)).text).not.toContain("Не уверен");
});

test("a question that no post answers says so in a sentence and shows what is near, quoting no answer", async () => {
  const world = await aBotWorld();
  const near = await world.ask(ANNA, UNANSWERED);
  expect(near.text).toMatch(/^Ответа на это в постах нет\. Ближе всего вот что:\n\n1\. /);
  expect(near.text).not.toContain("[1]");
  expect(linksOf(near).length).toBeGreaterThan(0);
  expect((await world.ask(KATE, UNANSWERED)).text).toMatch(/^No post answers that\. The closest there is:\n/);
});

test("where nothing is near the bot says what a search says", async () => {
  const world = await aBotWorld();
  const nothing = await world.ask(ANNA, OF_ANOTHER_WORLD);
  expect(nothing.text).toContain("Ничего не нашлось по запросу Какой рецепт борща с пампушками.");
  const latest = await world.pressForMessage(ANNA, nothing, "Что нового");
  expect(latest.text).toContain("Новые посты");
});

test("a quote opens its post in place, and back leads to the answer, also after a restart", async () => {
  const world = await aBotWorld();
  const answer = await world.ask(ANNA, QUESTION);
  const card = await world.pressForEdit(ANNA, answer, "1");
  expect(buttonsOf(card)).toContain("Похожие посты");
  await world.stopBot();
  await world.startBot();
  expect((await world.pressForEdit(ANNA, card, "‹ К списку")).text).toBe(answer.text);
});

test("posts that are merely near open in place, too", async () => {
  const world = await aBotWorld();
  const near = await world.ask(ANNA, UNANSWERED);
  const card = await world.pressForEdit(ANNA, near, "1");
  expect((await world.pressForEdit(ANNA, card, "‹ К списку")).text).toBe(near.text);
});

test("one button searches for the same words", async () => {
  const world = await aBotWorld();
  const answer = await world.ask(ANNA, QUESTION);
  const results = await world.pressForMessage(ANNA, answer, "Ещё об этом");
  expect(results.text).toContain(`по запросу ${QUESTION.replace("?", "")}`);
});

test("words that ask nothing are searched as ever", async () => {
  const world = await aBotWorld();
  expect((await world.ask(ANNA, "gBCE в проде")).text).toContain("по запросу gBCE в проде");
});

test("/ask without words asks for the question, and takes the reply as one", async () => {
  const world = await aBotWorld();
  const prompt = await world.ask(ANNA, "/ask");
  expect(prompt.reply_markup).toMatchObject({ force_reply: true });
  const answer = await world.ask(ANNA, { text: "когда gBCE доехала до прода", replyTo: prompt.message_id });
  expect(answer.text).toMatch(/^14 ноября\n/);
  expect((await world.ask(ANNA, `/ask ${QUESTION}`)).text).toBe(answer.text);
});

test("in a group a mention and a reply are answered briefly, and go on in private", async () => {
  const world = await aBotWorld();
  const answer = await world.askIn(GROUP, ANNA, `@inforetriever_bot ${QUESTION}`);
  expect(answer.text).toMatch(/^14 ноября\n\n\[1\] /);
  expect(answer).toMatchObject({ reply_to_message: expect.anything() });
  expect(partsOf(answer, "expandable_blockquote")).not.toEqual([]);
  expect(buttonsOf(answer)).toEqual([
    "Ещё об этом",
    "Похожие посты",
    "👍 Помогло",
    "👎 Нет",
    "Продолжить в личке",
  ]);
  const help = await world.askIn(GROUP, BORIS, "/help");
  const again = await world.askIn(GROUP, BORIS, { text: UNANSWERED, replyTo: help.message_id });
  expect(again.text).toContain("Ближе всего вот что");
  const own = await world.ask(BORIS, `/start ${startCodeUnder(answer, "Продолжить в личке")}`);
  expect(own.text).toBe(answer.text);
});

test("a long question goes on in private as well", async () => {
  const world = await aBotWorld();
  const answer = await world.askIn(GROUP, ANNA, `/ask а ${"скажите пожалуйста ".repeat(5)}${QUESTION}`);
  const own = await world.ask(ANNA, `/start ${startCodeUnder(answer, "Продолжить в личке")}`);
  expect(own.text).toBe(answer.text);
});

// Telegram takes no longer messages from people.
const MOST_CHARS = 4096;

test.each([
  ["4,096 characters", `Почему ${'(a|(b|"<b>*_[` 🦊'.repeat(400)}`.slice(0, 4999).concat("?")],
  ["words without end", `когда ${"рекомендации ".repeat(350)}?`],
  ["emoji only", "😀😀😀?"],
  ["marks only", "???"],
  ["markup", "кто такой <b>&amp;</b> _*[`?"],
])("a hostile question of %s gets an answer and breaks nothing", async (_, question) => {
  const world = await aBotWorld();
  const reply = await world.ask(ANNA, `/ask ${question}`.slice(0, MOST_CHARS));
  expect(reply.text.length).toBeLessThanOrEqual(4096);
  expect((reply.entities ?? []).length).toBeLessThanOrEqual(100);
  expect(world.log()).not.toContain("an update failed");
});

test("buttons of an answer whose row is gone offer what is new", async () => {
  const world = await aBotWorld();
  const answer = await world.ask(ANNA, QUESTION);
  await world.telegram.press(ANNA, ANNA, answer.message_id, { data: "1:AAAAAAAAAAAA:search" });
  const offer = { ...(await world.telegram.waitForMessage(ANNA)), text: "" };
  expect(buttonsOf(offer)).toEqual(["Что нового"]);
});
