import { describe, expect, test } from "vitest";
import type { Message } from "../../src/playground/message.ts";
import { ANNA, BORIS, CHANNEL, FORUM, GROUP, KATE, openStage, TOPIC } from "./stage.ts";

describe("a text is refused", () => {
  test.each([
    ["when it is empty", { text: "" }, "400 Bad Request: message text is empty"],
    ["when it is missing", {}, "400 Bad Request: message text is empty"],
    ["when it is only white space", { text: " \n " }, "400 Bad Request: text must be non-empty"],
    ["when it is invisible", { text: "\u200b\u2060" }, "400 Bad Request: text must be non-empty"],
    ["over 4096 characters", { text: "я".repeat(4097) }, "400 Bad Request: message is too long"],
    ["over 4096 UTF-16 units", { text: "😀".repeat(2049) }, "400 Bad Request: message is too long"],
    ["over 32 KiB", { text: "x".repeat(32_769) }, "400 Bad Request: text is too long"],
    ["with half an emoji", { text: "a\ud83d" }, "400 Bad Request: strings must be encoded in UTF-8"],
    ["in an unknown parse mode", { text: "a", parse_mode: "BB" }, "400 Bad Request: unsupported parse_mode"],
    ["without a chat", { text: "a", chat_id: "" }, "400 Bad Request: chat_id is empty"],
    ["to an unknown chat", { text: "a", chat_id: 5 }, "400 Bad Request: chat not found"],
    ["to an unknown name", { text: "a", chat_id: "@nobody_here" }, "400 Bad Request: chat not found"],
    [
      "to a person who never started the bot",
      { text: "a", chat_id: BORIS },
      "403 Forbidden: bot can't initiate conversation with a user",
    ],
    [
      "as an answer to nothing",
      { text: "a", reply_parameters: { message_id: 99 } },
      "400 Bad Request: message to be replied not found",
    ],
    [
      "as an answer to nothing, in the old words",
      { text: "a", reply_to_message_id: 99 },
      "400 Bad Request: message to be replied not found",
    ],
    ["in an unknown topic", { text: "a", message_thread_id: 9 }, "400 Bad Request: message thread not found"],
  ])("%s", async (_, payload, expected) => {
    const { refusal, telegram } = await openStage();
    expect(await refusal("sendMessage", { chat_id: ANNA, ...payload })).toBe(expected);
    expect(telegram.messages(ANNA)).toEqual([]);
  });
});

test("exactly 4096 characters after parsing are sent", async () => {
  const { say } = await openStage();
  const { text } = await say(ANNA, `<b>${"я".repeat(4096)}</b>`, { parse_mode: "HTML" });
  expect(text).toHaveLength(4096);
});

test("white space at the ends goes, entities move along", async () => {
  const { say } = await openStage();
  const message = await say(ANNA, "\n  жирный  \n", { entities: [{ type: "bold", offset: 0, length: 11 }] });
  expect(message).toMatchObject({ text: "жирный", entities: [{ type: "bold", offset: 0, length: 6 }] });
});

test("only the first hundred entities are kept", async () => {
  const { say } = await openStage();
  const entities = Array.from({ length: 150 }, (_, i) => ({ type: "bold", offset: i * 2, length: 1 }));
  expect((await say(ANNA, "a ".repeat(150), { entities })).entities).toHaveLength(100);
});

test("an answer carries the message it answers, without that one's own answer", async () => {
  const { say, telegram } = await openStage();
  const first = telegram.send(ANNA, ANNA, "раз");
  const second = await say(ANNA, "два", { reply_parameters: { message_id: first.message_id } });
  const third = await say(ANNA, "три", { reply_parameters: { message_id: second.message_id } });
  expect(second.reply_to_message).toMatchObject({ text: "раз" });
  expect(third.reply_to_message).toMatchObject({ text: "два" });
  expect(third.reply_to_message).not.toHaveProperty("reply_to_message");
});

