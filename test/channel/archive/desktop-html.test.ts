import { expect, test } from "vitest";
import { archiveFile, archiveFolder, desktopHtml, htmlMessage, readArchive } from "../../support/archives.ts";

async function readPage(...messages: string[]) {
  return readArchive(await archiveFile(desktopHtml(messages)));
}

const DAY = `<div class="message service" id="message-1"><div class="body details">1 May 2024</div></div>`;

function service(id: number, text: string): string {
  return `<div class="message service" id="message${id}"><div class="body details">\n${text}\n</div></div>`;
}

test("a page tells its channel's title and its posts with their instants", async () => {
  const { channels, posts, error } = await readPage(
    DAY,
    htmlMessage({ id: 5, text: "Первый<br>пост", signature: "Анна" }),
  );
  expect(channels).toEqual([{ telegramId: null, title: "Ranking Notes" }]);
  expect(posts).toMatchObject([
    { messageId: 5, date: "2024-05-01T10:05:00Z", text: "Первый\nпост", author: "Анна" },
  ]);
  expect(error).toBeNull();
});

test("a date without a zone stays local time", async () => {
  const { posts } = await readPage(htmlMessage({ id: 5, text: "a", title: "01.05.2024 13:05:00" }));
  expect(posts[0]?.date).toBe("2024-05-01T13:05:00");
});

test("a message without a full date takes its day from the line above it", async () => {
  const joined = htmlMessage({ id: 6, text: "b", isJoined: true, title: "" }).replace(
    /\n\n {7}<\/div>/,
    "\n13:06\n</div>",
  );
  const { posts } = await readPage(DAY, joined);
  expect(posts[0]?.date).toBe("2024-05-01T13:06:00");
});

test("whether an edit was made is not told", async () => {
  const { posts } = await readPage(htmlMessage({ id: 5, text: "a" }));
  expect(posts[0]).not.toHaveProperty("editedAt");
});

test("a joined message of a forwarded run has the origin of the message before", async () => {
  const forward = `Other Channel <span class="date details" title="30.04.2024 09:00:00 UTC+03:00"> 30.04.2024 09:00:00</span>`;
  const { posts } = await readPage(
    htmlMessage({ id: 1, text: "a", forward }),
    htmlMessage({ id: 2, text: "b", isJoined: true, forward: "" }),
    htmlMessage({ id: 3, text: "c" }),
  );
  const origin = { name: "Other Channel", date: "2024-04-30T06:00:00Z" };
  expect(posts.map(({ forwardedFrom }) => forwardedFrom)).toEqual([origin, origin, null]);
  expect(posts.map(({ text }) => text)).toEqual(["a", "b", "c"]);
});

test("service messages are skipped, days are not messages", async () => {
  const { posts, skipped } = await readPage(
    DAY,
    service(1, "Channel &laquo;Ranking Notes&raquo; created"),
    service(
      2,
      "This message is not supported by this version of Telegram Desktop. Please update the application.",
    ),
    htmlMessage({ id: 3 }),
    htmlMessage({ id: 4, text: "a" }),
  );
  expect(posts.map(({ messageId }) => messageId)).toEqual([4]);
  expect(skipped.map(({ reason }) => reason)).toEqual([
    "service message",
    "unsupported message",
    "empty message",
  ]);
});

test("a message with an impossible date or id is skipped as damaged", async () => {
  const { posts, skipped } = await readPage(
    htmlMessage({ id: 1, text: "a", title: "31.02.2024 10:00:00 UTC+03:00" }),
    htmlMessage({ id: 99_999_999_999, text: "b", title: "01.05.2024 10:00:00" }),
    htmlMessage({ id: 3, text: "c" }),
  );
  expect(posts.map(({ text }) => text)).toEqual(["c"]);
  expect(skipped.map(({ reason }) => reason)).toEqual(["damaged message", "damaged message"]);
  expect(skipped[0]?.detail).toContain("message 1");
  expect(skipped[1]?.detail).toContain("line");
});

test("a page of many thousand messages is read in the time of its size", async () => {
  const messages = Array.from({ length: 20_000 }, (_, at) =>
    htmlMessage({ id: at + 1, text: "a", title: "01.05.2024 13:00:00" }),
  );
  const { posts } = await readPage(...messages);
  expect(posts).toHaveLength(20_000);
});

