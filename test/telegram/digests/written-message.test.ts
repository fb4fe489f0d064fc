import { FormattedString } from "@grammyjs/parse-mode";
import { InlineKeyboard } from "grammy";
import { expect, test } from "vitest";
import { readMessage, writeMessage } from "../../../src/telegram/digests/written-message.ts";

test("a message is read back as it was written", () => {
  const text = FormattedString.join([
    FormattedString.b("Пост"),
    " ",
    FormattedString.a("ссылка", "https://t.me/x/1"),
  ]);
  const keyboard = new InlineKeyboard().text("Стоп", "1:digest:stop").row().url("Пост", "https://t.me/x/1");
  expect(readMessage(writeMessage({ text, keyboard }))).toEqual({
    text: "Пост ссылка",
    entities: text.entities,
    keyboard: { inline_keyboard: keyboard.inline_keyboard },
  });
});

test("a message that is too long is written within the limits", () => {
  const text = FormattedString.b("о".repeat(5000));
  expect(readMessage(writeMessage({ text }))?.text).toHaveLength(4096);
});

test.each(["", "null", "[]", "{", '{"text":5}', '{"text":"  "}', '"text"'])("%j is no message", (written) => {
  expect(readMessage(written)).toBeNull();
});

test("what another version wrote beside its text is left out where this one does not know it", () => {
  const written = JSON.stringify({
    v: 7,
    text: "Пост",
    entities: [
      { type: "bold", offset: 0, length: 4 },
      { type: "hologram", offset: 0, length: 4 },
      { type: "bold", offset: 2, length: 40 },
      { type: "text_link", offset: 0, length: 4 },
      { type: "bold", offset: -1, length: 2 },
      null,
    ],
    keyboard: [[{ text: "Стоп", callback_data: "1:digest:stop" }, { text: "?" }, 7], "row", []],
    effect: "fire",
  });
  expect(readMessage(written)).toEqual({
    text: "Пост",
    entities: [{ type: "bold", offset: 0, length: 4 }],
    keyboard: { inline_keyboard: [[{ text: "Стоп", callback_data: "1:digest:stop" }]] },
  });
  expect(readMessage('{"text":"Пост","entities":{},"keyboard":{}}')).toEqual({
    text: "Пост",
    entities: [],
    keyboard: null,
  });
});