test("an answer to nothing is sent when that is allowed", async () => {
  const { say } = await openStage();
  const message = await say(ANNA, "ok", {
    reply_parameters: { message_id: 99, allow_sending_without_reply: true },
  });
  expect(message).not.toHaveProperty("reply_to_message");
});

test("a quote has to stand in the message it is from", async () => {
  const { say, refusal, telegram } = await openStage();
  const { message_id } = telegram.send(ANNA, ANNA, "семантические айдишники");
  const quoted = await say(ANNA, "вот", { reply_parameters: { message_id, quote: "айдишники" } });
  expect(quoted.quote).toMatchObject({ text: "айдишники", position: 14 });
  const payload = { chat_id: ANNA, text: "вот", reply_parameters: { message_id, quote: "трансформеры" } };
  expect(await refusal("sendMessage", payload)).toBe("400 Bad Request: QUOTE_TEXT_INVALID");
});

test("an answer to a message of another chat names its origin instead of carrying it", async () => {
  const { say } = await openStage();
  const answer = await say(ANNA, "вот пост", {
    reply_parameters: { message_id: 7, chat_id: CHANNEL, quote: "Пост" },
  });
  expect(answer).toMatchObject({
    external_reply: { chat: { id: CHANNEL }, message_id: 7, origin: { type: "channel" } },
    quote: { text: "Пост" },
  });
  expect(answer).not.toHaveProperty("reply_to_message");
});

test("a mention by id carries the person's card; one of a stranger is dropped", async () => {
  const { say } = await openStage();
  const html = `<a href="tg://user?id=${KATE}">Катя</a> и <a href="tg://user?id=5">кто-то</a>`;
  const { entities } = await say(ANNA, html, { parse_mode: "HTML" });
  expect(entities).toMatchObject([
    { type: "text_mention", length: 4, user: { id: KATE, first_name: "Kate" } },
  ]);
});

test("a message goes into the topic named, an answer into the topic of its question", async () => {
  const { say, telegram } = await openStage();
  const named = await say(FORUM, "сюда", { message_thread_id: TOPIC });
  const question = telegram.send(ANNA, FORUM, { text: "/help", topic: TOPIC });
  const answer = await say(FORUM, "ответ", { reply_parameters: { message_id: question.message_id } });
  const bare = await say(FORUM, "мимо");
  expect([named, answer].map(({ message_thread_id }) => message_thread_id)).toEqual([TOPIC, TOPIC]);
  expect(bare).not.toHaveProperty("message_thread_id");
});

test("a channel is found by its name, and the post speaks for it", async () => {
  const { call } = await openStage();
  const { result } = await call<Message>("sendMessage", { chat_id: "@ProbaPera", text: "Пост бота" });
  expect(result).toMatchObject({ chat: { id: CHANNEL, type: "channel" }, sender_chat: { id: CHANNEL } });
  expect(result).not.toHaveProperty("from");
});

test("arguments may come as a query string, a form or JSON, in any case of the method's name", async () => {
  const { playground } = await openStage();
  const root = `${playground.apiRoot}/bot${playground.token}`;
  const entities = JSON.stringify([{ type: "bold", offset: 0, length: 3 }]);
  const form = new FormData();
  for (const [name, value] of Object.entries({ chat_id: String(ANNA), text: "раз", entities }))
    form.set(name, value);
  const query = new URLSearchParams({ chat_id: String(ANNA), text: "раз", entities });
  const responses = await Promise.all([
    fetch(`${root}/SENDMESSAGE?${query}`),
    fetch(`${root}/sendmessage`, { method: "POST", body: query }),
    fetch(`${root}/sendMessage`, { method: "POST", body: form }),
  ]);
  for (const response of responses) {
    expect(await response.json()).toMatchObject({
      ok: true,
      result: { text: "раз", entities: [{ type: "bold" }] },
    });
  }
});

