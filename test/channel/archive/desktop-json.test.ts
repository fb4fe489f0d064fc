import { expect, test } from "vitest";
import { openArchive } from "../../../src/channel/archive/open.ts";
import {
  archiveFile,
  archiveOptions,
  desktopJson,
  jsonMessage,
  readArchive,
} from "../../support/archives.ts";

async function readMessages(...messages: unknown[]) {
  return readArchive(await archiveFile(desktopJson(messages)));
}

async function readOne(parts: Record<string, unknown>) {
  return (await readMessages(jsonMessage(1, parts))).posts[0];
}

test("a channel's export tells its id and title before its posts", async () => {
  const { channels, posts, error } = await readMessages(jsonMessage(1), jsonMessage(2));
  expect(channels).toEqual([{ telegramId: 1500000001, title: "Ranking Notes" }]);
  expect(posts.map(({ messageId, text, date }) => ({ messageId, text, date }))).toEqual([
    { messageId: 1, text: "Post 1", date: "2024-05-01T10:01:00Z" },
    { messageId: 2, text: "Post 2", date: "2024-05-01T10:02:00Z" },
  ]);
  expect(error).toBeNull();
});

test("text and formatting come from text_entities, with offsets in UTF-16 units", async () => {
  const post = await readOne({
    text_entities: [
      { type: "plain", text: "👍🏽 о " },
      { type: "bold", text: "семантических" },
      { type: "plain", text: " id: " },
      { type: "text_link", text: "статья", href: "https://arxiv.org/abs/2306.08121" },
      { type: "pre", text: "x = 1", language: "python" },
      { type: "link", text: "https://t.me" },
      { type: "phone", text: "+7 999 000-00-00" },
    ],
  });
  expect(post?.text).toBe("👍🏽 о семантических id: статьяx = 1https://t.me+7 999 000-00-00");
  expect(post?.entities).toEqual([
    { type: "bold", offset: 7, length: 13 },
    { type: "text_link", offset: 25, length: 6, url: "https://arxiv.org/abs/2306.08121" },
    { type: "pre", offset: 31, length: 5, language: "python" },
    { type: "url", offset: 36, length: 12 },
  ]);
});

test("the format before mid-2021 is read: text as a list, local dates, numeric ids with their kind in front", async () => {
  const old = { id: 5, type: "message", date: "2021-02-12T09:11:31", from: "X", from_id: 10089934592 };
  const text = ["Обзор ", { type: "italic", text: "DCN-v2" }, "."];
  const { channels, posts } = await readArchive(
    await archiveFile(desktopJson([{ ...old, text }], { id: 10089934592 })),
  );
  expect(channels[0]?.telegramId).toBe(1500000000);
  expect(posts[0]).toMatchObject({
    text: "Обзор DCN-v2.",
    entities: [{ type: "italic", offset: 6, length: 6 }],
    date: "2021-02-12T09:11:31",
    author: null,
  });
});

test("an edit is told by its instant; a message never edited says so", async () => {
  expect((await readOne({ edited: "2024-05-02T13:00:00", edited_unixtime: "1714644000" }))?.editedAt).toBe(
    "2024-05-02T10:00:00Z",
  );
  expect((await readOne({}))?.editedAt).toBeNull();
});

test("signature, forward and poll are kept", async () => {
  const poll = { question: "Что читаем?", answers: [{ text: "HSTU" }, { text: "TIGER" }] };
  const { posts } = await readMessages(
    jsonMessage(1, { author: "Анна" }),
    jsonMessage(2, { forwarded_from: "Other Channel", forwarded_from_id: "channel77777" }),
    jsonMessage(3, { forwarded_from: null }),
    jsonMessage(4, { text: "", poll }),
  );
  expect(posts.map(({ author }) => author)).toEqual(["Анна", null, null, null]);
  expect(posts.map(({ forwardedFrom }) => forwardedFrom?.name)).toEqual([
    undefined,
    "Other Channel",
    "Deleted Account",
    undefined,
  ]);
  expect(posts[3]?.poll).toEqual({ question: "Что читаем?", options: ["HSTU", "TIGER"] });
});

