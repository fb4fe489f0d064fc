import { chmod, mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  archiveFile,
  archiveFolder,
  desktopHtml,
  desktopJson,
  htmlMessage,
  jsonMessage,
  readArchive,
  webMessage,
  webPage,
  webText,
} from "../../support/archives.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const JSON_TEXT = JSON.stringify(desktopJson([jsonMessage(1), jsonMessage(2), jsonMessage(3)]));

test("a JSON file cut off in a message gives the posts before it and names the place", async () => {
  const path = await archiveFile(JSON_TEXT.slice(0, JSON_TEXT.indexOf("Post 3")), "result.json");
  const { posts, error } = await readArchive(path);
  expect(posts.map(({ messageId }) => messageId)).toEqual([1, 2]);
  expect(error).toMatchObject({ code: "ARCHIVE_TRUNCATED" });
  expect(error?.message).toContain(`${path} is cut off at byte ${JSON_TEXT.indexOf("Post 3")}`);
  expect(error?.message).toContain("the last good message is 2");
});

test("a JSON file cut off in the middle of a letter is cut off, not in another encoding", async () => {
  const bytes = Buffer.from(
    JSON.stringify(desktopJson([jsonMessage(1), { ...jsonMessage(2), text: "привет" }])),
  );
  const { posts, error } = await readArchive(await archiveFile(bytes.subarray(0, bytes.indexOf("ет") + 1)));
  expect(posts.map(({ messageId }) => messageId)).toEqual([1]);
  expect(error).toMatchObject({ code: "ARCHIVE_TRUNCATED" });
});

test("a JSON file cut off between messages is cut off, too", async () => {
  const { posts, error } = await readArchive(await archiveFile(JSON_TEXT.slice(0, -2)));
  expect(posts).toHaveLength(3);
  expect(error?.message).toContain("the last good message is 3");
});

test("a JSON file cut off before its first message says that none is whole", async () => {
  const { posts, error } = await readArchive(await archiveFile(JSON_TEXT.slice(0, 60)));
  expect(posts).toEqual([]);
  expect(error).toMatchObject({
    code: "ARCHIVE_TRUNCATED",
    message: expect.stringContaining("no message before it is whole"),
  });
});

test("an album before the cut is not lost", async () => {
  const { date, date_unixtime } = jsonMessage(1);
  const photo = { photo: "1.jpg", text: "", date, date_unixtime };
  const json = JSON.stringify(desktopJson([jsonMessage(1, photo), jsonMessage(2, photo), jsonMessage(3)]));
  const { posts } = await readArchive(await archiveFile(json.slice(0, json.indexOf("Post 3"))));
  expect(posts).toMatchObject([{ messageId: 1, albumMessageIds: [2] }]);
});

test("JSON that goes wrong in the middle gives the posts before it and the byte", async () => {
  const wrong = JSON_TEXT.replace('"id":3', '"id":oops');
  const { posts, error } = await readArchive(await archiveFile(wrong));
  expect(posts).toHaveLength(2);
  expect(error?.code).toBe("ARCHIVE_DAMAGED");
  const byte = Number(/byte (\d+)/.exec(error?.message ?? "")?.[1]);
  expect(Math.abs(byte - wrong.indexOf("oops"))).toBeLessThan(10);
});

test.each(["\n\n", "\0\0\0\0", "} garbage"])(
  "what follows the end of the JSON does not matter: %j",
  async (tail) => {
    const { posts, error } = await readArchive(await archiveFile(JSON_TEXT + tail));
    expect(posts).toHaveLength(3);
    expect(error).toBeNull();
  },
);

test("an HTML page cut off in a message gives the posts before it and names the line", async () => {
  const html = desktopHtml([
    htmlMessage({ id: 1, text: "a" }),
    htmlMessage({ id: 2, text: "b" }),
    htmlMessage({ id: 3, text: "never ends" }),
  ]);
  const { posts, error } = await readArchive(
    await archiveFile(html.slice(0, html.indexOf("ends")), "messages.html"),
  );
  expect(posts.map(({ messageId }) => messageId)).toEqual([1, 2]);
  expect(error?.code).toBe("ARCHIVE_TRUNCATED");
  const line = html.slice(0, html.indexOf('id="message3"')).split("\n").length;
  expect(error?.message).toContain(`messages.html is cut off at line ${line}; the last good message is 2`);
});

test("an HTML page cut off between messages is cut off, too", async () => {
  const html = desktopHtml([htmlMessage({ id: 1, text: "a" })]);
  const { posts, error } = await readArchive(
    await archiveFile(html.replace(/<\/div>\s*<\/body>[\s\S]*/, "")),
  );
  expect(posts).toHaveLength(1);
  expect(error?.code).toBe("ARCHIVE_TRUNCATED");
});

test("a cut-off page does not hide the pages beside it", async () => {
  const first = desktopHtml([htmlMessage({ id: 1, text: "a" }), htmlMessage({ id: 2, text: "cut here" })]);
  const folder = await archiveFolder({
    "messages.html": first.slice(0, first.indexOf("here")),
    "messages2.html": desktopHtml([htmlMessage({ id: 3, text: "c" })]),
  });
  const { posts, error } = await readArchive(folder);
  expect(posts.map(({ text }) => text)).toEqual(["a", "c"]);
  expect(error).toMatchObject({
    code: "ARCHIVE_TRUNCATED",
    message: expect.stringContaining("messages.html"),
  });
});

test("a saved web page that is cut off gives the posts before it", async () => {
  const html = webPage([webMessage(1, webText("a")), webMessage(2, webText("never ends"))]);
  const { posts, error } = await readArchive(await archiveFile(html.slice(0, html.indexOf("ends"))));
  expect(posts.map(({ text }) => text)).toEqual(["a"]);
  expect(error).toMatchObject({
    code: "ARCHIVE_TRUNCATED",
    message: expect.stringContaining("last good message is 1"),
  });
});

