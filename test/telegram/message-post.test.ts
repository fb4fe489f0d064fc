import type { Message } from "grammy/types";
import { expect, test } from "vitest";
import { messageChannel, messageToPost } from "../../src/telegram/message-post.ts";

const CHAT: Message["chat"] = { id: -1001234567890, type: "channel", title: "Канал", username: "kanal" };

function aMessage(parts: Partial<Message>): Message {
  return { message_id: 7, date: 1_732_041_840, chat: CHAT, ...parts } as Message;
}

test("a text post keeps its text, formatting, date and signature", () => {
  const post = messageToPost(
    aMessage({
      text: "Новая статья 🦊",
      entities: [
        { type: "text_link", offset: 0, length: 5, url: "https://arxiv.org/abs/2402.17152" },
        { type: "bold", offset: 6, length: 6 },
        { type: "cashtag", offset: 0, length: 1 },
      ],
      author_signature: "Лена",
    }),
  );
  expect(post).toMatchObject({
    messageId: 7,
    date: "2024-11-19T18:44:00Z",
    editedAt: null,
    text: "Новая статья 🦊",
    author: "Лена",
    entities: [
      { type: "text_link", offset: 0, length: 5, url: "https://arxiv.org/abs/2402.17152" },
      { type: "bold", offset: 6, length: 6 },
    ],
  });
});

test("an edit carries the time of the edit", () => {
  expect(messageToPost(aMessage({ text: "x", edit_date: 1_732_041_900 }))?.editedAt).toBe(
    "2024-11-19T18:45:00Z",
  );
});

test("a photo of an album keeps its caption and its album", () => {
  const photo = [{ file_id: "f", file_unique_id: "u", width: 1, height: 1 }];
  const post = messageToPost(aMessage({ photo, caption: "Бари", media_group_id: "g1" }));
  expect(post).toMatchObject({ text: "Бари", media: [{ kind: "photo" }], mediaGroupId: "g1" });
});

test("a poll is its question and options", () => {
  const poll = {
    question: "Что читать?",
    options: [{ text: "SASRec" }, { text: "HSTU" }],
  } as Message["poll"];
  expect(messageToPost(aMessage({ poll: poll as NonNullable<Message["poll"]> }))?.poll).toEqual({
    question: "Что читать?",
    options: ["SASRec", "HSTU"],
  });
});

test("a forward keeps where it came from", () => {
  const post = messageToPost(
    aMessage({
      text: "x",
      forward_origin: {
        type: "channel",
        date: 1_732_041_840,
        chat: { id: -1005, type: "channel", title: "Другой", username: "other" },
        message_id: 12,
      },
    }),
  );
  expect(post?.forwardedFrom).toEqual({
    name: "Другой",
    username: "other",
    messageId: 12,
    date: "2024-11-19T18:44:00Z",
  });
});

test("a forward from where nobody could forward from before is kept without it", () => {
  const origin = { type: "newest", date: 1_732_041_840 } as unknown as NonNullable<Message["forward_origin"]>;
  expect(messageToPost(aMessage({ text: "x", forward_origin: origin }))).toMatchObject({
    text: "x",
    forwardedFrom: null,
  });
});

test("an animation is not taken for the document that Telegram repeats it as", () => {
  const animation = { file_name: "cat.gif" } as NonNullable<Message["animation"]>;
  const document = { file_name: "cat.gif" } as NonNullable<Message["document"]>;
  expect(messageToPost(aMessage({ animation, document }))?.media).toEqual([
    { kind: "animation", title: "cat.gif" },
  ]);
});

test("a service message is no post", () => {
  expect(messageToPost(aMessage({ new_chat_title: "Новое имя" }))).toBeNull();
});

test("a channel is named by its bare id, username and title", () => {
  expect(messageChannel({ chat: CHAT })).toEqual({
    telegramId: 1234567890,
    username: "kanal",
    title: "Канал",
  });
});

test("a channel without a username is told to have none", () => {
  const { username: _, ...chat } = CHAT;
  expect(messageChannel({ chat }).username).toBeNull();
});
