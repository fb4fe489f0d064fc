import { describe, expect, test } from "vitest";
import type { Update } from "../../src/playground/update-queue.ts";
import { ANNA, BORIS, CHANNEL, FORUM, GROUP, KATE, openStage, stageWorld, TOPIC } from "./stage.ts";

describe("with privacy mode on, a group message reaches the bot", () => {
  test.each([
    ["a command", "/help", true],
    ["a command with the bot's name", "/help@Inforetriever_Bot", true],
    ["a command for another bot", "/help@other_bot", false],
    ["a mention of the bot", "что нового, @inforetriever_bot?", true],
    ["a mention of somebody else", "@kate_reads привет", false],
    ["plain text", "что нового?", false],
    ["a slash inside a word", "и/или", false],
  ])("%s", async (_, text, isDelivered) => {
    const { telegram, updates } = await openStage();
    telegram.send(ANNA, GROUP, text);
    expect(await updates()).toHaveLength(isDelivered ? 1 : 0);
  });

  test("a reply to the bot, and a reply to what was meant for it", async () => {
    const { telegram, updates, say } = await openStage();
    const { message_id } = await say(GROUP, "Что искать?");
    telegram.send(ANNA, GROUP, { text: "айдишники", replyTo: message_id });
    const question = telegram.send(ANNA, GROUP, "@inforetriever_bot, где посты про DCN?");
    telegram.send(KATE, GROUP, { text: "да, где?", replyTo: question.message_id });
    const chatter = telegram.send(ANNA, GROUP, "болтовня");
    telegram.send(KATE, GROUP, { text: "и я", replyTo: chatter.message_id });
    expect((await updates()).map(({ message }) => message)).toMatchObject([
      { text: "айдишники", reply_to_message: { message_id } },
      { text: "@inforetriever_bot, где посты про DCN?" },
      { text: "да, где?" },
    ]);
  });

  test("everything, when the bot is an administrator", async () => {
    const world = stageWorld();
    const groups = world.groups?.map((group) => ({ ...group, botIsAdmin: true })) ?? [];
    const { telegram, updates } = await openStage({ world: { ...world, groups } });
    telegram.send(ANNA, GROUP, "просто так");
    expect(await updates()).toHaveLength(1);
  });

  test("an edited command as edited_message, an edited chat never", async () => {
    const { telegram, updates } = await openStage();
    const command = telegram.send(ANNA, GROUP, "/search dcn");
    const chatter = telegram.send(ANNA, GROUP, "болтовня");
    telegram.edit(GROUP, command.message_id, "/search dcn-v2");
    telegram.edit(GROUP, chatter.message_id, "болтовня!");
    expect(await updates()).toMatchObject([
      { message: { text: "/search dcn" } },
      { edited_message: { text: "/search dcn-v2", edit_date: expect.any(Number) } },
    ]);
  });
});

test("a message in a topic says so, an anonymous administrator speaks as the group", async () => {
  const { telegram, updates } = await openStage();
  telegram.send(ANNA, FORUM, { text: "/help", topic: TOPIC, isAnonymous: true });
  expect(await updates()).toMatchObject([
    {
      message: {
        message_thread_id: TOPIC,
        is_topic_message: true,
        sender_chat: { id: FORUM, is_forum: true },
        from: { username: "GroupAnonymousBot" },
      },
    },
  ]);
});

test("a forwarded post keeps its origin", async () => {
  const { telegram, updates } = await openStage();
  telegram.forward(KATE, KATE, CHANNEL, 7);
  expect(await updates()).toMatchObject([
    { message: { text: "Пост", forward_origin: { type: "channel", chat: { id: CHANNEL }, message_id: 7 } } },
  ]);
});

test("channel posts, albums and edits arrive as such", async () => {
  const { telegram, updates } = await openStage();
  telegram.publish(CHANNEL, { text: "Новый пост #arxiv", authorSignature: "Анна" });
  const photo = [{ file_id: "p", file_unique_id: "u", width: 1, height: 1, file_size: 1 }];
  const album = telegram.publishAlbum(CHANNEL, [{ photo, caption: "Подпись" }, { photo }]);
  telegram.editPost(CHANNEL, 7, "Пост исправлен");
  expect(new Set(album.map(({ media_group_id }) => media_group_id)).size).toBe(1);
  expect(await updates()).toMatchObject([
    {
      channel_post: {
        text: "Новый пост #arxiv",
        author_signature: "Анна",
        sender_chat: { id: CHANNEL },
        entities: [{ type: "hashtag", offset: 11, length: 6 }],
      },
    },
    { channel_post: { caption: "Подпись", media_group_id: album[0]?.media_group_id } },
    { channel_post: { media_group_id: album[0]?.media_group_id } },
    { edited_channel_post: { message_id: 7, date: 1_700_000_000, text: "Пост исправлен" } },
  ]);
});