test.each([
  ["plain words", "Just some text.\nNothing more."],
  ["a page of another kind", "<!DOCTYPE html><html><body><p>Hello</p></body></html>"],
  ["bytes", new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13])],
  ["a broken object", "{ not json"],
])("%s are no archive, and the error says what is one", async (_, content) => {
  const { error } = await readArchive(await archiveFile(content));
  expect(error).toMatchObject({ code: "ARCHIVE_UNKNOWN", hint: expect.stringContaining("messages.html") });
});

test("a missing file is named", async () => {
  const { error } = await readArchive(join(temporaryFolder(), "result.json"));
  expect(error).toMatchObject({
    code: "ARCHIVE_NOT_FOUND",
    message: expect.stringContaining("result.json does not exist"),
  });
});

test("an empty file and an empty folder are named", async () => {
  const folder = temporaryFolder();
  expect((await readArchive(await archiveFile(""))).error?.code).toBe("ARCHIVE_EMPTY");
  expect((await readArchive(folder)).error).toMatchObject({
    code: "ARCHIVE_EMPTY",
    message: expect.stringContaining(folder),
  });
});

test("a folder that only holds folders says to give the inner one", async () => {
  const folder = temporaryFolder();
  await mkdir(join(folder, "ChatExport_2024-05-01"));
  expect((await readArchive(folder)).error?.hint).toContain("folder inside");
});

test("a folder without an archive in it is named", async () => {
  const { error } = await readArchive(
    await archiveFolder({ "notes.txt": "Just notes", "a.bin": new Uint8Array([0, 1, 2]) }),
  );
  expect(error?.code).toBe("ARCHIVE_UNKNOWN");
});

test.skipIf(process.getuid?.() === 0)("a file that may not be read is named", async () => {
  const path = await archiveFile(JSON_TEXT);
  await chmod(path, 0);
  expect((await readArchive(path)).error?.code).toBe("ARCHIVE_UNREADABLE");
});

test("a page with elements nested beyond reason is an error, not a crash", async () => {
  const deep = `${"<b>".repeat(300_000)}a${"</b>".repeat(300_000)}`;
  for (const page of [
    webPage([webMessage(1, webText(deep))]),
    desktopHtml([htmlMessage({ id: 1, text: deep })]),
  ])
    expect((await readArchive(await archiveFile(page))).error?.code).toBe("ARCHIVE_DAMAGED");
});

test("a name that goes on for ever is cut where an error names it", async () => {
  const page = desktopHtml([
    htmlMessage({ id: 1, text: "a" }),
    htmlMessage({ id: 2, text: "b", from: "Ann".repeat(20_000) }),
  ]);
  const { error } = await readArchive(await archiveFile(page));
  expect(error).toMatchObject({ code: "NOT_A_CHANNEL", message: expect.stringContaining("AnnAnn") });
  expect(error?.message.length).toBeLessThan(1000);
});

test("a field nested beyond reason damages its message only", async () => {
  const json = JSON_TEXT.replace('"id":2', `"id":${"[".repeat(50_000)}${"]".repeat(50_000)}`);
  const { posts, skipped } = await readArchive(await archiveFile(json));
  expect(posts.map(({ messageId }) => messageId)).toEqual([1, 3]);
  expect(skipped).toEqual([{ reason: "damaged message", detail: expect.stringContaining("message no. 2") }]);
});

test("every damaged file of a folder is named, in one error", async () => {
  const page = desktopHtml([htmlMessage({ id: 1, text: "a" }), htmlMessage({ id: 2, text: "cut here" })]);
  const cut = page.slice(0, page.indexOf("here"));
  const pages = await readArchive(await archiveFolder({ "messages.html": cut, "messages2.html": cut }));
  expect(pages.error?.message).toMatch(
    /^2 files .*\n {2}.*messages\.html is cut off.*\n {2}.*messages2\.html/,
  );

  const json = JSON.stringify(desktopJson([jsonMessage(1), jsonMessage(2)]));
  const exports = { "a.json": json.slice(0, -20), "b.json": json, "c.json": json.slice(0, -20) };
  const { posts, error } = await readArchive(await archiveFolder({ ...exports }));
  expect(posts.length).toBeGreaterThanOrEqual(2);
  expect(error?.message).toMatch(/^2 files .*\n.*a\.json .*\n.*c\.json /);
  expect(error?.hint.match(/Export or download/g)).toHaveLength(1);
});

test("files of a folder that cannot be opened are all named, and the others are read", async () => {
  const folder = await archiveFolder({ "b.json": desktopJson([jsonMessage(1)]) });
  for (const name of ["a.json", "c.json"]) await symlink(join(folder, "gone"), join(folder, name));
  const { posts, error } = await readArchive(folder);
  expect(posts).toHaveLength(1);
  expect(error?.message).toMatch(/a\.json does not exist\n.*c\.json does not exist$/);
});

test("where nothing can be opened, that is said and not that it is no archive", async () => {
  const folder = await archiveFolder({});
  await symlink(join(folder, "gone"), join(folder, "a.json"));
  expect((await readArchive(folder)).error?.code).toBe("ARCHIVE_NOT_FOUND");
});

test("of very many damaged files the first ones are named", async () => {
  const folder = await archiveFolder({});
  for (let n = 100; n < 130; n += 1) await symlink(join(folder, "gone"), join(folder, `${n}.json`));
  const { error } = await readArchive(folder);
  expect(error?.message).toMatch(/^30 files/);
  expect(error?.message).toMatch(/and 10 more$/);
  expect(error?.message.split("\n")).toHaveLength(22);
});
