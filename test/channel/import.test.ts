import { expect, test } from "vitest";
import type { ImportDeps } from "../../src/channel/import.ts";
import { importArchives } from "../../src/channel/import.ts";
import { AppError } from "../../src/errors.ts";
import {
  archiveFile,
  archiveOptions,
  desktopHtml,
  desktopJson,
  htmlMessage,
  jsonMessage,
  webMessage,
  webPage,
  webText,
} from "../support/archives.ts";
import { aStore } from "../support/sqlite-store.ts";

function deps(store: ImportDeps["store"], more: Partial<ImportDeps> = {}): ImportDeps {
  return { store, options: archiveOptions(), ...more };
}

const WHOLE = desktopJson([
  jsonMessage(1),
  { id: 2, type: "service" },
  jsonMessage(3),
  jsonMessage(-1, { id: -1 }),
]);

test("an import saves every post and counts what it read and skipped", async () => {
  const store = await aStore();
  const [report] = await importArchives([await archiveFile(WHOLE)], deps(store));
  expect(report).toMatchObject({
    channels: [
      { channel: { title: "Ranking Notes" }, read: 2, outcomes: { new: 2, updated: 0, unchanged: 0 } },
    ],
    skipped: { "service message": 1, "damaged message": 1 },
    details: [expect.stringContaining("message no. 4")],
    failure: null,
  });
  expect((await store.latestPosts({ offset: 0, limit: 10 })).posts.map(({ text }) => text)).toEqual([
    "Post 3",
    "Post 1",
  ]);
});

test("importing the same archive again changes nothing", async () => {
  const store = await aStore();
  const path = await archiveFile(WHOLE);
  await importArchives([path], deps(store));
  const before = await store.changesAfter(0, 100);
  const [report] = await importArchives([path], deps(store));
  expect(report?.channels[0]?.outcomes).toMatchObject({ new: 0, updated: 0, unchanged: 2 });
  expect((await store.changesAfter(0, 100)).sequence).toBe(before.sequence);
});

test("the same channel's HTML after its JSON changes nothing", async () => {
  const store = await aStore();
  const json = await archiveFile(desktopJson([jsonMessage(1), jsonMessage(2)]));
  const html = await archiveFile(
    desktopHtml([htmlMessage({ id: 1, text: "Post 1" }), htmlMessage({ id: 2, text: "Post 2" })]),
  );
  const reports = await importArchives([json, html], deps(store));
  expect(reports[1]?.channels[0]).toMatchObject({ read: 2, outcomes: { unchanged: 2 } });
  expect(await store.countPosts()).toBe(2);
});

test("a changed text is an edit that keeps the date", async () => {
  const store = await aStore();
  await importArchives([await archiveFile(desktopJson([jsonMessage(1)]))], deps(store));
  const edited = jsonMessage(1, { text: "New words", edited_unixtime: "1714644000" });
  const [report] = await importArchives([await archiveFile(desktopJson([edited]))], deps(store));
  expect(report?.channels[0]?.outcomes.updated).toBe(1);
  expect((await store.latestPosts({ offset: 0, limit: 1 })).posts[0]).toMatchObject({
    text: "New words",
    date: "2024-05-01T10:01:00Z",
  });
});

test("a post of a page saved as text is adopted when it comes with its id", async () => {
  const store = await aStore();
  const text = "Длинный пост о семантических айдишниках и рекомендательных системах";
  const page = await archiveFile(
    `Ranking Notes @ranking_notes\n\nRanking Notes\n\n1 May, 13:07\n\n${text}\n`,
  );
  await importArchives([page], deps(store, { options: archiveOptions({ year: 2024 }) }));
  const web = await archiveFile(webPage([webMessage(7, webText(text))]));
  const [report] = await importArchives([web], deps(store));
  expect(report?.channels[0]?.outcomes).toMatchObject({ new: 0, adopted: 1 });
  expect(await store.countPosts()).toBe(1);
});