test("a channel that shows its authors' profiles gives their names", async () => {
  expect((await readOne({ from: "Анна", from_id: "user42" }))?.author).toBe("Анна");
});

test.each([
  [{ photo: "photos/1.jpg" }, { kind: "photo" }],
  [{ file: "video_files/a.mp4", media_type: "video_file" }, { kind: "video" }],
  [{ file: "a.mp4", media_type: "animation" }, { kind: "animation" }],
  [{ file: "a.ogg", media_type: "voice_message" }, { kind: "voice" }],
  [{ file: "a.mp4", media_type: "video_message" }, { kind: "video_note" }],
  [
    { file: "a.mp3", media_type: "audio_file", performer: "Bach", title: "Aria" },
    { kind: "audio", title: "Bach – Aria" },
  ],
  [
    { file: "s.webp", media_type: "sticker", sticker_emoji: "🔥" },
    { kind: "sticker", title: "🔥" },
  ],
  [
    { file: "files/slides.pdf", mime_type: "application/pdf" },
    { kind: "document", title: "slides.pdf" },
  ],
  [{ file: "(File not included. Change data exporting settings to download.)" }, { kind: "document" }],
  [{ location_information: { latitude: 41.1, longitude: 16.8 } }, { kind: "location" }],
  [
    { place_name: "Petruzzelli", address: "Bari" },
    { kind: "location", title: "Petruzzelli, Bari" },
  ],
  [{ contact_information: { first_name: "Ed", last_name: "Chi" } }, { kind: "contact", title: "Ed Chi" }],
])("the attachment %j is kept as %j", async (parts, media) => {
  expect((await readOne({ text: "", ...parts }))?.media).toEqual([media]);
});

test("of a media path only the file's own name is kept", async () => {
  expect((await readOne({ file: "../../../etc/passwd" }))?.media).toEqual([
    { kind: "document", title: "passwd" },
  ]);
  expect((await readOne({ file: "x", file_name: "..\\..\\boot.ini" }))?.media).toEqual([
    { kind: "document", title: "boot.ini" },
  ]);
  expect((await readOne({ file: "files/.." }))?.media).toEqual([{ kind: "document" }]);
});

test("service, empty and unsupported messages are skipped with their reason", async () => {
  const { posts, skipped } = await readMessages(
    { id: 1, type: "service", action: "create_channel" },
    jsonMessage(2, { text: "" }),
    { id: 3, type: "unsupported" },
    jsonMessage(4),
  );
  expect(posts.map(({ messageId }) => messageId)).toEqual([4]);
  expect(skipped.map(({ reason }) => reason)).toEqual([
    "service message",
    "empty message",
    "unsupported message",
  ]);
});

test.each([
  ["no object", 17],
  ["an id out of range", jsonMessage(1, { id: 2 ** 40 })],
  ["a negative id", jsonMessage(1, { id: -5 })],
  ["an id of another type", jsonMessage(1, { id: { n: 1 } })],
  ["a day that does not exist", jsonMessage(1, { date: "2024-02-31T10:00:00", date_unixtime: undefined })],
  ["a date before Telegram", jsonMessage(1, { date: "1970-01-01T00:00:00", date_unixtime: "0" })],
  ["a date beyond any clock", jsonMessage(1, { date: "nonsense", date_unixtime: "999999999999" })],
  ["text of another type", jsonMessage(1, { text: 42 })],
  ["a piece of text of another type", jsonMessage(1, { text_entities: [{ type: "bold", text: null }] })],
])("a message with %s is skipped as damaged, and the others are read", async (_, message) => {
  const { posts, skipped, error } = await readMessages(message, jsonMessage(9));
  expect(posts.map(({ messageId }) => messageId)).toEqual([9]);
  expect(skipped).toHaveLength(1);
  expect(skipped[0]).toMatchObject({ reason: "damaged message", detail: expect.stringMatching(/message/) });
  expect(error).toBeNull();
});

