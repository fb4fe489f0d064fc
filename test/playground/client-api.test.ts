import { describe, expect, onTestFinished, test } from "vitest";
import { ANNA, BORIS, CHANNEL, CLUB, FORUM, GROUP, KATE, openStage, type Stage, TOPIC } from "./stage.ts";

const PRIVATE = `/client/dialogs/${ANNA}:${ANNA}`;
const FORUM_DIALOG = `/client/dialogs/${ANNA}:${FORUM}`;
const CHANNEL_DIALOG = `/client/dialogs/${ANNA}:${CHANNEL}`;
const KEYBOARD = {
  inline_keyboard: [
    [
      { text: "Дальше", callback_data: "next" },
      { text: "Канал", url: "https://t.me/probapera" },
    ],
  ],
};

async function get({ playground }: Stage, path: string) {
  const response = await fetch(playground.url + path);
  const body: unknown = await response.json();
  return { status: response.status, body };
}

async function post({ playground }: Stage, path: string, body: unknown) {
  const response = await fetch(playground.url + path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json();
  return { status: response.status, body: answer };
}

test("the world is the bot and the rows of the chat list", async () => {
  const stage = await openStage();
  await stage.call("setMyDescription", { description: "Ищу посты", language_code: "ru" });
  const { body } = await get(stage, "/client/world");
  expect(body).toMatchObject({
    bot: { username: "inforetriever_bot", first_name: "Information Retriever" },
    dialogs: [
      {
        key: "1001:1001",
        kind: "private",
        language: "ru",
        canWrite: true,
        canPublish: false,
        description: "Ищу посты",
      },
      { key: "1002:1002", kind: "private", language: "en" },
      { key: "1001:-2001", kind: "group", title: "Рекомендательный чат", canWrite: true },
      {
        key: `1001:${CHANNEL}`,
        kind: "channel",
        title: "Проба пера",
        username: "probapera",
        canPublish: true,
      },
    ],
  });
});

test("a message written on the page is the person's own and reaches the bot", async () => {
  const stage = await openStage();
  const { status, body } = await post(stage, `${PRIVATE}/messages`, { text: " /search hstu " });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    message: { text: "/search hstu", out: true, entities: [{ type: "bot_command" }] },
  });
  expect(await stage.updates()).toMatchObject([{ message: { text: "/search hstu", from: { id: ANNA } } }]);
});

test("history comes in pages, oldest first", async () => {
  const stage = await openStage();
  for (let i = 1; i <= 5; i++) stage.telegram.send(ANNA, ANNA, String(i));
  await stage.say(ANNA, "ответ");
  const last = await get(stage, `${PRIVATE}/messages?limit=2`);
  expect(last.body).toMatchObject({
    messages: [
      { text: "5", out: true },
      { text: "ответ", out: false },
    ],
    more: true,
  });
  const first = await get(stage, `${PRIVATE}/messages?limit=10&before=3`);
  expect(first.body).toMatchObject({ messages: [{ text: "1" }, { text: "2" }], more: false });
  expect((await get(stage, `${PRIVATE}/messages?before=x`)).status).toBe(400);
});

test("a post is published and edited by the owner", async () => {
  const stage = await openStage();
  await post(stage, `${CHANNEL_DIALOG}/messages`, { text: "Новый пост" });
  const edited = await post(stage, `${CHANNEL_DIALOG}/edits`, { message_id: 7, text: "Старый пост" });
  expect(edited.body).toMatchObject({ message: { message_id: 7, text: "Старый пост" } });
  expect(await stage.updates()).toMatchObject([
    { channel_post: { text: "Новый пост" } },
    { edited_channel_post: { text: "Старый пост" } },
  ]);
});

test("a person edits what they wrote, not what the bot wrote", async () => {
  const stage = await openStage();
  const { message_id } = stage.telegram.send(ANNA, ANNA, "раз");
  const bots = await stage.say(ANNA, "ответ");
  expect((await post(stage, `${PRIVATE}/edits`, { message_id, text: "два" })).body).toMatchObject({
    message: { text: "два" },
  });
  expect((await post(stage, `${PRIVATE}/edits`, { message_id: bots.message_id, text: "два" })).status).toBe(
    403,
  );
  expect((await post(stage, `${PRIVATE}/edits`, { message_id: 99, text: "два" })).status).toBe(404);
});

test("START sends the command, with its parameter if there is one", async () => {
  const stage = await openStage();
  expect((await post(stage, `${PRIVATE}/start`, {})).body).toMatchObject({ message: { text: "/start" } });
  expect((await post(stage, `${PRIVATE}/start`, { payload: "post_7" })).body).toMatchObject({
    message: { text: "/start post_7" },
  });
  expect((await post(stage, `${PRIVATE}/start`, { payload: "с пробелом" })).status).toBe(400);
});