test("what stands before the damage is saved, and the report tells both", async () => {
  const store = await aStore();
  const json = JSON.stringify(desktopJson([jsonMessage(1), jsonMessage(2), jsonMessage(3)]));
  const [report] = await importArchives(
    [await archiveFile(json.slice(0, json.indexOf("Post 3")))],
    deps(store),
  );
  expect(report?.failure?.code).toBe("ARCHIVE_TRUNCATED");
  expect(report?.channels[0]).toMatchObject({ read: 2, outcomes: { new: 2 } });
  expect(await store.countPosts()).toBe(2);
});

test("an archive that fails does not stop the next one", async () => {
  const store = await aStore();
  const reports = await importArchives(["/no/such/file", await archiveFile(WHOLE)], deps(store));
  expect(reports.map(({ failure }) => failure?.code)).toEqual(["ARCHIVE_NOT_FOUND", undefined]);
  expect(await store.countPosts()).toBe(2);
});

test("several channels of one account are counted one by one", async () => {
  const store = await aStore();
  const list = [
    { ...desktopJson([jsonMessage(1)]), name: "First", id: 1500000011 },
    { ...desktopJson([jsonMessage(1), jsonMessage(2)]), name: "Second", id: 1500000022 },
  ];
  const [report] = await importArchives([await archiveFile({ chats: { list } })], deps(store));
  expect(report?.channels.map(({ channel, read }) => [channel.title, read])).toEqual([
    ["First", 1],
    ["Second", 2],
  ]);
});

test("posts go to the store in batches, in their order", async () => {
  const store = await aStore();
  const sizes: number[] = [];
  const counting: ImportDeps["store"] = {
    ...store,
    savePosts: (channelId, posts) => {
      sizes.push(posts.length);
      return store.savePosts(channelId, posts);
    },
  };
  const messages = Array.from({ length: 450 }, (_, at) => jsonMessage(at + 1));
  const [report] = await importArchives([await archiveFile(desktopJson(messages))], deps(counting));
  expect(sizes).toEqual([200, 200, 50]);
  expect(report?.channels[0]?.read).toBe(450);
});

test("an interrupt saves what was read and says that it stopped", async () => {
  const store = await aStore();
  const stop = new AbortController();
  const messages = Array.from({ length: 3000 }, (_, at) =>
    jsonMessage(at + 1, { text: "слово ".repeat(100) }),
  );
  const path = await archiveFile(desktopJson(messages));
  const options = archiveOptions({ signal: stop.signal });
  const onProgress: ImportDeps["onProgress"] = ({ posts }) => posts > 500 && stop.abort();
  const reports = await importArchives([path, path], deps(store, { options, onProgress }));
  expect(reports.map(({ failure }) => failure?.code)).toEqual(["IMPORT_INTERRUPTED"]);
  const read = reports[0]?.channels[0]?.read ?? 0;
  expect(read).toBeGreaterThan(500);
  expect(read).toBeLessThan(3000);
  expect(await store.countPosts()).toBe(read);
});

test("a store that refuses is a failure of the archive, a bug is thrown", async () => {
  const store = await aStore();
  const refusing = (error: Error): ImportDeps["store"] => ({
    ...store,
    savePosts: () => Promise.reject(error),
  });
  const path = await archiveFile(WHOLE);
  const full = new AppError("DATABASE_FULL", "The disk is full", { hint: "Free some space." });
  const [report] = await importArchives([path], deps(refusing(full)));
  expect(report).toMatchObject({ failure: { code: "DATABASE_FULL" }, channels: [{ read: 0 }] });
  await expect(importArchives([path], deps(refusing(new TypeError("bug"))))).rejects.toThrow("bug");
});

test("notices come at once and stand in the report", async () => {
  const notices: string[] = [];
  const page = await archiveFile("Ranking Notes\n\n1 May, 13:07\n\nText\n");
  const [report] = await importArchives(
    [page],
    deps(await aStore(), { onNotice: (text) => notices.push(text) }),
  );
  expect(notices).toHaveLength(1);
  expect(report?.notices).toEqual(notices);
});
