import { expect, test } from "vitest";
import type { Message } from "../../src/playground/message.ts";
import { ANNA, CHANNEL, GROUP, MINUTE, openStage } from "./stage.ts";

const NOT_MODIFIED =
  "400 Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message";
const KEYBOARD = { inline_keyboard: [[{ text: "Дальше", callback_data: "next" }]] };

test("an edit replaces text, entities and keyboard, and says when", async () => {
  const { say, call, pass, telegram } = await openStage();
  const { message_id, date } = await say(ANNA, "<b>раз</b>", { parse_mode: "HTML", reply_markup: KEYBOARD });
  pass(MINUTE);
  const { result } = await call<Message>("editMessageText", { chat_id: ANNA, message_id, text: "два" });
  expect(result).toMatchObject({ message_id, text: "два", date, edit_date: date + 60 });
  expect(result).not.toHaveProperty("entities");
  expect(result).not.toHaveProperty("reply_markup");
  expect(telegram.messages(ANNA)).toEqual([result]);
});

test("an edit that changes nothing is refused; another keyboard is a change", async () => {
  const { say, refusal } = await openStage();
  const { message_id } = await say(ANNA, "<b>раз</b>", { parse_mode: "HTML", reply_markup: KEYBOARD });
  const same = {
    chat_id: ANNA,
    message_id,
    text: " *раз* ",
    parse_mode: "MarkdownV2",
    reply_markup: KEYBOARD,
  };
  expect(await refusal("editMessageText", same)).toBe(NOT_MODIFIED);
  expect(await refusal("editMessageReplyMarkup", { chat_id: ANNA, message_id, reply_markup: KEYBOARD })).toBe(
    NOT_MODIFIED,
  );
  expect(await refusal("editMessageReplyMarkup", { chat_id: ANNA, message_id })).toBe("ok");
  expect(await refusal("editMessageReplyMarkup", { chat_id: ANNA, message_id })).toBe(NOT_MODIFIED);
});

test("only a message of the bot's own with a text can get another text", async () => {
  const { call, refusal, telegram } = await openStage();
  const { message_id } = telegram.send(ANNA, ANNA, "моё");
  const { result: photo } = await call<Message>("sendPhoto", {
    chat_id: ANNA,
    photo: "https://example.com/a.png",
  });
  const edit = (payload: object) => refusal("editMessageText", { chat_id: ANNA, text: "два", ...payload });
  expect(await edit({ message_id })).toBe("400 Bad Request: message can't be edited");
  expect(await edit({ message_id: 999 })).toBe("400 Bad Request: message to edit not found");
  expect(await edit({ message_id: photo.message_id })).toBe(
    "400 Bad Request: there is no text in the message to edit",
  );
  expect(await refusal("editMessageText", { text: "два" })).toBe(
    "400 Bad Request: message identifier is not specified",
  );
  expect(await refusal("editMessageText", { text: "два", inline_message_id: "x" })).toBe(
    "400 Bad Request: MESSAGE_ID_INVALID",
  );
  expect(await edit({ message_id: photo.message_id, text: "" })).toBe(
    "400 Bad Request: message text is empty",
  );
});

test("in groups a message without buttons can be edited for two days", async () => {
  const { say, refusal, pass } = await openStage();
  const plain = await say(GROUP, "без кнопок");
  const withButtons = await say(GROUP, "с кнопками", { reply_markup: KEYBOARD });
  pass(49 * 60 * MINUTE);
  const edit = ({ message_id }: Message) =>
    refusal("editMessageText", { chat_id: GROUP, message_id, text: "иначе" });
  expect(await edit(plain)).toBe("400 Bad Request: message can't be edited");
  expect(await edit(withButtons)).toBe("ok");
});

test("an administrator edits the posts of a channel", async () => {
  const { refusal, telegram } = await openStage();
  expect(await refusal("editMessageText", { chat_id: CHANNEL, message_id: 7, text: "Поправлено" })).toBe(
    "ok",
  );
  expect(telegram.messages(CHANNEL)[0]).toMatchObject({ text: "Поправлено" });
});

test("a caption is edited up to 1024 characters, a text has none", async () => {
  const { call, say, refusal } = await openStage();
  const { result } = await call<Message>("sendPhoto", {
    chat_id: ANNA,
    photo: "https://example.com/a.png",
    caption: "раз",
  });
  const text = await say(ANNA, "текст");
  const edit = (message_id: number, caption: string) =>
    refusal("editMessageCaption", { chat_id: ANNA, message_id, caption });
  expect(await edit(result.message_id, "два")).toBe("ok");
  expect(await edit(result.message_id, "д".repeat(1025))).toBe(
    "400 Bad Request: message caption is too long",
  );
  expect(await edit(text.message_id, "два")).toBe(
    "400 Bad Request: there is no caption in the message to edit",
  );
});

test("messages are deleted: one or many, own or in a private chat, within two days", async () => {
  const { say, refusal, telegram, pass } = await openStage();
  const theirs = telegram.send(ANNA, GROUP, "/help");
  const own = await say(GROUP, "ответ");
  const remove = (chat_id: number, message_id: number) => refusal("deleteMessage", { chat_id, message_id });
  expect(await remove(GROUP, theirs.message_id)).toBe("400 Bad Request: message can't be deleted");
  expect(await remove(GROUP, own.message_id)).toBe("ok");
  expect(await remove(GROUP, own.message_id)).toBe("400 Bad Request: message to delete not found");
  const asked = telegram.send(ANNA, ANNA, "вопрос");
  const answered = await say(ANNA, "ответ");
  const ids = [asked.message_id, answered.message_id, 999];
  expect(await refusal("deleteMessages", { chat_id: ANNA, message_ids: ids })).toBe("ok");
  expect(telegram.messages(ANNA)).toEqual([]);
  const old = await say(ANNA, "старое");
  pass(49 * 60 * MINUTE);
  expect(await remove(ANNA, old.message_id)).toBe("400 Bad Request: message can't be deleted");
});