test("a press waits for the bot's answer; a link button answers by itself", async () => {
  const stage = await openStage();
  const { message_id } = await stage.say(ANNA, "Страница 1", { reply_markup: KEYBOARD });
  const pressed = post(stage, `${PRIVATE}/presses`, { message_id, row: 0, column: 0 });
  const [update] = await stage.updates({ timeout: 5 });
  const query = update?.callback_query;
  const callback_query_id = query instanceof Object && "id" in query ? query.id : "";
  await stage.call("answerCallbackQuery", { callback_query_id, text: "Вот" });
  expect((await pressed).body).toEqual({ answer: { text: "Вот" } });
  expect((await post(stage, `${PRIVATE}/presses`, { message_id, row: 0, column: 1 })).body).toEqual({
    answer: { url: "https://t.me/probapera" },
  });
  expect((await post(stage, `${PRIVATE}/presses`, { message_id, row: 1, column: 0 })).status).toBe(400);
});

test("an inline query typed on the page is answered by the bot, and what is chosen is sent via it", async () => {
  const stage = await openStage();
  const dialog = `/client/dialogs/${KATE}:${CLUB}`;
  const typed = post(stage, `${dialog}/inline`, { query: "hstu" });
  const [update] = await stage.updates({ timeout: 5 });
  expect(update).toMatchObject({ inline_query: { from: { id: KATE }, chat_type: "supergroup" } });
  const query = update?.inline_query;
  const inline_query_id = query instanceof Object && "id" in query ? query.id : "";
  const result = {
    type: "article",
    id: "7",
    title: "Пост",
    input_message_content: { message_text: "Текст" },
  };
  await stage.call("answerInlineQuery", {
    inline_query_id,
    results: [result],
    next_offset: "10",
    cache_time: 0,
  });
  expect((await typed).body).toMatchObject({
    answer: { results: [{ id: "7", title: "Пост" }], next_offset: "10" },
  });
  const chosen = await post(stage, `${dialog}/choices`, { query: "hstu", result_id: "7" });
  expect(chosen.body).toMatchObject({ message: { text: "Текст", out: true, via_bot: {} } });
  expect(await stage.updates({ offset: -1 })).toMatchObject([{ chosen_inline_result: { result_id: "7" } }]);
});

test("a group can be seen as each of its members, and as the group by its administrators", async () => {
  const stage = await openStage();
  const { body } = await get(stage, `/client/dialogs/${ANNA}:${FORUM}:anonymous`);
  expect(body).toMatchObject({
    dialog: {
      isAnonymous: true,
      hasBot: true,
      topics: [{ id: TOPIC, name: "Статьи" }],
      voices: [
        { key: `${ANNA}:${FORUM}`, rank: "creator" },
        { key: `${ANNA}:${FORUM}:anonymous`, isAnonymous: true },
        { key: `${KATE}:${FORUM}`, rank: "member" },
      ],
    },
  });
  await post(stage, `${FORUM_DIALOG}:anonymous/messages`, { text: "/help", topic: TOPIC });
  expect(await stage.updates()).toMatchObject([
    { message: { sender_chat: { id: FORUM }, message_thread_id: TOPIC } },
  ]);
  const { message_id } = stage.telegram.messages(FORUM).at(-1) ?? {};
  const edit = { message_id, text: "/start" };
  expect((await post(stage, `${FORUM_DIALOG}/edits`, edit)).status).toBe(403);
  expect((await post(stage, `${FORUM_DIALOG}:anonymous/edits`, edit)).status).toBe(200);
});

test("a message is forwarded into another dialog of the same person", async () => {
  const stage = await openStage();
  const forwarded = await post(stage, `${CHANNEL_DIALOG}/forwards`, { message_id: 7, to: `${ANNA}:${ANNA}` });
  expect(forwarded.body).toMatchObject({ message: { text: "Пост", forward_origin: { type: "channel" } } });
  expect(await stage.updates()).toMatchObject([{ message: { chat: { id: ANNA }, forward_origin: {} } }]);
});

test("a file sent on the page reaches the bot under its name", async () => {
  const stage = await openStage();
  const send = (query: string) =>
    fetch(`${stage.playground.url}${PRIVATE}/documents?${query}`, {
      method: "POST",
      headers: { "Content-Type": "application/octet-stream" },
      body: "{}",
    });
  expect((await send(`name=${encodeURIComponent("архив.json")}&caption=вот`)).status).toBe(200);
  expect(await stage.updates()).toMatchObject([
    {
      message: {
        document: { file_name: "архив.json", mime_type: "application/json", file_size: 2 },
        caption: "вот",
      },
    },
  ]);
  expect((await send("caption=a")).status).toBe(400);
});

