import { expect, test } from "vitest";
import type { Message } from "../../src/playground/message.ts";
import { ANNA, CHANNEL, GROUP, KATE, openStage, type Stage } from "./stage.ts";

interface FileReply {
  readonly result: { readonly file_id: string; readonly file_size: number; readonly file_path: string };
}

/** Sends a form, as bots do with files. */
async function sendForm(
  { playground }: Stage,
  method: string,
  fields: Record<string, string | Blob>,
): Promise<unknown> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === "string") form.set(name, value);
    else form.set(name, value, `${name}.bin`);
  }
  const response = await fetch(`${playground.apiRoot}/bot${playground.token}/${method}`, {
    method: "POST",
    body: form,
  });
  return response.json();
}

const chat_id = String(ANNA);

test("an uploaded file can be downloaded, and sent again by its id", async () => {
  const stage = await openStage();
  const sent = await sendForm(stage, "sendDocument", {
    chat_id,
    document: new Blob(["текст"]),
    caption: "*файл*",
    parse_mode: "Markdown",
  });
  expect(sent).toMatchObject({
    ok: true,
    result: {
      document: { file_name: "document.bin", file_size: 10 },
      caption: "файл",
      caption_entities: [{ type: "bold" }],
    },
  });
  const file_id = stage.telegram.messages(ANNA)[0]?.document?.file_id;
  const { result } = await stage.call<FileReply["result"]>("getFile", { file_id });
  const { url, token } = stage.playground;
  const download = await fetch(`${url}/file/bot${token}/${result.file_path}`);
  expect(await download.text()).toBe("текст");
  expect((await fetch(`${url}/file/bot1:x/${result.file_path}`)).status).toBe(401);
  expect((await fetch(`${url}/file/bot${token}/documents/other`)).status).toBe(404);
  const again = await stage.call<Message>("sendDocument", { chat_id, document: file_id });
  expect(again.result.document?.file_id).toBe(file_id);
});

test("a document that a person sends can be downloaded up to 20 MB", async () => {
  const stage = await openStage();
  const send = (size: number) =>
    stage.telegram.sendDocument(ANNA, ANNA, {
      fileName: "result.json",
      bytes: new Uint8Array(size).fill(65),
      caption: "архив #канала",
    });
  const { document } = send(20 * 1024 * 1024);
  expect(await stage.updates()).toMatchObject([
    {
      message: {
        document: { file_name: "result.json", mime_type: "application/json", file_size: 20_971_520 },
        caption: "архив #канала",
        caption_entities: [{ type: "hashtag" }],
      },
    },
  ]);
  const { result } = await stage.call<FileReply["result"]>("getFile", { file_id: document?.file_id });
  const { url, token } = stage.playground;
  const download = await fetch(`${url}/file/bot${token}/${result.file_path}`);
  expect((await download.arrayBuffer()).byteLength).toBe(20_971_520);
  const larger = send(20 * 1024 * 1024 + 1).document;
  expect(await stage.refusal("getFile", { file_id: larger?.file_id })).toBe(
    "400 Bad Request: file is too big",
  );
});

test("a form that ends too early is refused", async () => {
  const { playground } = await openStage();
  const response = await fetch(`${playground.apiRoot}/bot${playground.token}/sendDocument`, {
    method: "POST",
    headers: { "Content-Type": "multipart/form-data; boundary=b" },
    body: '--b\r\nContent-Disposition: form-data; name="chat_id"\r\n\r\n1001',
  });
  expect(await response.json()).toMatchObject({
    error_code: 400,
    description: "Bad Request: can't parse request: the form is damaged",
  });
});

test("an album is several messages with one group, files attached by name", async () => {
  const stage = await openStage();
  const media = JSON.stringify([
    { type: "photo", media: "attach://a", caption: "раз" },
    { type: "photo", media: "attach://b" },
  ]);
  const sent = await sendForm(stage, "sendMediaGroup", {
    chat_id,
    media,
    a: new Blob(["1"]),
    b: new Blob(["2"]),
  });
  expect(sent).toMatchObject({ result: [{ caption: "раз", photo: [{}] }, { photo: [{}] }] });
  const groups = stage.telegram.messages(ANNA).map(({ media_group_id }) => media_group_id);
  expect(groups[0]).toBeDefined();
  expect(groups[1]).toBe(groups[0]);
});

