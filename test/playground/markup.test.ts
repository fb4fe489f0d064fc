import { describe, expect, test } from "vitest";
import { ANNA, openStage } from "./stage.ts";

const UNREADABLE = "400 Bad Request: can't parse inline keyboard button: ";

describe("an inline button", () => {
  test.each([
    ["without an action", { text: "a" }, `${UNREADABLE}Text buttons are unallowed in the inline keyboard`],
    [
      "with empty data",
      { text: "a", callback_data: "" },
      `${UNREADABLE}Text buttons are unallowed in the inline keyboard`,
    ],
    [
      "with two actions",
      { text: "a", callback_data: "1", url: "https://t.me" },
      `${UNREADABLE}Exactly one action is allowed, "url" and "callback_data" are given`,
    ],
    ["without a text", { callback_data: "1" }, `${UNREADABLE}Can't find field "text"`],
    ["that is a string", "a", `${UNREADABLE}InlineKeyboardButton must be an Object`],
    [
      "over 64 bytes of data",
      { text: "a", callback_data: "я".repeat(33) },
      "400 Bad Request: BUTTON_DATA_INVALID",
    ],
    [
      "with a wrong address",
      { text: "a", url: "localhost:3000" },
      "400 Bad Request: inline keyboard button URL 'localhost:3000' is invalid: Wrong HTTP URL",
    ],
    [
      "with a foreign protocol",
      { text: "a", url: "javascript://x" },
      "400 Bad Request: inline keyboard button URL 'javascript://x' is invalid: Unsupported URL protocol",
    ],
    [
      "that copies nothing",
      { text: "a", copy_text: { text: "" } },
      "400 Bad Request: BUTTON_COPY_TEXT_INVALID",
    ],
    [
      "in an unknown style",
      { text: "a", callback_data: "1", style: "loud" },
      `${UNREADABLE}Invalid button style specified`,
    ],
  ])("%s is refused", async (_, button, expected) => {
    const { refusal } = await openStage();
    const reply_markup = { inline_keyboard: [[button]] };
    expect(await refusal("sendMessage", { chat_id: ANNA, text: "a", reply_markup })).toBe(expected);
  });

  test.each([
    { text: "a", callback_data: "я".repeat(32) },
    { text: "a", callback_data: "1", style: "primary" },
    { text: "a", switch_inline_query: "" },
    { text: "a", switch_inline_query_current_chat: "" },
    { text: "a", switch_inline_query_chosen_chat: { allow_user_chats: true } },
    { text: "a", copy_text: { text: "42" } },
    { text: "a", url: "https://t.me/probapera/7" },
  ])("is kept as it is: %j", async (button) => {
    const { say } = await openStage();
    const { reply_markup } = await say(ANNA, "a", { reply_markup: { inline_keyboard: [[button]] } });
    expect(reply_markup).toEqual({ inline_keyboard: [[button]] });
  });
});

test("keyboards of the wrong shape are refused", async () => {
  const { refusal } = await openStage();
  const withMarkup = (reply_markup: unknown) =>
    refusal("sendMessage", { chat_id: ANNA, text: "a", reply_markup });
  expect(await withMarkup([])).toBe("400 Bad Request: object expected as reply markup");
  expect(await withMarkup({ inline_keyboard: [{ text: "a" }] })).toBe(
    '400 Bad Request: field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
  );
  expect(
    await withMarkup({ inline_keyboard: [[{ text: "a", switch_inline_query_chosen_chat: "x" }]] }),
  ).toContain("SwitchInlineQueryChosenChat must be an Object");
  expect(await withMarkup({ keyboard: [[1]] })).toBe(
    "400 Bad Request: can't parse keyboard button: KeyboardButton must be a String or an Object",
  );
  const row = Array.from({ length: 8 }, () => ({ text: "a", callback_data: "1" }));
  expect(await withMarkup({ inline_keyboard: Array.from({ length: 13 }, () => row) })).toBe(
    "400 Bad Request: reply markup is too long",
  );
});

test("a forced reply and a reply keyboard are delivered", async () => {
  const { say } = await openStage();
  const forced = await say(ANNA, "a", {
    reply_markup: { force_reply: true, input_field_placeholder: "слова" },
  });
  const keyboard = await say(ANNA, "a", {
    reply_markup: { keyboard: [["да", { text: "нет" }]], resize_keyboard: true },
  });
  expect(forced.reply_markup).toEqual({ force_reply: true, input_field_placeholder: "слова" });
  expect(keyboard.reply_markup).toEqual({
    keyboard: [[{ text: "да" }, { text: "нет" }]],
    resize_keyboard: true,
  });
});