test("an edit takes away what it does not name", async () => {
  const { telegram } = await openStage();
  const photo = [{ file_id: "p", file_unique_id: "u", width: 1, height: 1, file_size: 1 }];
  const { message_id } = telegram.publish(CHANNEL, { photo, caption: "Подпись #тег" });
  const edited = telegram.editPost(CHANNEL, message_id, { caption: "" });
  expect(edited).toMatchObject({ photo });
  expect(edited).not.toHaveProperty("caption");
  expect(edited).not.toHaveProperty("caption_entities");
});

test("waiting finds what the bot says after the person's last act, each once, and tells what came instead", async () => {
  const { telegram, say } = await openStage();
  await say(ANNA, "раньше");
  telegram.send(ANNA, ANNA, "/start");
  await say(ANNA, "раз");
  await say(ANNA, "два");
  expect(await telegram.waitForMessage(ANNA)).toMatchObject({ text: "раз" });
  const later = telegram.waitForMessage(ANNA, ({ text }) => text === "три");
  await say(ANNA, "три");
  expect(await later).toMatchObject({ text: "три" });
  await say(ANNA, "четыре");
  await expect(telegram.waitForMessage(ANNA, ({ text }) => text === "пять", 10)).rejects.toThrow(
    'The bot did not say what was expected in chat 1001 within 10 ms: it said "четыре"',
  );
});

test("a bot that was blocked is told, may not write, and may again after the person writes", async () => {
  const { telegram, updates, refusal } = await openStage();
  const say = () => refusal("sendMessage", { chat_id: ANNA, text: "привет" });
  telegram.block(ANNA);
  expect(await say()).toBe("403 Forbidden: bot was blocked by the user");
  expect(await refusal("sendChatAction", { chat_id: ANNA, action: "typing" })).toContain("403");
  telegram.send(ANNA, ANNA, "/start");
  expect(await say()).toBe("ok");
  telegram.block(ANNA);
  telegram.unblock(ANNA);
  expect(await say()).toBe("ok");
  expect((await updates()).map(statusChange)).toEqual([
    "member→kicked",
    "kicked→member",
    "message",
    "member→kicked",
    "kicked→member",
  ]);
});

test("a person who writes first may be written to", async () => {
  const { telegram, refusal } = await openStage();
  telegram.send(BORIS, BORIS, "/start");
  expect(await refusal("sendMessage", { chat_id: BORIS, text: "привет" })).toBe("ok");
});

test("a kicked bot may not write or read, an added one is told and greeted by a service message", async () => {
  const { telegram, updates, refusal } = await openStage();
  telegram.kick(GROUP, ANNA);
  telegram.send(ANNA, GROUP, "/help");
  const say = () => refusal("sendMessage", { chat_id: GROUP, text: "привет" });
  expect(await say()).toBe("403 Forbidden: bot was kicked from the group chat");
  telegram.addBotToGroup(GROUP, ANNA);
  expect(await say()).toBe("ok");
  const received = await updates();
  expect(received.map(statusChange)).toEqual(["member→kicked", "kicked→member", "message"]);
  expect(received.at(-1)).toMatchObject({ message: { new_chat_members: [{ is_bot: true }] } });
});

test("kicked from a supergroup and from a channel sounds different", async () => {
  const { telegram, refusal } = await openStage();
  telegram.kick(FORUM);
  telegram.kick(CHANNEL);
  expect(await refusal("sendMessage", { chat_id: FORUM, text: "a" })).toBe(
    "403 Forbidden: bot was kicked from the supergroup chat",
  );
  expect(await refusal("getChat", { chat_id: FORUM })).toContain("403");
  expect(await refusal("sendMessage", { chat_id: CHANNEL, text: "a" })).toBe(
    "403 Forbidden: bot was kicked from the channel chat",
  );
});

test("a bot that has left is not a member any more", async () => {
  const { refusal, updates } = await openStage();
  expect(await refusal("leaveChat", { chat_id: GROUP })).toBe("ok");
  expect(await refusal("sendMessage", { chat_id: GROUP, text: "a" })).toBe(
    "403 Forbidden: bot is not a member of the group chat",
  );
  expect((await updates()).map(statusChange)).toEqual(["member→left"]);
});

