import { expect, test } from "vitest";
import { archiveFile, readArchive } from "../../support/archives.ts";

const HEADER =
  "Ranking Notes @ranking_notes Channel on Telegram\n\nRanking Notes\n\n@ranking_notes\n\n\nNotes by @anna\n";

function entry(dayTime: string, text: string): string {
  return `\nRanking Notes\n\n${dayTime}\n\n\n${text}\n`;
}

async function read(
  entries: readonly [dayTime: string, text: string][],
  year?: number,
  now = "2026-03-01T12:00:00Z",
) {
  const content = HEADER + entries.map(([dayTime, text]) => entry(dayTime, text)).join("");
  return readArchive(await archiveFile(content), {
    now: new Date(now),
    ...(year === undefined ? {} : { year }),
  });
}

async function dates(...args: Parameters<typeof read>) {
  return (await read(...args)).posts.map(({ date }) => date);
}

test("a page saved as text tells title, username and posts without ids, in local time", async () => {
  const { channels, posts } = await read(
    [
      ["19 Nov, 21:44", "Первый абзац.\n\n* пункт"],
      ["15 Nov, 13:38", "Второй"],
    ],
    2024,
  );
  expect(channels).toEqual([{ telegramId: null, username: "ranking_notes", title: "Ranking Notes" }]);
  expect(posts.map(({ messageId, date, text }) => [messageId, date, text])).toEqual([
    [null, "2024-11-19T21:44:00", "Первый абзац.\n\n* пункт"],
    [null, "2024-11-15T13:38:00", "Второй"],
  ]);
});

test.each([
  ["19 ноября, 21:44", "2024-11-19T21:44:00"],
  ["19 нояб., 21:44", "2024-11-19T21:44:00"],
  ["5 мая в 9:05", "2024-05-05T09:05:00"],
  ["1 марта 2023 г., 10:00", "2023-03-01T10:00:00"],
  ["31 December 2022, 23:59", "2022-12-31T23:59:00"],
  ["Nov 19, 9:44 PM", "2024-11-19T21:44:00"],
  ["November 19, 2021, 12:05 AM", "2021-11-19T00:05:00"],
])("the day %s is read as %s", async (shown, date) => {
  expect(await dates([[shown, "a"]], 2024)).toEqual([date]);
});

test("the year goes back where the months jump, with the newest post first", async () => {
  const posts: [string, string][] = [
    ["3 Feb, 10:00", "d"],
    ["5 Jan, 10:00", "c"],
    ["28 Dec, 10:00", "b"],
    ["1 Mar, 10:00", "a"],
    ["30 Dec, 10:00", "z"],
  ];
  expect((await dates(posts, 2024)).map((date) => date.slice(0, 7))).toEqual([
    "2024-02",
    "2024-01",
    "2023-12",
    "2023-03",
    "2022-12",
  ]);
});

test("the year goes on where the months jump, with the oldest post first", async () => {
  const posts: [string, string][] = [
    ["1 Nov, 10:00", "a"],
    ["28 Dec, 10:00", "b"],
    ["5 Jan, 10:00", "c"],
    ["3 Feb, 10:00", "d"],
  ];
  expect((await dates(posts, 2024)).map((date) => date.slice(0, 4))).toEqual([
    "2023",
    "2023",
    "2024",
    "2024",
  ]);
});

test("without --year the newest year that the posts name is taken, and said", async () => {
  const { posts, notices } = await read([
    ["19 Nov, 21:44", "Обзор года 2018, ещё до 2402.17152"],
    ["15 Nov, 13:38", "RecSys 2024: всё"],
  ]);
  expect(posts[0]?.date).toBe("2024-11-19T21:44:00");
  expect(notices).toHaveLength(1);
  expect(notices[0]).toMatch(/19\.11.*2024.*--year/);
});

test("a year named in an older post counts from that post on", async () => {
  expect(
    await dates([
      ["3 Jan, 10:00", "С новым годом"],
      ["28 Dec, 10:00", "Итоги 2022 года"],
    ]),
  ).toEqual(["2023-01-03T10:00:00", "2022-12-28T10:00:00"]);
});

