import { expect, test } from "vitest";
import { ANNA, aBotWorld, BORIS, GROUP, KATE } from "../support/bot-world.ts";
import { buttonsOf } from "../support/messages.ts";

test("the bot answers a command to whoever asked, and is silent on chatter", async () => {
  const world = await aBotWorld();
  world.telegram.send(BORIS, GROUP, "всем привет, как дела");
  const question = world.telegram.send(ANNA, GROUP, "/search холодный старт");
  const answer = await world.telegram.waitForMessage(GROUP);
  expect(answer.reply_to_message?.message_id).toBe(question.message_id);
  const ofBot = world.telegram.messages(GROUP).filter((message) => message.from?.is_bot);
  expect(ofBot).toHaveLength(1);
});

test("a command that names the bot is understood, one that names another bot is not", async () => {
  const world = await aBotWorld();
  world.telegram.send(ANNA, GROUP, "/search@other_bot холодный старт");
  world.telegram.send(ANNA, GROUP, "/latest@inforetriever_bot 3");
  expect((await world.telegram.waitForMessage(GROUP)).text).toContain("Новые посты");
  expect(world.telegram.messages(GROUP).filter((message) => message.from?.is_bot)).toHaveLength(1);
});

test("a reply to the bot is a question", async () => {
  const world = await aBotWorld();
  const first = await world.askIn(GROUP, ANNA, "/search SASRec");
  const second = await world.askIn(GROUP, KATE, { text: "BERT4Rec", replyTo: first.message_id });
  expect(second.text).toContain("BERT4Rec");
});

test("another member's buttons tell him that they are not his", async () => {
  const world = await aBotWorld();
  const results = await world.askIn(GROUP, ANNA, "/search эмбеддинги");
  const next = buttonsOf(results).find((text) => text.includes("›")) ?? "";
  const answer = await world.telegram.press(BORIS, GROUP, results.message_id, next);
  expect(answer).toMatchObject({ show_alert: true, text: expect.stringContaining("/search") });
});

test("in a forum the answer stays in the topic", async () => {
  const forum = -1_003_000_000_001;
  const world = await aBotWorld({
    world: (seed) => ({
      ...seed,
      groups: [
        ...(seed.groups ?? []),
        {
          id: forum,
          title: "Форум",
          kind: "supergroup",
          members: [ANNA, BORIS],
          botIsMember: true,
          topics: [{ id: 5, name: "Статьи" }],
        },
      ],
    }),
  });
  world.telegram.send(ANNA, forum, { text: "/search SASRec", topic: 5 });
  expect((await world.telegram.waitForMessage(forum)).message_thread_id).toBe(5);
});

test("the bot greets a group once when it is added", async () => {
  const lonely = -2002;
  const world = await aBotWorld({
    world: (seed) => ({
      ...seed,
      groups: [
        ...(seed.groups ?? []),
        { id: lonely, title: "Новая группа", members: [ANNA], adminIds: [ANNA] },
      ],
    }),
  });
  world.telegram.addBotToGroup(lonely, ANNA);
  expect((await world.telegram.waitForMessage(lonely)).text).toContain("Лента и вектор");
  expect(
    world.telegram.messages(lonely).filter((message) => message.from?.is_bot && message.text),
  ).toHaveLength(1);
});

test("a message that names the bot is a question, without the name", async () => {
  const world = await aBotWorld();
  const answer = await world.askIn(GROUP, ANNA, "@inforetriever_bot холодный старт");
  expect(answer.text).toContain("по запросу холодный старт");
});

test("an anonymous administrator is answered, and anybody may page the list", async () => {
  const world = await aBotWorld();
  const results = await world.askIn(GROUP, ANNA, { text: "/search эмбеддинги", isAnonymous: true });
  const next = buttonsOf(results).find((text) => text.includes("›")) ?? "";
  expect(await world.telegram.press(ANNA, GROUP, results.message_id, next)).toEqual({});
});

test("a command without its words asks for them in a group, too", async () => {
  const world = await aBotWorld();
  const question = await world.askIn(GROUP, KATE, "/search");
  expect(question.reply_markup).toMatchObject({ force_reply: true, selective: true });
  const found = await world.askIn(GROUP, KATE, { text: "cold start", replyTo: question.message_id });
  expect(found.text).toContain("for cold start");
});