test.each([
  ["sendPhoto", {}, "there is no photo in the request"],
  ["sendPhoto", { photo: "nonsense" }, "wrong file identifier/HTTP URL specified"],
  ["sendPhoto", { photo: "attach://x" }, "there is no photo in the request"],
  ["sendPhoto", { photo: "https://a.ru/b.png", caption: "я".repeat(1025) }, "message caption is too long"],
  ["sendMediaGroup", {}, "expected an Array of InputMedia"],
  [
    "sendMediaGroup",
    { media: [{ type: "photo", media: "https://a.ru/b.png" }] },
    "album must contain from 2 to 10 media",
  ],
  [
    "sendMediaGroup",
    {
      media: [
        { type: "photo", media: "attach://a" },
        { type: "photo", media: "attach://b" },
      ],
    },
    "can't parse InputMedia: media not found",
  ],
  [
    "sendMediaGroup",
    { media: [{ type: "animation" }, { type: "animation" }] },
    `can't parse InputMedia: type "animation" can't be used in sendMediaGroup`,
  ],
  [
    "sendMediaGroup",
    { media: [{ type: "photo" }, { type: "document" }] },
    "can't use the media of the specified type in the album",
  ],
  ["getFile", { file_id: "nonsense" }, "invalid file_id"],
])("%s with %j is refused", async (method, payload, reason) => {
  const { refusal, telegram } = await openStage();
  expect(await refusal(method, { chat_id, ...payload })).toBe(`400 Bad Request: ${reason}`);
  expect(telegram.messages(ANNA)).toEqual([]);
});

test("more than 50 MB is 413", async () => {
  const stage = await openStage();
  const document = new Blob([new Uint8Array(50 * 1024 * 1024 + 1)]);
  expect(await sendForm(stage, "sendDocument", { chat_id, document })).toEqual({
    ok: false,
    error_code: 413,
    description: "Request Entity Too Large",
  });
});

test("a forward names its origin, a copy does not", async () => {
  const { call, refusal } = await openStage();
  const payload = { chat_id: ANNA, from_chat_id: CHANNEL, message_id: 7 };
  const { result: forwarded } = await call<Message>("forwardMessage", payload);
  expect(forwarded).toMatchObject({
    text: "Пост",
    forward_origin: { type: "channel", message_id: 7, chat: { id: CHANNEL } },
  });
  const { result: copied } = await call<{ message_id: number }>("copyMessage", payload);
  expect(copied).toEqual({ message_id: forwarded.message_id + 1 });
  expect(await refusal("forwardMessage", { ...payload, message_id: 9 })).toBe(
    "400 Bad Request: message to forward not found",
  );
  expect(await refusal("copyMessage", { ...payload, message_id: 9 })).toBe(
    "400 Bad Request: message to copy not found",
  );
  expect(await refusal("copyMessage", { ...payload, from_chat_id: 5 })).toBe(
    "400 Bad Request: chat not found",
  );
  expect(await refusal("forwardMessages", { ...payload, message_ids: [9] })).toContain("400");
  const many = await call("copyMessages", { ...payload, chat_id: KATE, message_ids: [7, 9] });
  expect(many.result).toEqual([{ message_id: 1 }]);
});

test("a reaction needs a message and one of Telegram's emoji", async () => {
  const { say, refusal } = await openStage();
  const { message_id } = await say(GROUP, "вот");
  const react = (emoji: string, id = message_id) =>
    refusal("setMessageReaction", { chat_id: GROUP, message_id: id, reaction: [{ type: "emoji", emoji }] });
  expect(await react("👍")).toBe("ok");
  expect(await react("❤️")).toBe("ok");
  expect(await react("x")).toBe("400 Bad Request: REACTION_INVALID");
  expect(await react("👍", 99)).toBe("400 Bad Request: message to react not found");
});