test("years in addresses, in numbers and before Telegram are no evidence", async () => {
  const text = "https://habr.com/2016/a arxiv.org/2015 12019 2014.12345 2005";
  expect(await dates([["1 Feb, 10:00", text]])).toEqual(["2026-02-01T10:00:00"]);
});

test("without any year the latest is taken in which no post lies in the future", async () => {
  expect(await dates([["1 Feb, 10:00", "a"]])).toEqual(["2026-02-01T10:00:00"]);
  expect(await dates([["19 Nov, 10:00", "a"]])).toEqual(["2025-11-19T10:00:00"]);
  const { notices } = await read([["19 Nov, 10:00", "a"]]);
  expect(notices[0]).toContain("no post lies in the future");
});

test("a named year that would put the post into the future is not taken", async () => {
  expect(await dates([["19 Nov, 10:00", "Планы на 2026"]])).toEqual(["2025-11-19T10:00:00"]);
});

test("a 29 February is put into a leap year", async () => {
  expect(await dates([["29 Feb, 10:00", "a"]])).toEqual(["2024-02-29T10:00:00"]);
});

test("--year that makes a day impossible skips that post with its line", async () => {
  const { posts, skipped, notices } = await read(
    [
      ["1 Mar, 10:00", "b"],
      ["29 Feb, 10:00", "a"],
    ],
    2023,
  );
  expect(posts.map(({ text }) => text)).toEqual(["b"]);
  expect(skipped).toEqual([{ reason: "damaged message", detail: expect.stringContaining("line") }]);
  expect(notices).toEqual([]);
});

test("one date with a year tells the year of all", async () => {
  const { posts, notices } = await read([
    ["5 Jan, 10:00", "b"],
    ["28 Dec 2021, 10:00", "a"],
  ]);
  expect(posts.map(({ date }) => date.slice(0, 4))).toEqual(["2022", "2021"]);
  expect(notices).toEqual([]);
});

test("a day and time in the middle of a post is text", async () => {
  const { posts } = await read(
    [
      ["19 Nov, 21:44", "Встречаемся\n20 Nov, 19:00\nв офисе"],
      ["15 Nov, 13:38", "b"],
    ],
    2024,
  );
  expect(posts.map(({ text }) => text)).toEqual(["Встречаемся\n20 Nov, 19:00\nв офисе", "b"]);
});

test("the channel's name after the last post is no text, a post without text is skipped", async () => {
  const { posts, skipped } = await read(
    [
      ["19 Nov, 21:44", ""],
      ["15 Nov, 13:38", "b\n\nRanking Notes\n"],
    ],
    2024,
  );
  expect(posts.map(({ text }) => text)).toEqual(["b"]);
  expect(skipped.map(({ reason }) => reason)).toEqual(["empty message"]);
});

test("the line breaks of Windows are read", async () => {
  const content = (HEADER + entry("19 Nov, 21:44", "a\n\nb")).replaceAll("\n", "\r\n");
  const { posts } = await readArchive(await archiveFile(content), { year: 2024 });
  expect(posts[0]?.text).toBe("a\n\nb");
});

test("a page without a username is a channel by its title, or by --channel", async () => {
  const path = await archiveFile(entry("19 Nov, 21:44", "a"));
  expect((await readArchive(path)).channels).toEqual([{ telegramId: null, title: "Ranking Notes" }]);
  expect((await readArchive(path, { channel: "ranking_notes" })).channels[0]?.username).toBe("ranking_notes");
});

test("before a byte that cannot be read the posts are good, the last of them is not whole", async () => {
  const bytes = Buffer.from(HEADER + entry("19 Nov, 21:44", "Первый") + entry("15 Nov, 13:38", "Второй!"));
  const at = bytes.indexOf("!");
  bytes[at] = 0xff;
  const { posts, error } = await readArchive(await archiveFile(bytes), { year: 2024 });
  expect(posts.map(({ text }) => text)).toEqual(["Первый"]);
  expect(error).toMatchObject({ code: "ARCHIVE_DAMAGED", message: expect.stringContaining(`byte ${at} `) });
});
