import { expect, test } from "vitest";
import {
  archiveFile,
  desktopHtml,
  desktopJson,
  htmlMessage,
  jsonMessage,
  readArchive,
} from "../../support/archives.ts";

const PHOTO = { photo: "photos/1.jpg", text: "" };
const VIDEO = { file: "v.mp4", media_type: "video_file", text: "" };
const FILE = { file: "a.pdf", text: "" };
const SONG = { file: "a.mp3", media_type: "audio_file", text: "" };

/** Messages of one second. */
function together(...messages: Record<string, unknown>[]): unknown[] {
  const { date, date_unixtime } = jsonMessage(1);
  return messages.map((parts, at) => jsonMessage(at + 1, { date, date_unixtime, ...parts }));
}

async function read(messages: unknown[]) {
  const { posts } = await readArchive(await archiveFile(desktopJson(messages)));
  return posts.map(({ messageId, albumMessageIds, text }) => ({ messageId, albumMessageIds, text }));
}

test("photos and videos of one second are one post with the caption of one of them", async () => {
  const { posts } = await readArchive(
    await archiveFile(desktopJson(together(PHOTO, { ...VIDEO, text: "Caption" }, PHOTO))),
  );
  expect(posts).toHaveLength(1);
  expect(posts[0]).toMatchObject({
    messageId: 1,
    albumMessageIds: [2, 3],
    text: "Caption",
    media: [{ kind: "photo" }, { kind: "video" }, { kind: "photo" }],
  });
});

test("the latest edit of an album's messages is the album's", async () => {
  const edited = { ...PHOTO, edited_unixtime: "1714644000" };
  const { posts } = await readArchive(await archiveFile(desktopJson(together(PHOTO, edited, PHOTO))));
  expect(posts.map(({ editedAt }) => editedAt)).toEqual(["2024-05-02T10:00:00Z"]);
});

test("an album may stand on both sides of a second's turn", async () => {
  const { date_unixtime } = jsonMessage(1);
  const next = { ...PHOTO, date_unixtime: String(Number(date_unixtime) + 1) };
  expect(await read(together(PHOTO, PHOTO, next))).toEqual([
    { messageId: 1, albumMessageIds: [2, 3], text: "" },
  ]);
});

test.each([
  ["of different minutes", [jsonMessage(1, PHOTO), jsonMessage(2, PHOTO)]],
  ["with two captions", together({ ...PHOTO, text: "a" }, { ...PHOTO, text: "b" })],
  ["with a gap between their ids", together(PHOTO, { ...PHOTO, id: 3 })],
  ["of different authors", together({ ...PHOTO, author: "A" }, { ...PHOTO, author: "B" })],
  ["of different origins", together(PHOTO, { ...PHOTO, forwarded_from: "Other" })],
  ["a photo and a file", together(PHOTO, FILE)],
  ["a file and a song", together(FILE, SONG)],
  ["animations", together({ ...VIDEO, media_type: "animation" }, { ...VIDEO, media_type: "animation" })],
  ["texts", together({ text: "a" }, { text: "b" })],
])("messages %s stay two posts", async (_, messages) => {
  expect(await read(messages)).toHaveLength(2);
});

test("files make an album, songs make an album", async () => {
  expect(await read(together(FILE, FILE, SONG, SONG))).toEqual([
    { messageId: 1, albumMessageIds: [2], text: "" },
    { messageId: 3, albumMessageIds: [4], text: "" },
  ]);
});

test("an album has ten messages at most", async () => {
  const posts = await read(together(...Array.from({ length: 12 }, () => PHOTO)));
  expect(posts.map(({ albumMessageIds }) => albumMessageIds.length)).toEqual([9, 1]);
});

test("an album of an HTML page is one post", async () => {
  const media = '<a class="photo_wrap clearfix pull_left" href="photos/1.jpg"></a>';
  const title = "01.05.2024 13:01:00 UTC+03:00";
  const page = desktopHtml([
    htmlMessage({ id: 1, media, title, text: "Caption" }),
    htmlMessage({ id: 2, media, title, isJoined: true }),
  ]);
  const { posts } = await readArchive(await archiveFile(page));
  expect(posts).toMatchObject([{ messageId: 1, albumMessageIds: [2], text: "Caption" }]);
});
