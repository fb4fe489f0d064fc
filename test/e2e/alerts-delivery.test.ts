import { expect, test } from "vitest";
import { ANNA, BORIS, KATE } from "../support/bot-world.ts";
import { aDeliveryWorld, chat } from "../support/delivery-world.ts";
import { buttonsOf } from "../support/messages.ts";
import { anAlert, eachPost } from "../support/subscriptions.ts";

const SASREC = "https://arxiv.org/abs/1808.09781";

/** What is looked for, a post that has it, and one that nearly does. */
const ALERTS = [
  ["рекомендация", "Речь о рекомендациях", "Речь о рекламе"],
  ["холодный старт", "Сервис при холодном старте", "Сервис при холодном супе"],
  ['"тёплый приём"', "Гостя ждал тёплый приём", "Гостя ждал приём, и тёплый"],
  ["#квокка", "Она улыбается #квокка", "Она квокка и улыбается"],
  ["has:paper коала", `Коала и статья ${SASREC}`, "Коала и её статья"],
  ["вомбат -опоссум", "Вомбат один", "Вомбат и опоссум вдвоём"],
  ["ехидна | кускус", "Кускус один", "Тасманийский дьявол один"],
  ["1904.06690", "Здесь https://arxiv.org/abs/1904.06690v2", "Здесь https://arxiv.org/abs/2305.05065"],
] as const;
const readers = ALERTS.map((_, at) => ({ id: 5001 + at, first_name: `Читатель ${at}`, language_code: "ru" }));

test("each alert is told of the post that it looks for, in whatever form, and of no other", async () => {
  const world = await aDeliveryWorld({ people: readers });
  for (const [at, [query]] of ALERTS.entries()) await world.bot.ask(5001 + at, `/alerts ${query}`);
  for (const [, matching, other] of ALERTS) {
    await world.publish(other);
    await world.publish(matching);
  }
  await world.allSent();
  const told = readers.map(({ id }) => world.told(id, "Нашлось по запросу").map(({ text }) => text));
  expect(told).toEqual(ALERTS.map(([, matching]) => [expect.stringContaining(matching)]));
});

test("a notice shows the passage that matches, whatever else the post is about", async () => {
  const world = await aDeliveryWorld();
  await world.store.addAlert(chat(KATE), anAlert("quokka"));
  const before = Array.from(
    { length: 12 },
    (_, at) => `Абзац ${at} о метриках и ранжировании, долгий и обычный.`,
  );
  await world.publish(["Еженедельный обзор", ...before, "In the end the quokkas smile at you."].join("\n\n"));
  const told = await world.firstTold(KATE, "Еженедельный обзор");
  expect(told.text).toContain("quokkas smile at you");
  expect(told.text).not.toContain("Абзац 0");
});

test("a post that several alerts match, where every post is sent anyway, is one message", async () => {
  const world = await aDeliveryWorld();
  const { bot, store } = world;
  await store.saveDigest(chat(ANNA), eachPost());
  for (const query of ["квокка", "улыбка"]) await store.addAlert(chat(ANNA), anAlert(query));
  await store.addAlert(chat(BORIS), anAlert("улыбка"));
  await world.publish("Улыбка квокки\n\nКвокка улыбается, и все улыбаются ей");
  await world.publish("Совсем о другом");
  const told = await world.firstTold(ANNA, "Улыбка квокки");
  expect(buttonsOf(told)).toEqual([
    "Не следить: квокка",
    "Не следить: улыбка",
    "Всё, за чем слежу",
    "Открыть пост",
  ]);
  await world.firstTold(BORIS, "Улыбка квокки");
  await world.firstTold(ANNA, "Совсем о другом");
  await world.allSent();
  expect(world.told(ANNA, "Улыбка квокки")).toHaveLength(1);
  expect(world.told(BORIS, "")).toHaveLength(1);
  expect(bot.log()).not.toMatch(/"level":50/);
});

test("one tap under a notice ends its alert, and one more takes it up again", async () => {
  const world = await aDeliveryWorld();
  const { bot, store } = world;
  await store.addAlert(chat(ANNA), anAlert("квокка"));
  await store.addAlert(chat(ANNA), anAlert("вомбат"));
  await world.publish("Первая квокка");
  const told = await world.firstTold(ANNA, "Первая квокка");
  const dropped = await bot.pressForEdit(ANNA, told, "Не следить: квокка");
  await world.publish("Вторая квокка");
  await world.publish("Первый вомбат");
  await world.firstTold(ANNA, "Первый вомбат");
  const back = await bot.pressForEdit(ANNA, dropped, "Вернуть: квокка");
  expect(buttonsOf(back)).toContain("Открыть пост");
  await world.publish("Третья квокка");
  await world.firstTold(ANNA, "Третья квокка");
  await world.allSent();
  expect(world.told(ANNA, "Вторая квокка")).toEqual([]);
});

test("an edit that makes a post match after it was told of is no news", async () => {
  const world = await aDeliveryWorld();
  const { bot, store, telegram } = world;
  await store.addAlert(chat(ANNA), anAlert("квокка"));
  const id = await world.publish("Пока ни о ком");
  await world.allSent();
  telegram.editPost(bot.channelId, id, "Теперь это квокка");
  await bot.waitForLog(/"outcome":"updated"/);
  await world.publish("Новая квокка");
  await world.firstTold(ANNA, "Новая квокка");
  await world.allSent();
  expect(world.told(ANNA, "")).toHaveLength(1);
});