test("half a surrogate pair is replaced, a pair cut in two pieces is whole again", async () => {
  const post = await readOne({
    text_entities: [
      { type: "plain", text: "a\ud83d" },
      { type: "bold", text: "\ude00b\udc00" },
    ],
  });
  expect(post?.text).toBe("a😀b\ufffd");
  expect(post?.entities).toEqual([{ type: "bold", offset: 2, length: 3 }]);
});

test("control characters in Telegram Desktop's own spelling are read", async () => {
  const json = JSON.stringify(desktopJson([jsonMessage(1, { text: "page@break \\\\x41" })])).replace(
    "@",
    "\\x0b",
  );
  const { posts, error } = await readArchive(await archiveFile(json));
  expect(error).toBeNull();
  expect(posts[0]?.text).toBe("page\u000bbreak \\\\x41");
});

test("a link whose words are its address is an address, and one to nowhere is only text", async () => {
  const post = await readOne({
    text_entities: [
      { type: "text_link", text: "https://ya.ru", href: "https://ya.ru" },
      { type: "text_link", text: "run", href: "javascript:alert(1)" },
    ],
  });
  expect(post?.entities).toEqual([{ type: "url", offset: 0, length: 13 }]);
});

test("the order of keys does not matter", async () => {
  const { id, messages, name, type } = desktopJson([jsonMessage(1), jsonMessage(2)]);
  const { channels, posts } = await readArchive(await archiveFile({ id, messages, name, type }));
  expect(channels).toEqual([{ telegramId: 1500000001, title: "Ranking Notes" }]);
  expect(posts).toHaveLength(2);
});

test("a channel without messages is a channel", async () => {
  const { channels, error } = await readArchive(await archiveFile(desktopJson([])));
  expect(channels).toHaveLength(1);
  expect(error).toBeNull();
});

test("JSON of another kind is no archive", async () => {
  const { error } = await readArchive(await archiveFile({ hello: [1, 2, 3] }));
  expect(error).toMatchObject({ code: "ARCHIVE_UNKNOWN", hint: expect.stringContaining("result.json") });
});

test.each([
  ["ranking_notes", { username: "ranking_notes", telegramId: 1500000001, title: "Ranking Notes" }],
  ["@ranking_notes", { username: "ranking_notes", telegramId: 1500000001, title: "Ranking Notes" }],
  ["-1001500000001", { telegramId: 1500000001, title: "Ranking Notes" }],
  ["ranking NOTES ", { telegramId: 1500000001, title: "Ranking Notes" }],
])("--channel %s names the one channel of an export", async (channel, expected) => {
  const { channels } = await readArchive(await archiveFile(desktopJson([jsonMessage(1)])), { channel });
  expect(channels).toEqual([expected]);
});

test("a title that is not the export's own is refused: it would rename the channel", async () => {
  const { error } = await readArchive(await archiveFile(desktopJson([jsonMessage(1)])), {
    channel: "Мои заметки",
  });
  expect(error).toMatchObject({
    code: "CHANNEL_MISMATCH",
    message: expect.stringContaining("Ranking Notes"),
  });
});

test("an id that is not the export's own is refused", async () => {
  const { error } = await readArchive(await archiveFile(desktopJson([jsonMessage(1)])), {
    channel: "1599999999",
  });
  expect(error?.code).toBe("CHANNEL_MISMATCH");
});

test("no more of a file is read than the consumer takes", async () => {
  const messages = Array.from({ length: 2000 }, (_, at) =>
    jsonMessage(at + 1, { text: "слово ".repeat(200) }),
  );
  const path = await archiveFile(desktopJson(messages));
  let read = 0;
  let size = 0;
  const onProgress = (done: number, total: number | null) => {
    read = done;
    size = total ?? 0;
  };
  for await (const item of openArchive(path, archiveOptions({ onProgress }))) if (item.kind === "post") break;
  expect(size).toBeGreaterThan(4_000_000);
  expect(read).toBeLessThan(size / 4);
});
