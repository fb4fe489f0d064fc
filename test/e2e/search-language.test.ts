import { expect, test } from "vitest";
import { ANNA, aBotWorld, KATE } from "../support/bot-world.ts";
import { buttonsOf, linksOf } from "../support/messages.ts";

test("filters, phrases and refusals work in chat", async () => {
  const world = await aBotWorld();
  const all = await world.ask(ANNA, "/search холодный старт");
  const some = await world.ask(ANNA, "/search холодный старт before:2025");
  expect(linksOf(some).length).toBeGreaterThan(0);
  expect(linksOf(some).length).toBeLessThan(linksOf(all).length);
  const tagged = await world.ask(ANNA, "has:poll");
  expect(tagged.text).toMatch(/^\d+ пост\S* по запросу has:poll/);
});

test("what was not understood is told in one line, and where to learn more", async () => {
  const world = await aBotWorld();
  const { text } = await world.ask(ANNA, "холодный старт before:вчера");
  expect(text).toContain("Не понял «before:вчера»");
  expect((await world.ask(ANNA, "/help")).text).toContain("after:2024-05");
});

test("where a filter leaves nothing, the same without it is one press away", async () => {
  const world = await aBotWorld();
  const nothing = await world.ask(KATE, "HSTU before:2001");
  expect(nothing.text).toContain("Nothing found for HSTU before:2001");
  const [other = ""] = buttonsOf(nothing);
  expect(other).toMatch(/^HSTU · \d+$/);
  const found = await world.pressForMessage(KATE, nothing, other);
  expect(linksOf(found).length).toBeGreaterThan(0);
});

test("a query in the wrong keyboard layout is shown as it was meant", async () => {
  const world = await aBotWorld();
  expect((await world.ask(ANNA, "vyjujherbt ,fylbns")).text).toContain("по запросу многорукие бандиты");
});

test("a post just published is found, and its edit replaces it", async () => {
  const world = await aBotWorld();
  const { message_id } = world.telegram.publish(world.channelId, "Мангуст-ранкер вышел в прод");
  await world.waitForLog(/channel post/);
  expect((await world.ask(ANNA, "мангуст ранкер")).text).toMatch(/^1 пост/);
  world.telegram.editPost(world.channelId, message_id, "Вомбат вышел в прод");
  await world.waitForLog(/"outcome":"updated"/);
  expect((await world.ask(ANNA, "вомбат")).text).toMatch(/^1 пост/);
  expect((await world.ask(ANNA, "мангуст")).text).toContain("Ничего не нашлось");
});

test("a word that no post has is said to be guessed", async () => {
  const world = await aBotWorld();
  const { text } = await world.ask(ANNA, "экраниравинеа");
  expect(text).toMatch(/Слова «экраниравинеа» в постах нет, искал «экранир\S*»/);
});
