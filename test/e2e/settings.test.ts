import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { RATE_LIMITS } from "../../src/telegram/rate-limits.ts";
import { ANNA, aBotWorld, BORIS, GROUP, KATE } from "../support/bot-world.ts";
import { countIn } from "../support/databases.ts";
import { buttonsOf, linksOf } from "../support/messages.ts";

test("settings are changed in one message, at once, and kept over a restart", async () => {
  const world = await aBotWorld();
  const settings = await world.ask(ANNA, "/settings");
  expect(buttonsOf(settings)).toContain("✓ Авто");
  const english = await world.pressForEdit(ANNA, settings, "English");
  expect(english.text).toContain("Settings");
  const ten = await world.pressForEdit(ANNA, english, "10");
  const newest = await world.pressForEdit(ANNA, ten, "Newest first");
  await world.pressForEdit(ANNA, newest, "Preview");
  await world.stopBot();
  await world.startBot();
  const results = await world.ask(ANNA, "эмбеддинги");
  expect(results.text).toContain("posts for");
  expect(results.text.match(/^\d+\. /gm)).toHaveLength(10);
  const ids = linksOf(results).map((link) => Number(link.split("/").at(-1)));
  expect(ids).toEqual([...ids].sort((a, b) => b - a));
  // A call is logged once it is answered.
  const previews = () =>
    world.telegram.requests.filter(({ method }) => method === "sendMessage").at(-1)?.payload;
  await expect.poll(previews).toMatchObject({ link_preview_options: { is_disabled: false } });
});

test("one person's settings are nobody else's", async () => {
  const world = await aBotWorld();
  const settings = await world.ask(ANNA, "/settings");
  await world.pressForEdit(ANNA, settings, "English");
  expect((await world.ask(BORIS, "/help")).text).toContain("Что я умею");
});

test.each([
  "1:settings:language=xx",
  "1:settings:pageSize=5000",
  "1:settings:linkReplies=true",
  "1:settings:__proto__=1",
  "1:settings:",
])("a forged setting (%s) changes nothing", async (data) => {
  const world = await aBotWorld();
  const settings = await world.ask(ANNA, "/settings");
  const before = settings.text;
  expect(await world.telegram.press(ANNA, ANNA, settings.message_id, { data })).toMatchObject({
    show_alert: true,
  });
  await world.telegram.waitForMessage(ANNA, ({ text = "" }) => text.startsWith("Я уже не помню"));
  expect((await world.ask(ANNA, "/settings")).text).toBe(before);
  expect(world.log()).not.toContain("an update failed");
});

test("/privacy says what is kept and how to end it", async () => {
  const world = await aBotWorld();
  expect((await world.ask(KATE, "/privacy")).text).toContain("/forget");
});

test("/forget asks once more, then leaves nothing of the person in the database or the log", async () => {
  const world = await aBotWorld();
  const secret = "канарейка2718";
  await world.ask(ANNA, `${secret} эмбеддинги`);
  await world.askIn(GROUP, ANNA, `/search ${secret}`);
  await world.pressForEdit(ANNA, await world.ask(ANNA, "/settings"), "English");
  const question = await world.ask(ANNA, "/forget");
  const kept = await world.pressForEdit(ANNA, question, "Leave it");
  expect(kept.text).toContain("nothing is erased");
  const again = await world.ask(ANNA, "/forget");
  const done = await world.pressForEdit(ANNA, again, "Erase");
  expect(done.text).toContain("nothing about you is left");
  expect((await world.ask(ANNA, "/help")).text).toContain("Что я умею");
  await world.stopBot();
  const file = world.databaseUrl.replace(/^file:/, "");
  expect(readFileSync(file).includes(Buffer.from(secret))).toBe(false);
  expect(world.log()).not.toContain(secret);
  expect(world.log()).not.toContain(String(ANNA));
});

test("a yes that comes twice, as after a crash, is answered the same and leaves nothing", async () => {
  const world = await aBotWorld();
  const question = await world.ask(ANNA, "/forget");
  const data = question.reply_markup?.inline_keyboard?.[0]?.[0]?.callback_data ?? "";
  const done = await world.pressForEdit(ANNA, question, "Стереть");
  await world.telegram.press(ANNA, ANNA, question.message_id, { data });
  await world.stopBot();
  expect(world.telegram.messages(ANNA).at(-1)).toMatchObject({
    message_id: done.message_id,
    text: done.text,
  });
  expect(countIn(world.databaseUrl.replace(/^file:/, ""), "buttons")).toBe(0);
});

test("only whoever asked to be forgotten can say yes", async () => {
  const world = await aBotWorld();
  const question = await world.askIn(GROUP, ANNA, "/forget");
  expect(await world.telegram.press(BORIS, GROUP, question.message_id, "Стереть")).toMatchObject({
    show_alert: true,
  });
});

test("whoever writes as the group is told to ask in private", async () => {
  const world = await aBotWorld();
  const answer = await world.askIn(GROUP, ANNA, { text: "/forget", isAnonymous: true });
  expect(answer.text).toContain("в личке");
});

test("three hundred presses in a second are all answered, and nothing breaks", async () => {
  const world = await aBotWorld({
    rateLimits: { ...RATE_LIMITS, pressesOfPerson: { count: 20, seconds: 60 } },
  });
  const results = await world.ask(ANNA, "эмбеддинги");
  const presses = await Promise.all(
    Array.from({ length: 300 }, (_, at) =>
      world.telegram.press(ANNA, ANNA, results.message_id, at % 2 === 0 ? "Сначала новые" : "1"),
    ),
  );
  expect(presses).not.toContain("timeout");
  expect(presses.filter((answer) => answer !== "timeout" && answer.show_alert === true)).toHaveLength(1);
  expect(world.log()).not.toContain("an update failed");
});

test("typing is shown when an answer takes long, and not when it does not", async () => {
  const world = await aBotWorld();
  await world.ask(ANNA, "/help");
  const typed = () => world.telegram.requests.filter(({ method }) => method === "sendChatAction").length;
  expect(typed()).toBe(0);
  world.telegram.failNext("sendMessage", { delayMs: 1_000 });
  await world.ask(ANNA, "холодный старт");
  expect(typed()).toBe(1);
});
