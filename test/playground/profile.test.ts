import { describe, expect, test } from "vitest";
import { ANNA, BORIS, GROUP, KATE, openStage } from "./stage.ts";

const START = { command: "start", description: "начать" };
const HELP = { command: "help", description: "помочь" };
const STATUS = { command: "status", description: "как дела" };

test("commands are kept by scope and language, and deleted so", async () => {
  const { call, telegram } = await openStage();
  await call("setMyCommands", { commands: [START] });
  await call("setMyCommands", {
    commands: [HELP],
    scope: { type: "all_private_chats" },
    language_code: "ru",
  });
  const get = async (payload: object) => (await call("getMyCommands", payload)).result;
  expect(await get({})).toEqual([START]);
  expect(await get({ language_code: "ru" })).toEqual([]);
  expect(await get({ scope: { type: "all_private_chats" }, language_code: "ru" })).toEqual([HELP]);
  expect(telegram.commands({ type: "all_private_chats" }, "ru")).toEqual([HELP]);
  await call("deleteMyCommands", { scope: { type: "all_private_chats" }, language_code: "ru" });
  expect(telegram.commands({ type: "all_private_chats" }, "ru")).toEqual([]);
  expect(telegram.commands()).toEqual([START]);
});

describe("commands are refused", () => {
  test.each([
    ["in capitals", { commands: [{ ...START, command: "Start" }] }, "BOT_COMMAND_INVALID"],
    ["with a minus", { commands: [{ ...START, command: "a-b" }] }, "BOT_COMMAND_INVALID"],
    [
      "over 32 characters",
      { commands: [{ ...START, command: "a".repeat(33) }] },
      "command length must not exceed 32",
    ],
    ["without a name", { commands: [{ ...START, command: "" }] }, "command must be non-empty"],
    [
      "without a description",
      { commands: [{ ...START, description: "" }] },
      "command description must be non-empty",
    ],
    [
      "with a long description",
      { commands: [{ ...START, description: "я".repeat(257) }] },
      "command description length must not exceed 256",
    ],
    ["over a hundred", { commands: Array.from({ length: 101 }, () => START) }, "BOT_COMMANDS_TOO_MUCH"],
    ["that are no list", { commands: "{}" }, "expected an Array of BotCommand"],
    ["half", { commands: [{ command: "a" }] }, `can't parse BotCommand: Can't find field "description"`],
    ["in a long language", { commands: [START], language_code: "rus" }, "invalid language code specified"],
    [
      "in an unknown scope",
      { commands: [START], scope: { type: "world" } },
      "can't parse BotCommandScope: Unsupported type specified",
    ],
    [
      "in a chat without id",
      { scope: { type: "chat" } },
      `can't parse BotCommandScope: Can't find field "chat_id"`,
    ],
    ["in an unknown chat", { scope: { type: "chat", chat_id: 5 } }, "chat not found"],
    [
      "for nobody",
      { scope: { type: "chat_member", chat_id: GROUP, user_id: -1 } },
      "can't parse BotCommandScope: Invalid user_id specified",
    ],
  ])("%s", async (_, payload, reason) => {
    const { refusal } = await openStage();
    expect(await refusal("setMyCommands", payload)).toBe(`400 Bad Request: ${reason}`);
  });
});

test("a slash before a command's name is forgiven", async () => {
  const { call, telegram } = await openStage();
  await call("setMyCommands", { commands: [{ ...START, command: "/start" }] });
  expect(telegram.commands()).toEqual([START]);
});

test("a person's menu is the narrowest scope that has one, in their language first", async () => {
  const { call, playground } = await openStage();
  const set = (command: object, scope: object, language_code = "") =>
    call("setMyCommands", { commands: [command], scope, language_code });
  const menu = async (userId: number, chatId: number) => {
    const response = await fetch(`${playground.url}/client/dialogs/${userId}:${chatId}/commands`);
    return response.json();
  };
  expect(await menu(ANNA, ANNA)).toEqual({ commands: [] });
  await set(START, { type: "default" });
  expect(await menu(ANNA, ANNA)).toEqual({ commands: [START] });
  await set(HELP, { type: "all_private_chats" }, "ru");
  expect(await menu(ANNA, ANNA)).toEqual({ commands: [HELP] });
  expect(await menu(KATE, KATE)).toEqual({ commands: [START] });
  await set(HELP, { type: "all_group_chats" });
  await set(STATUS, { type: "all_chat_administrators" });
  expect(await menu(ANNA, GROUP)).toEqual({ commands: [STATUS] });
  await set(START, { type: "chat_member", chat_id: GROUP, user_id: ANNA });
  expect(await menu(ANNA, GROUP)).toEqual({ commands: [START] });
});

test("name and descriptions are kept by language, with the one for everybody behind them", async () => {
  const { call, refusal } = await openStage();
  const read = async (method: string, language_code = "") => (await call(method, { language_code })).result;
  expect(await read("getMyName")).toEqual({ name: "Information Retriever" });
  await call("setMyName", { name: "Поисковик", language_code: "ru" });
  await call("setMyDescription", { description: "Finds posts" });
  await call("setMyShortDescription", { short_description: "Ищет", language_code: "ru" });
  expect(await read("getMyName", "ru")).toEqual({ name: "Поисковик" });
  expect(await read("getMyName", "en")).toEqual({ name: "Information Retriever" });
  expect(await read("getMyDescription", "ru")).toEqual({ description: "Finds posts" });
  expect(await read("getMyShortDescription")).toEqual({ short_description: "" });
  expect(await refusal("setMyName", { name: "я".repeat(65) })).toContain("400");
  expect(await refusal("setMyDescription", { description: "я".repeat(513) })).toContain("400");
  expect(await refusal("setMyShortDescription", { short_description: "я".repeat(121) })).toContain("400");
});

test("the menu button is kept for one person or for everybody", async () => {
  const { call, refusal } = await openStage();
  const read = async (chat_id?: number) => (await call("getChatMenuButton", { chat_id })).result;
  expect(await read(ANNA)).toEqual({ type: "commands" });
  await call("setChatMenuButton", { menu_button: { type: "default" } });
  await call("setChatMenuButton", { chat_id: ANNA, menu_button: { type: "commands" } });
  expect([await read(ANNA), await read(BORIS)]).toEqual([{ type: "commands" }, { type: "default" }]);
  expect(await refusal("setChatMenuButton", { chat_id: 5 })).toBe("400 Bad Request: user not found");
  expect(await refusal("setChatMenuButton", { menu_button: { type: "x" } })).toContain("unsupported type");
});

test("getMe tells what the bot may do", async () => {
  const { call } = await openStage({ bot: { firstName: "Бот", username: "a_bot" }, token: "77:abc" });
  expect((await call("getMe")).result).toMatchObject({
    id: 77,
    is_bot: true,
    first_name: "Бот",
    username: "a_bot",
    can_read_all_group_messages: false,
    supports_inline_queries: true,
  });
});
