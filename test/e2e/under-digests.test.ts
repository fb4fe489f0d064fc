import { expect, onTestFinished, test } from "vitest";
import { packageFile } from "../../src/package-files.ts";
import { openStore } from "../../src/store/open.ts";
import { createMessenger } from "../../src/telegram/digests/messenger.ts";
import { loadTexts } from "../../src/telegram/texts.ts";
import { NOBODY } from "../support/bare-bot.ts";
import { ANNA, aBotWorld, BORIS, type BotWorld, GROUP } from "../support/bot-world.ts";
import { aDigest, anItem } from "../support/digests.ts";
import { buttonsOf, type SeenMessage } from "../support/messages.ts";
import { pressIn } from "../support/pressing.ts";
import { anAlert, eachPost } from "../support/subscriptions.ts";

/** What the place is sent, as the dispatcher sends it. */
async function sent(world: BotWorld, chatId: number, kind: "digest" | "notice"): Promise<SeenMessage> {
  const store = await openStore(world.databaseUrl);
  onTestFinished(() => store.close());
  const messenger = createMessenger({
    token: world.playground.token,
    apiRoot: world.playground.apiRoot,
    chats: store,
    posts: store,
    locales: loadTexts(packageFile("data", "locales"), "ru"),
    observer: NOBODY,
  });
  const place = { chatId, topicId: null };
  const subscriber = await store.subscriberAt(place);
  if (subscriber === null) throw new Error("Nobody is sent anything there");
  const snippet = { text: "о нём", marks: [] };
  const matches = subscriber.alerts.map(({ query, paperKey }) => ({ query, paperKey, snippet }));
  const [written = ""] =
    kind === "digest"
      ? await messenger.writeDigest(aDigest([anItem(7)]), subscriber)
      : await messenger.writeNotice({ item: anItem(7), matches }, subscriber);
  await messenger.send(place, written, { isSilent: false });
  const message = world.telegram.messages(chatId).at(-1);
  if (message === undefined) throw new Error("Nothing was sent");
  // Whatever came before is none of an answer to what follows.
  await world.telegram.waitForMessage(chatId, ({ message_id }) => message_id === message.message_id);
  return { ...message, text: message.text ?? "" };
}

test("one tap under a digest ends it, and one more brings it back as it was", async () => {
  const world = await aBotWorld();
  const before = await world.ask(ANNA, "/digest SASRec");
  const digest = await sent(world, ANNA, "digest");
  const toast = await world.telegram.press(ANNA, ANNA, digest.message_id, "Отписаться");
  expect(toast).toMatchObject({ text: expect.stringContaining("Больше не присылаю") });
  expect(toast).not.toHaveProperty("show_alert", true);
  const stopped = await world.telegram.waitForMessage(ANNA);
  expect(stopped.text).toBe(digest.text);
  expect((await world.ask(ANNA, "/digest")).text).toContain("Как удобнее?");
  const shown = { ...stopped, text: stopped.text ?? "" };
  expect(buttonsOf(shown)).toEqual(["Вернуть", "⚙ Настроить"]);
  const back = await world.pressForEdit(ANNA, shown, "Вернуть");
  expect(buttonsOf(back)).toEqual(["Отписаться", "Пауза", "⚙ Настроить"]);
  expect((await world.ask(ANNA, "/digest")).text).toBe(before.text);
});

test("what is brought back keeps its zone, its quiet hours and its silence", async () => {
  const world = await aBotWorld();
  const store = await openStore(world.databaseUrl);
  onTestFinished(() => store.close());
  const manners = {
    timezone: "Asia/Novosibirsk",
    quietHours: { from: 23, until: 8 },
    isSilent: true,
    language: "ru",
  };
  const of = (chatId: number) => store.subscriberAt({ chatId, topicId: null });
  await store.saveDigest({ chatId: ANNA, topicId: null }, { ...eachPost(), ...manners });
  const off = await world.pressForEdit(ANNA, await world.ask(ANNA, "/digest"), "Выключить");
  await world.pressForEdit(ANNA, off, "Вернуть");
  expect(await of(ANNA)).toMatchObject(manners);
  const digest = await sent(world, ANNA, "digest");
  await world.pressForEdit(ANNA, await world.pressForEdit(ANNA, digest, "Отписаться"), "Вернуть");
  expect(await of(ANNA)).toMatchObject(manners);
  await world.ask(BORIS, "/help");
  await store.addAlert({ chatId: BORIS, topicId: null }, { ...anAlert("SASRec"), ...manners });
  const notice = await sent(world, BORIS, "notice");
  const dropped = await world.pressForEdit(BORIS, notice, "Не следить: SASRec");
  await world.pressForEdit(BORIS, dropped, "Вернуть: SASRec");
  expect(await of(BORIS)).toMatchObject(manners);
});

test("a digest is paused and goes on under itself, and ⚙ opens the screen", async () => {
  const world = await aBotWorld();
  await world.ask(ANNA, "/digest SASRec");
  const digest = await sent(world, ANNA, "digest");
  const paused = await world.pressForEdit(ANNA, digest, "Пауза");
  expect(buttonsOf(paused)).toEqual(["Продолжить", "⚙ Настроить"]);
  const screen = await world.pressForMessage(ANNA, paused, "⚙ Настроить");
  expect(screen.text).toContain("На паузе");
  await world.pressForEdit(ANNA, paused, "Продолжить");
  expect((await world.ask(ANNA, "/digest")).text).not.toContain("На паузе");
});