test("pages of a folder are read in the order of their messages, whatever their names", async () => {
  const folder = await archiveFolder({
    "index.html": desktopHtml([htmlMessage({ id: 3, text: "c" }), htmlMessage({ id: 4, text: "d" })]),
    "messages3.html": desktopHtml([htmlMessage({ id: 1, text: "a" })]),
    "style.css": "body { color: red }",
  });
  const { channels, posts } = await readArchive(folder);
  expect(channels).toHaveLength(1);
  expect(posts.map(({ text }) => text)).toEqual(["a", "c", "d"]);
});

test("a message on two overlapping pages is read once, from the younger page", async () => {
  const folder = await archiveFolder({
    "a.html": desktopHtml([htmlMessage({ id: 2, text: "edited" }), htmlMessage({ id: 3, text: "c" })]),
    "b.html": desktopHtml([htmlMessage({ id: 1, text: "a" }), htmlMessage({ id: 2, text: "first words" })]),
  });
  expect((await readArchive(folder)).posts.map(({ text }) => text)).toEqual(["a", "edited", "c"]);
});

test("a renamed channel has the name of its youngest page", async () => {
  const folder = await archiveFolder({
    "1.html": desktopHtml([htmlMessage({ id: 9, text: "b", from: "New name" })], "New name"),
    "2.html": desktopHtml([htmlMessage({ id: 1, text: "a", from: "Old name" })], "Old name"),
  });
  const { channels, posts } = await readArchive(folder);
  expect(channels.map(({ title }) => title)).toEqual(["New name"]);
  expect(posts).toHaveLength(2);
});

test("pages of two channels in one folder are refused", async () => {
  const other = htmlMessage({ id: 1, text: "b", from: "Other", title: "02.02.2022 02:02:02 UTC+03:00" });
  const folder = await archiveFolder({
    "1.html": desktopHtml([htmlMessage({ id: 1, text: "a" })]),
    "2.html": desktopHtml([other], "Other"),
  });
  const { posts, error } = await readArchive(folder);
  expect(posts).toEqual([]);
  expect(error?.code).toBe("MIXED_CHANNELS");
});

test("a group or a personal chat is refused by name", async () => {
  const { posts, error } = await readPage(
    htmlMessage({ id: 1, text: "hi", from: "Ann" }),
    htmlMessage({ id: 2, text: "hello" }),
  );
  expect(posts).toEqual([]);
  expect(error).toMatchObject({
    code: "NOT_A_CHANNEL",
    message: expect.stringMatching(/"Ranking Notes".*"Ann"/),
  });
});

test("a channel that shows its authors' profiles gives their names", async () => {
  const { posts } = await readPage(
    service(1, "Channel &laquo;Ranking Notes&raquo; created"),
    htmlMessage({ id: 2, text: "a", from: "Анна" }),
    htmlMessage({ id: 3, text: "b", isJoined: true }),
    htmlMessage({ id: 4, text: "c" }),
  );
  expect(posts.map(({ author }) => author)).toEqual(["Анна", "Анна", null]);
});

test("a folder with both forms of an export is read once, from the JSON", async () => {
  const folder = await archiveFolder({
    "messages.html": desktopHtml([htmlMessage({ id: 1, text: "from HTML" })]),
    "result.json": {
      name: "N",
      type: "public_channel",
      id: 1500000001,
      messages: [{ id: 1, type: "message", date: "2024-05-01T10:00:00", text: "from JSON" }],
    },
  });
  const { posts, notices } = await readArchive(folder);
  expect(posts.map(({ text }) => text)).toEqual(["from JSON"]);
  expect(notices[0]).toContain("HTML");
});

test("--channel gives the username that pages do not tell", async () => {
  const page = await archiveFile(desktopHtml([htmlMessage({ id: 1, text: "a" })]));
  const { channels } = await readArchive(page, { channel: "@ranking_notes" });
  expect(channels).toEqual([{ telegramId: null, username: "ranking_notes", title: "Ranking Notes" }]);
});
