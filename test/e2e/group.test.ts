import { expect, test } from "vitest";
import { ANNA, aBotWorld, BORIS, GROUP, KATE } from "../support/bot-world.ts";
import { buttonsOf } from "../support/messages.ts";

/** A group where the bot is an administrator, so that Telegram hides nothing from it. */
const OPEN_GROUP = -2009;

async function anOpenGroup() {
  return aBotWorld({
    world: (seed) => ({
      ...seed,
      groups: [
        ...(seed.groups ?? []),
        { id: OPEN_GROUP, title: "Открытая", members: [ANNA, BORIS], botIsMember: true, botIsAdmin: true },
      ],
    }),
  });
}

test("the bot answers a command to whoever asked, and is silent on chatter that it sees", async () => {
  const world = await anOpenGroup();
  world.telegram.send(BORIS, OPEN_GROUP, "всем привет, как вам холодный старт");
  const question = world.telegram.send(ANNA, OPEN_GROUP, "/search холодный старт");
  const answer = await world.telegram.waitForMessage(OPEN_GROUP);
  expect(answer.reply_to_message?.message_id).toBe(question.message_id);
  expect(world.telegram.messages(OPEN_GROUP).filter((message) => message.from?.is_bot)).toHaveLength(1);
});

test("a command that names the bot is understood, one that names another bot is not", async () => {
  const world = await anOpenGroup();
  world.telegram.send(ANNA, OPEN_GROUP, "/search@other_bot холодный старт");
  const answer = await world.askIn(OPEN_GROUP, ANNA, "/latest@inforetriever_bot 3");
  expect(answer.text).toContain("Новые посты");
  expect(world.telegram.messages(OPEN_GROUP).filter((message) => message.from?.is_bot)).toHaveLength(1);
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
  await world.askIn(lonely, ANNA, "/help"); // by now a second greeting would have come
  expect(
    world.telegram.messages(lonely).filter((message) => message.from?.is_bot && message.text),
  ).toHaveLength(2);
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

test("somebody who only names the bot is asked what to find, and a wrong command with its name is answered", async () => {
  const world = await aBotWorld();
  const question = await world.askIn(GROUP, ANNA, "@inforetriever_bot");
  expect(question.reply_markup).toMatchObject({ force_reply: true });
  expect((await world.askIn(GROUP, ANNA, "/foo@inforetriever_bot")).text).toContain("/help");
});
