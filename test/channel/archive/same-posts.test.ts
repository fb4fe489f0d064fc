import { expect, test } from "vitest";
import {
  archiveFile,
  desktopHtml,
  desktopJson,
  htmlMessage,
  jsonMessage,
  readArchive,
} from "../../support/archives.ts";

/** One message in both forms of Telegram Desktop's export. */
interface Pair {
  readonly json: Record<string, unknown>;
  readonly html: Omit<Parameters<typeof htmlMessage>[0], "id">;
}

const PAIRS: Readonly<Record<string, Pair>> = {
  "formatted text": {
    json: {
      text_entities: [
        { type: "bold", text: "Обзор 👩‍🔬\n" },
        { type: "plain", text: "a < b & \"c\" 'd'  two  spaces\n\n" },
        { type: "italic", text: "i" },
        { type: "underline", text: "u" },
        { type: "strikethrough", text: "s" },
        { type: "spoiler", text: "hidden" },
        { type: "code", text: "dcn-v2" },
        { type: "pre", text: "x = 1\n  y = 2", language: "" },
        { type: "blockquote", text: "q\nq", collapsed: true },
        { type: "plain", text: "\ttab" },
      ],
    },
    html: {
      text:
        "<strong>Обзор 👩‍🔬<br></strong>a &lt; b &amp; &quot;c&quot; &apos;d&apos;  two  spaces<br><br><em>i</em><u>u</u><s>s</s>" +
        '<span class="spoiler hidden" onclick="ShowSpoiler(this)"><span aria-hidden="true">hidden</span></span>' +
        "<code>dcn-v2</code><pre>x = 1<br>  y = 2</pre><blockquote>q<br>q</blockquote>&#x09;tab",
    },
  },
  "links of every kind": {
    json: {
      text_entities: [
        { type: "link", text: "https://arxiv.org/abs/2402.17152?a=1&b=2" },
        { type: "plain", text: " " },
        { type: "link", text: "ya.ru" },
        { type: "plain", text: " " },
        { type: "text_link", text: "статья", href: "https://t.me/a?x=1&y" },
        { type: "mention", text: "@ranking_notes" },
        { type: "hashtag", text: "#обзор" },
        { type: "cashtag", text: "$USD" },
        { type: "email", text: "a@b.org" },
        { type: "phone", text: "+79990000000" },
        { type: "bot_command", text: "/start" },
        { type: "mention_name", text: "Ann", user_id: 1 },
        { type: "custom_emoji", text: "🔥", document_id: "stickers/fire.webp" },
      ],
    },
    html: {
      text:
        '<a href="https://arxiv.org/abs/2402.17152?a=1&amp;b=2">https://arxiv.org/abs/2402.17152?a=1&amp;b=2</a> <a href="ya.ru">ya.ru</a> ' +
        '<a href="https://t.me/a?x=1&amp;y">статья</a><a href="https://t.me/ranking_notes">@ranking_notes</a>' +
        '<a href="" onclick="return ShowHashtag(&quot;обзор&quot;)">#обзор</a>' +
        '<a href="" onclick="return ShowCashtag(&quot;USD&quot;)">$USD</a><a href="mailto:a@b.org">a@b.org</a>' +
        '<a href="tel:+79990000000">+79990000000</a><a href="" onclick="return ShowBotCommand(&quot;start&quot;)">/start</a>' +
        '<a href="" onclick="return ShowMentionName()">Ann</a><a href = "stickers/fire.webp">🔥</a>',
    },
  },
  "a signature": { json: { author: "Анна" }, html: { text: "Post", signature: "Анна" } },
  "a forwarded post": {
    json: { forwarded_from: "Other Channel" },
    html: { text: "Post", forward: "Other Channel" },
  },
  "a forward from someone who is gone": {
    json: { forwarded_from: null },
    html: { text: "Post", forward: "Deleted Account" },
  },
  "a photo with a caption": {
    json: { photo: "photos/photo_1.jpg" },
    html: {
      text: "Post",
      media: '<a class="photo_wrap clearfix pull_left" href="photos/photo_1.jpg"><img class="photo"/></a>',
    },
  },
  "a photo that was not exported": {
    json: { photo: "(File not included. Change data exporting settings to download.)" },
    html: { text: "Post", media: line("media_photo", "Photo", "Not included") },
  },
  "a video": {
    json: { file: "video_files/v.mp4", media_type: "video_file", file_name: "v.mp4" },
    html: {
      text: "Post",
      media: '<a class="video_file_wrap clearfix pull_left" href="video_files/v.mp4"></a>',
    },
  },
  "a video that was not exported": {
    json: {
      file: "(File not included. Change data exporting settings to download.)",
      media_type: "video_file",
    },
    html: { text: "Post", media: line("media_video", "Video file", "01:02, 3 MB") },
  },
  "an animation": {
    json: { file: "a.mp4", media_type: "animation" },
    html: { text: "Post", media: '<a class="animated_wrap clearfix pull_left" href="a.mp4"></a>' },
  },
  "a round video": {
    json: { file: "a.mp4", media_type: "video_message" },
    html: { text: "Post", media: line("media_video", "Video message", "00:44") },
  },
  "a voice message": {
    json: { file: "a.ogg", media_type: "voice_message" },
    html: { text: "Post", media: line("media_voice_message", "Voice message", "00:12") },
  },
  "a song": {
    json: { file: "a.mp3", media_type: "audio_file", performer: "Bach", title: "Aria" },
    html: { text: "Post", media: line("media_audio_file", "Bach – Aria", "04:48") },
  },
  "a document": {
    json: { file: "files/slides.pdf", file_name: "slides.pdf" },
    html: { text: "Post", media: line("media_file", "slides.pdf", "1.2 MB") },
  },
  "a sticker": {
    json: { text: "", file: "stickers/s.webp", media_type: "sticker" },
    html: { media: '<a class="sticker_wrap clearfix pull_left" href="stickers/s.webp"></a>' },
  },
  "a place": {
    json: {
      text: "",
      place_name: "Petruzzelli",
      address: "Bari",
      location_information: { latitude: 1, longitude: 2 },
    },
    html: {
      media:
        '<a class="media clearfix pull_left block_link media_venue" href="https://maps.google.com/"><div class="body">' +
        '<div class="title bold">\nPetruzzelli\n</div><div class="description">\nBari\n</div></div></a>',
    },
  },
  "a contact": {
    json: { text: "", contact_information: { first_name: "Ed", last_name: "Chi", phone_number: "+1" } },
    html: { media: line("media_contact", "Ed Chi", "+1") },
  },
  "a poll": {
    json: {
      text: "",
      poll: { question: "Что читаем?", answers: [{ text: "HSTU" }, { text: "TIGER & Co" }] },
    },
    html: {
      media:
        '<div class="media_poll"><div class="question bold">\nЧто читаем?\n</div><div class="details">\nAnonymous poll\n</div>' +
        '<div class="answer">\n- HSTU <span class="details">4 votes</span>\n</div><div class="answer">\n- TIGER &amp; Co\n</div>' +
        '<div class="total details&#x09;">\n4 votes\n</div></div>',
    },
  },
};

function line(className: string, title: string, status: string): string {
  return (
    `<div class="media clearfix pull_left ${className}"><div class="fill pull_left"></div><div class="body">` +
    `<div class="title bold">\n${title}\n</div><div class="status details">\n${status}\n</div></div></div>`
  );
}

test.each(Object.entries(PAIRS))("%s is the same post from JSON and from HTML", async (_, { json, html }) => {
  const fromJson = await readArchive(
    await archiveFile(desktopJson([jsonMessage(1, { text: "Post", ...json })])),
  );
  const fromHtml = await readArchive(await archiveFile(desktopHtml([htmlMessage({ id: 1, ...html })])));
  expect(fromHtml.posts).toHaveLength(1);
  expect(fromHtml.posts).toEqual(fromJson.posts.map(({ editedAt: _unknownToHtml, ...post }) => post));
});