describe("the page is told", () => {
  test.each([
    ["an empty text", `${PRIVATE}/messages`, { text: " " }, 400],
    ["a text that is too long", `${PRIVATE}/messages`, { text: "я".repeat(4097) }, 400],
    ["a body of another shape", `${PRIVATE}/messages`, { message: "раз" }, 400],
    ["a reply to nothing", `${PRIVATE}/messages`, { text: "раз", reply_to_message_id: 99 }, 400],
    ["an unknown dialog", "/client/dialogs/1:2/messages", { text: "раз" }, 404],
    ["an unknown person", `/client/dialogs/5:${GROUP}/inline`, { query: "" }, 404],
    ["somebody who is not in the group", `/client/dialogs/${BORIS}:${FORUM}/messages`, { text: "раз" }, 404],
    [
      "a voice that is not theirs",
      `/client/dialogs/${KATE}:${GROUP}:anonymous/messages`,
      { text: "раз" },
      404,
    ],
    ["a topic that is not there", `${FORUM_DIALOG}/messages`, { text: "раз", topic: 5 }, 400],
    ["a result nobody was shown", `${PRIVATE}/choices`, { query: "", result_id: "1" }, 404],
    ["somebody else's dialog", `${PRIVATE}/forwards`, { message_id: 1, to: `${KATE}:${KATE}` }, 403],
    ["a message that is not there", `${PRIVATE}/forwards`, { message_id: 1, to: `${ANNA}:${GROUP}` }, 404],
  ])("why %s is refused", async (_, path, body, status) => {
    const stage = await openStage();
    const reply = await post(stage, path, body);
    expect(reply).toMatchObject({ status, body: { error: expect.stringMatching(/./) } });
  });
});

test("a form of another site is refused: only JSON is taken", async () => {
  const { playground, telegram } = await openStage();
  const response = await fetch(`${playground.url}${PRIVATE}/messages`, { method: "POST", body: "text=раз" });
  expect(response.status).toBe(415);
  expect(telegram.messages(ANNA)).toEqual([]);
});

test("the stream tells new, edited and deleted messages and typing", async () => {
  const stage = await openStage();
  const next = await followEvents(stage);
  stage.telegram.send(ANNA, GROUP, "/help");
  expect(await next()).toMatchObject({
    event: "message",
    data: { chatId: GROUP, message: { text: "/help" } },
  });
  await stage.call("sendChatAction", { chat_id: GROUP, action: "typing" });
  expect(await next()).toEqual({ event: "typing", data: { chatId: GROUP, action: "typing" } });
  const { message_id } = await stage.say(GROUP, "раз");
  expect(await next()).toMatchObject({ event: "message" });
  await stage.call("editMessageText", { chat_id: GROUP, message_id, text: "два" });
  expect(await next()).toMatchObject({ event: "edited", data: { chatId: GROUP, message: { text: "два" } } });
  await stage.call("deleteMessage", { chat_id: GROUP, message_id });
  expect(await next()).toEqual({ event: "deleted", data: { chatId: GROUP, message_ids: [message_id] } });
});

/** Reads the event stream, one event a call. */
async function followEvents({ playground }: Stage): Promise<() => Promise<{ event: string; data: unknown }>> {
  const hangUp = new AbortController();
  onTestFinished(() => hangUp.abort());
  const response = await fetch(`${playground.url}/client/events`, { signal: hangUp.signal });
  expect(response.headers.get("Content-Type")).toContain("text/event-stream");
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const next = async (): Promise<{ event: string; data: unknown }> => {
    const [, event, data] = /^event: (.+)\ndata: (.+)\n\n/m.exec(text) ?? [];
    if (event !== undefined && data !== undefined) {
      text = text.slice(text.indexOf(data) + data.length);
      return { event, data: JSON.parse(data) };
    }
    text += (await reader?.read())?.value ?? "";
    return next();
  };
  while (!text.includes("hello")) text += (await reader?.read())?.value ?? "";
  return next;
}

test("the page and its files are served with a strict policy, nothing else is", async () => {
  const { playground } = await openStage();
  const page = await fetch(playground.url);
  expect(page.status).toBe(200);
  expect(page.headers.get("Content-Type")).toContain("text/html");
  expect(page.headers.get("Content-Security-Policy")).toContain("default-src 'self'");
  expect(page.headers.get("X-Content-Type-Options")).toBe("nosniff");
  const script = await fetch(`${playground.url}/page/chat.js`);
  expect([script.status, script.headers.get("Content-Type")]).toEqual([
    200,
    "text/javascript; charset=utf-8",
  ]);
  for (const path of [
    "/page/..%2fplayground.js",
    "/page/%2e%2e/server.ts",
    "/page/none.js",
    "/page/.env",
    "/nothing",
  ]) {
    expect((await fetch(playground.url + path)).status).toBe(404);
  }
  expect(await (await fetch(`${playground.url}/health`)).json()).toEqual({ ok: true });
});
