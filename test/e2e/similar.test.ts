import { expect, test } from "vitest";
import { ANNA, aBotWorld } from "../support/bot-world.ts";
import { linksOf } from "../support/messages.ts";

test("/similar with a link shows posts about the same and says what they share", async () => {
  const world = await aBotWorld();
  const found = await world.ask(ANNA, "/similar https://t.me/lenta_i_vektor/74");
  expect(found.text).toMatch(/^Похоже на .+: \d+ пост/);
  expect(found.text).toContain("Общее: ");
  expect(linksOf(found)).not.toContain("https://t.me/lenta_i_vektor/74");
});

test("/similar in reply to a list takes its first post", async () => {
  const world = await aBotWorld();
  const list = await world.ask(ANNA, "семантические айдишники");
  const found = await world.ask(ANNA, { text: "/similar", replyTo: list.message_id });
  expect(found.text).toMatch(/^Похоже на /);
  expect(linksOf(found)).not.toContain(linksOf(list)[0]);
});

test("/similar alone asks for a post, and the answer may be a text", async () => {
  const world = await aBotWorld();
  const question = await world.ask(ANNA, "/similar");
  expect(question.text).toContain("На какой пост");
  const answered = { text: "семантические айдишники через RQ-VAE и коллизии", replyTo: question.message_id };
  expect((await world.ask(ANNA, answered)).text).toMatch(/^Похоже на /);
});

test("a link to a post that nobody has is told so", async () => {
  const world = await aBotWorld();
  expect((await world.ask(ANNA, "/similar https://t.me/durov/1")).text).toContain("Этого поста у меня нет");
});