test("a digest that is ended while it is paused comes back paused", async () => {
  const world = await aBotWorld();
  await world.ask(ANNA, "/digest SASRec");
  const digest = await sent(world, ANNA, "digest");
  const older = await sent(world, ANNA, "digest");
  await world.pressForEdit(ANNA, digest, "Пауза");
  const stopped = await world.pressForEdit(ANNA, older, "Отписаться");
  expect(buttonsOf(await world.pressForEdit(ANNA, stopped, "Вернуть"))).toContain("Продолжить");
});

test("stopping twice, or an old digest, harms nothing", async () => {
  const world = await aBotWorld();
  await world.ask(ANNA, "/digest SASRec");
  const first = await sent(world, ANNA, "digest");
  const second = await sent(world, ANNA, "digest");
  await world.pressForEdit(ANNA, second, "Отписаться");
  const stopped = await world.pressForEdit(ANNA, first, "Отписаться");
  expect(buttonsOf(stopped)).toEqual(["⚙ Настроить"]);
  expect(world.log()).not.toContain("an update failed");
});

test("in a group a digest is ended by administrators only", async () => {
  const world = await aBotWorld();
  await world.askIn(GROUP, ANNA, "/digest SASRec");
  const digest = await sent(world, GROUP, "digest");
  expect(await world.telegram.press(BORIS, GROUP, digest.message_id, "Отписаться")).toMatchObject({
    show_alert: true,
    text: expect.stringContaining("администраторы"),
  });
  const stopped = await pressIn(world, GROUP, { by: ANNA, under: digest, button: "Отписаться" });
  expect(buttonsOf(stopped)).toContain("Вернуть");
});

test("under a post that several queries found, one of them is dropped and brought back", async () => {
  const world = await aBotWorld();
  await world.ask(ANNA, "/alerts SASRec");
  await world.ask(ANNA, "/alerts холодный старт");
  const notice = await sent(world, ANNA, "notice");
  const dropped = await world.pressForEdit(ANNA, notice, "Не следить: SASRec");
  expect(buttonsOf(dropped)).toEqual([
    "Вернуть: SASRec",
    "Не следить: холодный старт",
    "Всё, за чем слежу",
    "Открыть пост",
  ]);
  expect((await world.ask(ANNA, "/alerts")).text).not.toContain("SASRec");
  const again = await world.pressForEdit(ANNA, dropped, "Вернуть: SASRec");
  expect(buttonsOf(again)).toContain("Не следить: SASRec");
  expect((await world.ask(ANNA, "/alerts")).text).toContain("SASRec");
  expect((await world.pressForMessage(ANNA, again, "Всё, за чем слежу")).text).toContain("За чем слежу");
});

test("the last alert that is dropped and brought back keeps its quiet hours", async () => {
  const world = await aBotWorld();
  await world.ask(ANNA, "/alerts SASRec");
  const screen = await world.ask(ANNA, "/digest");
  const quiet = await world.pressForEdit(ANNA, screen, "Тихие часы");
  await world.pressForEdit(ANNA, quiet, "23:00 – 7:00");
  const notice = await sent(world, ANNA, "notice");
  const dropped = await world.pressForEdit(ANNA, notice, "Не следить: SASRec");
  await world.pressForEdit(ANNA, dropped, "Вернуть: SASRec");
  expect((await world.ask(ANNA, "/digest")).text).toContain("Тихие часы: с 23:00 до 7:00, Москва");
});

test("under an old digest of a place that has none any more, nothing is said to pause or to go on", async () => {
  const world = await aBotWorld();
  await world.ask(ANNA, "/digest SASRec");
  const digest = await sent(world, ANNA, "digest");
  const older = await sent(world, ANNA, "digest");
  await world.pressForEdit(ANNA, digest, "Отписаться");
  const toast = await world.telegram.press(ANNA, ANNA, older.message_id, "Пауза");
  expect(toast).toMatchObject({ text: expect.stringContaining("уже выключена") });
});

test("whoever blocks the bot is sent nothing more, and after /start what they had asked for", async () => {
  const world = await aBotWorld();
  await world.ask(ANNA, "/digest SASRec");
  world.telegram.block(ANNA);
  await world.waitForLog(/what was sent to a chat ends/);
  world.telegram.unblock(ANNA);
  expect((await world.telegram.waitForMessage(ANNA)).text).toContain("Снова присылаю");
  expect((await world.ask(ANNA, "/digest")).text).toContain("SASRec");
});

test("a group that puts the bot out is left alone until it is back", async () => {
  const world = await aBotWorld();
  await world.askIn(GROUP, ANNA, "/alerts SASRec");
  world.telegram.kick(GROUP, ANNA);
  await world.waitForLog(/what was sent to a chat ends/);
  world.telegram.addBotToGroup(GROUP, ANNA);
  await world.telegram.waitForMessage(GROUP, ({ text = "" }) => text.startsWith("Снова присылаю"));
  expect((await world.askIn(GROUP, ANNA, "/alerts")).text).toContain("SASRec");
});

test("a group that became a supergroup keeps its digest", async () => {
  const world = await aBotWorld();
  await world.askIn(GROUP, ANNA, "/digest SASRec");
  const supergroup = world.telegram.migrateToSupergroup(GROUP);
  await world.waitForLog(/a group has a new id/);
  expect((await world.askIn(supergroup, ANNA, "/digest")).text).toContain("SASRec");
});

test("/forget ends what somebody was sent", async () => {
  const world = await aBotWorld();
  await world.ask(ANNA, "/digest SASRec");
  await world.pressForEdit(ANNA, await world.ask(ANNA, "/forget"), "Стереть");
  expect((await world.ask(ANNA, "/digest")).text).toContain("Как удобнее?");
});
