import { expect, test } from "vitest";
import {
  archiveFile,
  archiveFolder,
  readArchive,
  webMessage,
  webPage,
  webText,
} from "../../support/archives.ts";

async function readOne(inside: string, more: { footer?: string } = {}) {
  const { posts } = await readArchive(await archiveFile(webPage([webMessage(7, inside, more)])));
  return posts[0];
}

test("a saved page tells its channel by username, id and title", async () => {
  const { channels, posts, error } = await readArchive(
    await archiveFile(webPage([webMessage(7, webText("Пост"))])),
  );
  expect(channels).toEqual([{ telegramId: 1500000001, username: "ranking_notes", title: "Ranking Notes" }]);
  expect(posts).toMatchObject([{ messageId: 7, date: "2024-05-01T10:07:00Z", text: "Пост" }]);
  expect(posts[0]).not.toHaveProperty("editedAt");
  expect(error).toBeNull();
});

test("a piece of a page is read as a page", async () => {
  const { channels, posts } = await readArchive(await archiveFile(webMessage(7, webText("Пост"))));
  expect(channels).toMatchObject([{ username: "ranking_notes", title: "Ranking Notes" }]);
  expect(posts).toHaveLength(1);
});

test("a piece of a message alone is no archive", async () => {
  const { error } = await readArchive(
    await archiveFile('<div class="tgme_widget_message_poll js-poll">Poll</div>'),
  );
  expect(error).toMatchObject({
    code: "ARCHIVE_UNKNOWN",
    message: expect.stringContaining("without a whole message"),
  });
});

test("formatting, emoji and links are read, and the page's own line breaks are spaces", async () => {
  const post = await readOne(
    webText(
      '<b>Обзор\n     статьи</b><br/><br/><i class="emoji" style="x"><b>🔥</b></i> <a href="?q=%23ml">#ml</a>\n' +
        '<a href="https://t.me/ranking_notes" target="_blank">@ranking_notes</a> <a href="http://ya.ru/">ya.ru</a>' +
        '<blockquote>цитата</blockquote>после<pre><code class="language-python">x = 1\ny = 2</code></pre><tg-spoiler>тайна</tg-spoiler>',
    ),
  );
  expect(post?.text).toBe("Обзор статьи\n\n🔥 #ml @ranking_notes ya.ru\nцитата\nпосле\nx = 1\ny = 2\nтайна");
  const marked = post?.entities.map(({ type, offset, length }) => [
    type,
    post.text.slice(offset, offset + length),
  ]);
  expect(marked).toEqual([
    ["bold", "Обзор статьи"],
    ["hashtag", "#ml"],
    ["mention", "@ranking_notes"],
    ["url", "ya.ru"],
    ["blockquote", "цитата"],
    ["pre", "x = 1\ny = 2"],
    ["spoiler", "тайна"],
  ]);
  expect(post?.entities.find(({ type }) => type === "pre")?.language).toBe("python");
});

test("an album is one post with the ids of its single messages", async () => {
  const item = (id: number, kind: string) =>
    `<a class="tgme_widget_message_${kind} grouped_media_wrap" href="https://t.me/ranking_notes/${id}?single"></a>`;
  const post = await readOne(
    `<div class="tgme_widget_message_grouped_wrap">${item(7, "video_player")}${item(8, "photo_wrap")}${item(9, "photo_wrap")}</div>${webText("Подпись")}`,
  );
  expect(post).toMatchObject({
    messageId: 7,
    albumMessageIds: [8, 9],
    text: "Подпись",
    media: [{ kind: "video" }, { kind: "photo" }, { kind: "photo" }],
  });
});

