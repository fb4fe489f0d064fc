import { describe, expect, test } from "vitest";
import { ANNA, BORIS, FORUM, GROUP, KATE, openStage, TOPIC } from "./stage.ts";

const GROUP_ANONYMOUS_BOT = 1087968824;
const KEYBOARD = { inline_keyboard: [[{ text: "Дальше", callback_data: "next" }]] };

describe("topics of a forum", () => {
  test("a message in a topic names it, and answers the message that opened it when it answers nothing else", async () => {
    const { telegram, updates } = await openStage();
    telegram.send(ANNA, FORUM, { text: "/help", topic: TOPIC });
    expect(await updates()).toMatchObject([
      {
        message: {
          message_thread_id: TOPIC,
          is_topic_message: true,
          reply_to_message: { message_id: TOPIC, forum_topic_created: { name: "Статьи" } },
        },
      },
    ]);
  });

  test("a message in General names no topic, and neither does the answer to it", async () => {
    const { telegram, say } = await openStage();
    const { message_id } = telegram.send(ANNA, FORUM, "/help");
    const answer = await say(FORUM, "вот", { reply_parameters: { message_id } });
    for (const message of telegram.messages(FORUM).slice(-2)) {
      expect(message).not.toHaveProperty("message_thread_id");
      expect(message).not.toHaveProperty("is_topic_message");
    }
    expect(answer.reply_to_message?.message_id).toBe(message_id);
  });

  test("the bot's answer stays in the topic, and what it sends into one says so", async () => {
    const { telegram, say } = await openStage();
    const { message_id } = telegram.send(ANNA, FORUM, { text: "/help", topic: TOPIC });
    expect(await say(FORUM, "вот", { reply_parameters: { message_id } })).toMatchObject({
      message_thread_id: TOPIC,
      reply_to_message: { message_id },
    });
    expect(await say(FORUM, "вот", { message_thread_id: TOPIC })).toMatchObject({
      message_thread_id: TOPIC,
      reply_to_message: { message_id: TOPIC },
    });
  });

  test.each([
    ["an unknown topic", FORUM, 5],
    ["General by a number", FORUM, 1],
    ["a topic of a group without topics", GROUP, TOPIC],
  ])("%s is refused", async (_, chat_id, message_thread_id) => {
    const { refusal } = await openStage();
    expect(await refusal("sendMessage", { chat_id, message_thread_id, text: "a" })).toBe(
      "400 Bad Request: message thread not found",
    );
    expect(await refusal("sendChatAction", { chat_id, message_thread_id, action: "typing" })).toContain(
      "400",
    );
  });

  test("people cannot write into a topic that is not there", async () => {
    const { telegram } = await openStage();
    expect(() => telegram.send(ANNA, FORUM, { text: "a", topic: 5 })).toThrow(`Chat ${FORUM} has no topic 5`);
  });
});

describe("administrators", () => {
  test("one who is anonymous speaks as the group and presses as themselves", async () => {
    const { telegram, updates, say } = await openStage();
    telegram.send(ANNA, GROUP, { text: "/help", isAnonymous: true, authorSignature: "админ" });
    const { message_id } = await say(GROUP, "Страница", { reply_markup: KEYBOARD });
    void telegram.press(ANNA, GROUP, message_id, "Дальше", 10);
    expect(await updates()).toMatchObject([
      {
        message: {
          from: { id: GROUP_ANONYMOUS_BOT, is_bot: true, username: "GroupAnonymousBot" },
          sender_chat: { id: GROUP },
          author_signature: "админ",
        },
      },
      { callback_query: { from: { id: ANNA } } },
    ]);
  });

  test("nobody else can be anonymous", async () => {
    const { telegram } = await openStage();
    expect(() => telegram.send(KATE, GROUP, { text: "/help", isAnonymous: true })).toThrow(
      `Person ${KATE} is no administrator`,
    );
  });

  test("the bot can find out who is one, also after that has changed", async () => {
    const { telegram, call } = await openStage();
    const status = async (user_id: number) =>
      (await call<{ status: string }>("getChatMember", { chat_id: GROUP, user_id })).result.status;
    expect(await Promise.all([ANNA, KATE, GROUP_ANONYMOUS_BOT].map(status))).toEqual([
      "creator",
      "member",
      "left",
    ]);
    telegram.setMembership(GROUP, KATE, "administrator");
    telegram.setMembership(GROUP, BORIS, "left");
    expect(await Promise.all([KATE, BORIS].map(status))).toEqual(["administrator", "left"]);
    expect((await call("getChatAdministrators", { chat_id: GROUP })).result).toMatchObject([
      { user: { id: ANNA }, status: "creator", is_anonymous: false },
      { user: { id: KATE }, status: "administrator", can_pin_messages: true },
    ]);
  });

  test("a bot that is one gets everything, and is told of other people's ranks when it asks for that", async () => {
    const { telegram, updates } = await openStage();
    await updates({ allowed_updates: ["message", "my_chat_member", "chat_member"] });
    telegram.send(KATE, GROUP, "мимо");
    telegram.setBotRank(GROUP, "administrator");
    telegram.send(KATE, GROUP, "теперь слышно");
    telegram.setMembership(GROUP, KATE, "administrator");
    telegram.setBotRank(GROUP, "member");
    expect(await updates()).toMatchObject([
      { my_chat_member: { new_chat_member: { status: "administrator" }, from: { id: ANNA } } },
      { message: { text: "теперь слышно" } },
      {
        chat_member: { old_chat_member: { status: "member" }, new_chat_member: { status: "administrator" } },
      },
      { my_chat_member: { new_chat_member: { status: "member" } } },
    ]);
    telegram.kick(GROUP);
    expect(() => telegram.setBotRank(GROUP, "administrator")).toThrow("The bot is not in chat");
  });
});

test("every member can press, nobody from outside", async () => {
  const { telegram, say } = await openStage();
  const { message_id } = await say(FORUM, "Страница", { reply_markup: KEYBOARD });
  expect(await telegram.press(KATE, FORUM, message_id, "Дальше", 10)).toBe("timeout");
  await expect(telegram.press(BORIS, FORUM, message_id, "Дальше")).rejects.toThrow("is not in chat");
});

test("after a migration people, ranks and the new chat are as before, the old chat takes nothing", async () => {
  const { telegram, call, refusal } = await openStage();
  const chat_id = telegram.migrateToSupergroup(GROUP);
  expect((await call("getChat", { chat_id })).result).toMatchObject({ id: chat_id, type: "supergroup" });
  expect((await call("getChatMember", { chat_id, user_id: ANNA })).result).toMatchObject({
    status: "creator",
  });
  for (const method of ["sendMessage", "sendChatAction"]) {
    const payload = { chat_id: GROUP, text: "a", action: "typing" };
    expect((await call(method, payload)).parameters).toEqual({ migrate_to_chat_id: chat_id });
  }
  telegram.send(KATE, chat_id, "/help");
  expect(await refusal("sendMessage", { chat_id, text: "вот" })).toBe("ok");
});
