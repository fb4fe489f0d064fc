import { expect, test } from "vitest";
import { RATE_LIMITS } from "../../src/telegram/rate-limits.ts";
import { ANNA, aBotWorld, BORIS, GROUP, KATE } from "../support/bot-world.ts";
import { buttonsOf, linksOf, startCodeUnder } from "../support/messages.ts";

/** A group where the bot is an administrator, so that Telegram hides nothing from it. */
const OPEN_GROUP = -2009;

async function anOpenGroup() {
  return aBotWorld({
    world: (seed) => ({
      ...seed,
      groups: [
        ...(seed.groups ?? []),
        {
          id: OPEN_GROUP,
          title: "Открытая",
          members: [ANNA, BORIS],
          adminIds: [ANNA],
          botIsMember: true,
          botIsAdmin: true,
        },
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

test("another member's buttons tell him that they are not his, and which one opens his own", async () => {
  const world = await aBotWorld();
  const results = await world.askIn(GROUP, ANNA, "/search эмбеддинги");
  const next = buttonsOf(results).find((text) => text.includes("›")) ?? "";
  const answer = await world.telegram.press(BORIS, GROUP, results.message_id, next);
  expect(answer).toMatchObject({ show_alert: true, text: expect.stringContaining("Продолжить в личке") });
  const own = await world.ask(BORIS, `/start ${startCodeUnder(results, "Продолжить в личке")}`);
  expect(own.text).toContain("по запросу эмбеддинги");
});

test("an answer in a group is short, and goes on in private where it stopped", async () => {
  const world = await aBotWorld();
  const first = await world.askIn(GROUP, ANNA, "/search эмбеддинги");
  expect(first.text.match(/^\d+\. /gm)).toHaveLength(3);
  expect((first.entities ?? []).map(({ type }) => type)).toContain("expandable_blockquote");
  await world.telegram.press(ANNA, GROUP, first.message_id, "Дальше ›");
  const second = await world.telegram.waitForMessage(GROUP, ({ edit_date }) => edit_date !== undefined);
  const shown = { ...second, text: second.text ?? "" };
  const going = await world.ask(ANNA, `/start ${startCodeUnder(shown, "Продолжить в личке")}`);
  expect(linksOf(going)).toContain(linksOf(shown)[0]);
});

test("a group that became a supergroup keeps its settings", async () => {
  const world = await aBotWorld();
  const settings = await world.askIn(GROUP, ANNA, "/settings");
  await world.telegram.press(ANNA, GROUP, settings.message_id, "Полные");
  await world.telegram.waitForMessage(GROUP);
  const supergroup = world.telegram.migrateToSupergroup(GROUP);
  await world.waitForLog(/a group has a new id/);
  const answer = await world.askIn(supergroup, ANNA, "/search эмбеддинги");
  expect(answer.text.match(/^\d+\. /gm)).toHaveLength(5);
});

test("a member who is no administrator cannot change the group's settings, nor press the buttons", async () => {
  const world = await aBotWorld();
  expect((await world.askIn(GROUP, BORIS, "/settings")).text).toContain("администраторы");
  const settings = await world.askIn(GROUP, ANNA, "/settings");
  const answer = await world.telegram.press(BORIS, GROUP, settings.message_id, "English");
  expect(answer).toMatchObject({ show_alert: true, text: expect.stringContaining("администраторы") });
  expect((await world.askIn(GROUP, BORIS, "/help")).text).toContain("Что я умею");
});

test("an administrator changes the group's language for everybody, also writing as the group", async () => {
  const world = await aBotWorld();
  const settings = await world.askIn(GROUP, ANNA, { text: "/settings", isAnonymous: true });
  await world.telegram.press(ANNA, GROUP, settings.message_id, "English");
  expect((await world.telegram.waitForMessage(GROUP)).text).toContain("Settings of this group");
  expect((await world.askIn(GROUP, BORIS, "/help")).text).toContain("What I can do");
});

test("a shared link is passed over in silence until the group wants otherwise, then answered once", async () => {
  const world = await anOpenGroup();
  const link = "смотрите https://arxiv.org/abs/1808.09781";
  world.telegram.send(BORIS, OPEN_GROUP, link);
  const settings = await world.askIn(OPEN_GROUP, ANNA, "/settings");
  await world.telegram.press(ANNA, OPEN_GROUP, settings.message_id, "Отвечать");
  await world.telegram.waitForMessage(OPEN_GROUP);
  const reply = await world.askIn(OPEN_GROUP, BORIS, link);
  expect(reply.text).toContain("В канале об этом писали");
  expect(linksOf(reply).length).toBeGreaterThan(0);
  expect(reply).toMatchObject({ reply_to_message: expect.anything() });
  world.telegram.send(BORIS, OPEN_GROUP, link);
  const later = await world.askIn(OPEN_GROUP, BORIS, "/help"); // by now a second reply would have come
  expect(later.text).toContain("Что я умею");
});

test("whoever asks too fast is told so once, and then not answered until later", async () => {
  const world = await aBotWorld({
    rateLimits: { ...RATE_LIMITS, messagesInGroup: { count: 3, seconds: 60 } },
  });
  for (let at = 0; at < 6; at++) world.telegram.send(ANNA, GROUP, "/help");
  await world.telegram.waitForMessage(GROUP, ({ text = "" }) => text.includes("Не успеваю"));
  await world.ask(KATE, "/help"); // another chat is served
  const said = world.telegram.messages(GROUP).filter(({ from, text }) => from?.is_bot === true && text);
  expect(said.map(({ text = "" }) => text.startsWith("Не успеваю"))).toEqual([false, false, false, true]);
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