test("author, views and forward are kept as far as the page tells", async () => {
  const footer =
    '<span class="tgme_widget_message_views">59.5K</span><span class="tgme_widget_message_from_author">Анна</span>';
  const forward = (name: string) =>
    `<div class="tgme_widget_message_forwarded_from">Forwarded from ${name}</div>`;
  const linked =
    '<a class="tgme_widget_message_forwarded_from_name" href="https://t.me/other/44"><span>Other</span></a>';
  const hidden = '<span class="tgme_widget_message_forwarded_from_name"><span>Someone</span></span>';
  expect(await readOne(forward(linked) + webText("a"), { footer })).toMatchObject({
    views: 59_500,
    author: "Анна",
    forwardedFrom: { name: "Other", username: "other", messageId: 44 },
  });
  expect((await readOne(forward(hidden) + webText("a")))?.forwardedFrom).toEqual({ name: "Someone" });
});

test.each([
  ['<a class="tgme_widget_message_photo_wrap" href="x"></a>', { kind: "photo" }],
  ['<a class="tgme_widget_message_video_player"><video src="x"></video></a>', { kind: "video" }],
  [
    '<a class="tgme_widget_message_video_player"><video muted autoplay loop></video></a>',
    { kind: "animation" },
  ],
  ['<div class="tgme_widget_message_roundvideo_player"></div>', { kind: "video_note" }],
  ['<a class="tgme_widget_message_voice_player"></a>', { kind: "voice" }],
  ['<div class="tgme_widget_message_sticker_wrap"></div>', { kind: "sticker" }],
  [
    '<a class="tgme_widget_message_document_wrap"><div class="tgme_widget_message_document_icon"></div><div class="tgme_widget_message_document_title">../slides.pdf</div><div class="tgme_widget_message_document_extra">2 MB</div></a>',
    { kind: "document", title: "slides.pdf" },
  ],
  [
    '<a class="tgme_widget_message_document_wrap"><div class="tgme_widget_message_document_icon audio"></div><div class="tgme_widget_message_document_title">Aria</div><div class="tgme_widget_message_document_extra">Bach</div></a>',
    { kind: "audio", title: "Bach – Aria" },
  ],
  [
    '<div class="message_media_not_supported">Please open Telegram to view this post</div>',
    { kind: "other" },
  ],
])("the attachment %s is kept", async (html, media) => {
  expect((await readOne(html))?.media).toEqual([media]);
});

test("pictures of a link's preview are no attachments, its words no text", async () => {
  const preview =
    '<a class="tgme_widget_message_link_preview" href="https://ya.ru"><div class="link_preview_title">Title</div><div class="tgme_widget_message_photo_wrap"></div></a>';
  expect(await readOne(webText("a") + preview)).toMatchObject({ text: "a", media: [] });
});

test("a poll is kept with its options", async () => {
  const poll =
    '<div class="tgme_widget_message_poll"><div class="tgme_widget_message_poll_question">Что читаем?</div><div class="tgme_widget_message_poll_option_percent">16%</div><div class="tgme_widget_message_poll_option_text">HSTU</div><div class="tgme_widget_message_poll_option_text">TIGER</div></div>';
  expect((await readOne(poll))?.poll).toEqual({ question: "Что читаем?", options: ["HSTU", "TIGER"] });
});

test("service and damaged messages are skipped with their reason", async () => {
  const service = webMessage(1, webText("Channel created")).replace(
    'js-widget_message" data',
    'service_message js-widget_message" data',
  );
  const noDate = webMessage(2, webText("a")).replace("datetime=", "x=");
  const noId = webMessage(3, webText("a")).replace('data-post="ranking_notes/3"', 'data-post="?"');
  const { posts, skipped } = await readArchive(
    await archiveFile(webPage([service, noDate, noId, webMessage(4, webText("b"))])),
  );
  expect(posts.map(({ messageId }) => messageId)).toEqual([4]);
  expect(skipped.map(({ reason }) => reason)).toEqual([
    "service message",
    "damaged message",
    "damaged message",
  ]);
});

test("pages of two channels in a folder are of two channels", async () => {
  const folder = await archiveFolder({
    "1.html": webPage([webMessage(1, webText("a"), { name: "first_channel" })]),
    "2.html": webPage([webMessage(1, webText("b"), { name: "second_channel" })]),
  });
  const { channels } = await readArchive(folder);
  expect(channels.map(({ username }) => username)).toEqual(["first_channel", "second_channel"]);
});