test("a body that is not JSON, and JSON inside that is none, are refused", async () => {
  const { playground, refusal } = await openStage();
  const response = await fetch(`${playground.apiRoot}/bot${playground.token}/sendMessage`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: "{",
  });
  expect(response.status).toBe(400);
  expect(await refusal("sendMessage", { chat_id: ANNA, text: "a", reply_markup: "{" })).toBe(
    "400 Bad Request: can't parse reply keyboard markup JSON object",
  );
});

test("an unknown token is 401, an unknown method 404", async () => {
  const { playground, refusal } = await openStage();
  const response = await fetch(`${playground.apiRoot}/bot1:wrong/getMe`);
  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({ ok: false, error_code: 401, description: "Unauthorized" });
  expect(await refusal("sendNonsense")).toBe("404 Not Found: method not found");
});

test("a link preview is kept as ordered", async () => {
  const { say } = await openStage();
  const off = await say(ANNA, "t.me", { link_preview_options: { is_disabled: true, url: "x" } });
  const small = await say(ANNA, "t.me", { link_preview_options: { prefer_small_media: true } });
  expect(off.link_preview_options).toEqual({ is_disabled: true });
  expect(small.link_preview_options).toEqual({ prefer_small_media: true });
});

test("a draft shows until a message comes or half a minute is over, and is no message", async () => {
  const { call, say, telegram, pass } = await openStage();
  await call("sendMessageDraft", { chat_id: ANNA, draft_id: 7, text: "*Пиш", parse_mode: "" });
  expect(telegram.draft(ANNA)).toMatchObject({ draft_id: 7, text: "*Пиш", can_stop: false });
  expect(telegram.messages(ANNA)).toEqual([]);
  await say(ANNA, "Написал");
  expect(telegram.draft(ANNA)).toBeUndefined();
  await call("sendMessageDraft", { chat_id: ANNA, draft_id: 8, text: "" });
  pass(30_001);
  expect(telegram.draft(ANNA)).toBeUndefined();
});

test("a person stops a draft that may be stopped, and the bot learns which", async () => {
  const { call, telegram, updates } = await openStage();
  expect(telegram.stopDraft(ANNA)).toBe(false);
  await call("sendMessageDraft", { chat_id: ANNA, draft_id: 7, text: "Пишу" });
  expect(telegram.stopDraft(ANNA)).toBe(false);
  await call("sendMessageDraft", { chat_id: ANNA, draft_id: 7, text: "Пишу", can_stop: true });
  expect(telegram.stopDraft(ANNA)).toBe(true);
  expect(telegram.draft(ANNA)).toBeUndefined();
  const [update] = (await updates()).filter((one) => "stopped_message_generation" in one);
  expect(update?.stopped_message_generation).toEqual({
    chat: expect.objectContaining({ id: ANNA, type: "private" }),
    draft_id: 7,
  });
});

test("a draft that is to stay stays when it is stopped", async () => {
  const { call, telegram } = await openStage();
  await call("sendMessageDraft", {
    chat_id: ANNA,
    draft_id: 7,
    text: "Пишу",
    can_stop: true,
    keep_on_stop: true,
  });
  expect(telegram.stopDraft(ANNA)).toBe(true);
  expect(telegram.draft(ANNA)).toMatchObject({ text: "Пишу" });
});

test("a chat action is checked; a draft leaves nothing in the chat and is for private chats", async () => {
  const { refusal, telegram } = await openStage();
  expect(await refusal("sendChatAction", { chat_id: ANNA, action: "typing" })).toBe("ok");
  expect(await refusal("sendChatAction", { chat_id: ANNA, action: "dancing" })).toBe(
    "400 Bad Request: wrong parameter action in request",
  );
  expect(await refusal("sendMessageDraft", { chat_id: ANNA, draft_id: 1, text: "пишу" })).toBe("ok");
  expect(await refusal("sendMessageDraft", { chat_id: ANNA, draft_id: 0, text: "пишу" })).toContain("400");
  expect(await refusal("sendMessageDraft", { chat_id: GROUP, draft_id: 1, text: "пишу" })).toContain("400");
  expect(telegram.messages(ANNA)).toEqual([]);
});