test("people see that a bot has left their group", async () => {
  const { telegram, call } = await openStage();
  await call("leaveChat", { chat_id: GROUP });
  expect(telegram.messages(GROUP).at(-1)).toMatchObject({ left_chat_member: { is_bot: true } });
});

test("a bot that leaves a channel is told so, gets no more posts, and may leave again to no effect", async () => {
  const { telegram, call, refusal, updates } = await openStage();
  expect(await call("leaveChat", { chat_id: CHANNEL })).toEqual({ ok: true, result: true });
  telegram.publish(CHANNEL, "для других");
  expect(await refusal("leaveChat", { chat_id: CHANNEL })).toBe("ok"); // a public channel can still be looked at
  expect((await updates()).map(statusChange)).toEqual(["administrator→left"]);
});

test("whoever has kicked the bot need not be left", async () => {
  const { telegram, refusal } = await openStage();
  telegram.kick(CHANNEL);
  expect(await refusal("leaveChat", { chat_id: CHANNEL })).toBe(
    "403 Forbidden: bot was kicked from the channel chat",
  );
});

test("only an administrator is told who administers a channel", async () => {
  const { telegram, refusal } = await openStage();
  telegram.setBotRank(CHANNEL, "member");
  expect(await refusal("getChatAdministrators", { chat_id: CHANNEL })).toBe(
    "400 Bad Request: member list is inaccessible",
  );
});

test("a bot without rights cannot post into a channel", async () => {
  const world = stageWorld();
  const channels = world.channels?.map((channel) => ({ ...channel, botIsAdmin: false })) ?? [];
  const { refusal } = await openStage({ world: { ...world, channels } });
  expect(await refusal("sendMessage", { chat_id: CHANNEL, text: "a" })).toBe(
    "403 Forbidden: bot is not a member of the channel chat",
  );
});

test("a group that has become a supergroup names its new id", async () => {
  const { telegram, call, updates, say } = await openStage();
  const id = telegram.migrateToSupergroup(GROUP);
  const { error_code, description, parameters } = await call("sendMessage", { chat_id: GROUP, text: "a" });
  expect({ error_code, description, parameters }).toEqual({
    error_code: 400,
    description: "Bad Request: group chat was upgraded to a supergroup chat",
    parameters: { migrate_to_chat_id: id },
  });
  expect((await say(id, "a")).chat).toMatchObject({ id, type: "supergroup", title: "Рекомендательный чат" });
  expect(await updates()).toMatchObject([
    { message: { chat: { id: GROUP }, migrate_to_chat_id: id } },
    { message: { chat: { id }, migrate_from_chat_id: GROUP } },
  ]);
  expect(() => telegram.send(ANNA, GROUP, "сюда")).toThrow(`Chat ${GROUP} has become ${id}`);
});

test("chats, members and administrators can be asked for", async () => {
  const { call, refusal } = await openStage();
  expect((await call("getChat", { chat_id: "@probapera" })).result).toMatchObject({
    id: CHANNEL,
    title: "Проба пера",
  });
  const member = (user_id: number) => call("getChatMember", { chat_id: GROUP, user_id });
  expect((await member(ANNA)).result).toMatchObject({ status: "creator", user: { first_name: "Анна" } });
  expect((await member(KATE)).result).toMatchObject({ status: "member" });
  expect(await refusal("getChatMember", { chat_id: GROUP, user_id: 5 })).toBe(
    "400 Bad Request: user not found",
  );
  expect((await call("getChatMemberCount", { chat_id: GROUP })).result).toBe(4);
  expect((await call("getChatAdministrators", { chat_id: CHANNEL })).result).toMatchObject([
    { status: "creator" },
    { status: "administrator", user: { is_bot: true }, can_post_messages: true },
  ]);
  expect(await refusal("getChatAdministrators", { chat_id: ANNA })).toContain("400");
});

test("people can only act where they are", async () => {
  const { telegram } = await openStage();
  expect(() => telegram.send(BORIS, FORUM, "привет")).toThrow("Person 1003 is not in chat");
  expect(() => telegram.send(5, 5, "привет")).toThrow("Nobody in this world has the id 5");
});

function statusChange(update: Update): string {
  const change = update.my_chat_member;
  if (!(change instanceof Object) || !("old_chat_member" in change) || !("new_chat_member" in change))
    return "message";
  return `${statusOf(change.old_chat_member)}→${statusOf(change.new_chat_member)}`;
}

function statusOf(member: unknown): string {
  return member instanceof Object && "status" in member ? String(member.status) : "?";
}
