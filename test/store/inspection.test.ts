import { closeSync, openSync, readdirSync, readFileSync, statSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { type InspectedStore, inspectStore, integrityProblems } from "../../src/store/inspection.ts";
import { openStore, type SqliteStore } from "../../src/store/open.ts";
import { anOlderDatabase } from "../support/older-database.ts";
import { bracketReader } from "../support/paper-reader.ts";
import { aChannel, aPageTextPost, aPost } from "../support/posts.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

type Fill = (store: SqliteStore) => Promise<unknown>;

async function aDatabase(fill: Fill, options: Parameters<typeof openStore>[1] = {}) {
  const file = join(temporaryFolder(), "bot.db");
  const store = await openStore(`file:${file}`, options);
  await fill(store);
  await store.close();
  return { file, url: `file:${file}` };
}

function inspected(url: string): InspectedStore {
  const store = inspectStore(url);
  if (store === null) throw new Error("the database is in memory");
  onTestFinished(() => store.close());
  return store;
}

/** Posts with these ids, a day apart from the first to the last. */
function withPosts(...messageIds: number[]): Fill {
  return async (store) => {
    const { id } = await store.openChannel(aChannel());
    const [first = 0] = messageIds;
    const dateOf = (messageId: number) =>
      new Date(Date.UTC(2025, 0, 1 + messageId - first)).toISOString().replace(".000", "");
    await store.savePosts(
      id,
      messageIds.map((messageId) =>
        aPost({ messageId, date: dateOf(messageId), text: `[HSTU] ${messageId}` }),
      ),
    );
  };
}

test("gaps in message ids are found, with the dates of the posts beside them", async () => {
  const { url } = await aDatabase(withPosts(5, 6, 9, 10, 30));
  const [kept] = await inspected(url).channels();
  expect(kept).toMatchObject({
    channel: { username: "inforetriever" },
    posts: 5,
    ends: {
      first: { messageId: 5, date: new Date("2025-01-01") },
      last: { messageId: 30, date: new Date("2025-01-26") },
    },
    gaps: [
      { after: 6, before: 9, from: new Date("2025-01-02"), until: new Date("2025-01-05") },
      { after: 10, before: 30, from: new Date("2025-01-06"), until: new Date("2025-01-26") },
    ],
  });
});

test("the messages of an album, and hidden posts, are no gaps; channels have their own", async () => {
  const { url } = await aDatabase(async (store) => {
    const [one, other] = [
      await store.openChannel(aChannel()),
      await store.openChannel(aChannel({ telegramId: 7, username: "other" })),
    ];
    await store.savePosts(one.id, [
      aPost({ messageId: 1 }),
      aPost({ messageId: 2, albumMessageIds: [3, 4] }),
    ]);
    const [{ postId = 0 } = {}] = await store.savePosts(one.id, [aPost({ messageId: 5, text: "Прячется" })]);
    await store.hidePost(postId, new Date());
    await store.savePosts(one.id, [aPost({ messageId: 6, text: "Ещё один" })]);
    await store.savePosts(other.id, [aPost({ messageId: 900 })]);
  });
  expect((await inspected(url).channels()).map(({ gaps, posts }) => ({ gaps, posts }))).toEqual([
    { gaps: [], posts: 4 },
    { gaps: [], posts: 1 },
  ]);
});

test("posts without message ids have no gaps and no ends", async () => {
  const { url } = await aDatabase(async (store) => {
    const { id } = await store.openChannel(aChannel());
    await store.savePosts(id, [
      aPageTextPost(),
      aPageTextPost({ date: "2024-12-01T10:00:00", text: "Другой" }),
    ]);
  });
  expect(await inspected(url).channels()).toMatchObject([{ posts: 2, ends: null, gaps: [] }]);
});

test("the inbox tells what waits, what is parked, and when nothing came for over a day", async () => {
  let now = new Date("2026-01-01T00:00:00Z");
  const { file, url } = await aDatabase(
    async (store) => {
      for (const [updateId, day] of [
        [1, 1],
        [2, 1],
        [3, 4],
      ] as const) {
        now = new Date(Date.UTC(2026, 0, day));
        await store.accept([{ update_id: updateId }]);
      }
      await store.finish(1);
    },
    { now: () => now },
  );
  edit(file, "UPDATE updates SET attempts = 20 WHERE update_id = 2");
  expect(await inspected(url).inbox()).toEqual({
    parked: [2],
    queued: 1,
    oldestQueuedAt: new Date("2026-01-04"),
    lastAt: new Date("2026-01-04"),
  });
  expect(await inspected(url).silences()).toEqual([
    { from: new Date("2026-01-01"), until: new Date("2026-01-04") },
  ]);
});

test("an empty inbox has nothing to tell", async () => {
  const { url } = await aDatabase(async () => undefined);
  const nothing = { parked: [], queued: 0, oldestQueuedAt: null, lastAt: null };
  expect(await inspected(url).inbox()).toEqual(nothing);
  expect(await inspected(url).silences()).toEqual([]);
});

test("posts that wait to be read for papers are counted, and by whom the others were read", async () => {
  const unread = await aDatabase(withPosts(1, 2, 3));
  expect(await inspected(unread.url).paperNotes("a stamp")).toEqual({
    waiting: 3,
    posts: 3,
    isOfThisReader: false,
  });
  const papers = bracketReader();
  const read = await aDatabase(withPosts(1, 2, 3), { papers });
  expect(await inspected(read.url).paperNotes(papers.stamp)).toMatchObject({
    posts: 3,
    isOfThisReader: true,
  });
});

test("a whole database has no problems", async () => {
  const { url } = await aDatabase(withPosts(1, 2, 3));
  expect(integrityProblems(url)).toEqual([]);
});

test("a database of another version is whole, too, and is not looked into", async () => {
  const older = await anOlderDatabase(5, withPosts(1, 2));
  expect(() => inspectStore(older)).toThrow(/version 5/);
  expect(integrityProblems(older)).toEqual([]);
  const { file, url } = await aDatabase(withPosts(1, 2));
  edit(file, "PRAGMA user_version = 900");
  expect(() => inspectStore(url)).toThrow(/version 900/);
  expect(integrityProblems(url)).toEqual([]);
});

test("rows that name what is not there are problems", async () => {
  const { file, url } = await aDatabase(withPosts(1, 2, 3));
  edit(file, "PRAGMA foreign_keys = OFF; DELETE FROM posts WHERE message_id = 2");
  expect(integrityProblems(url)).toContainEqual(
    expect.stringMatching(/^1 rows of post_messages name rows of posts/),
  );
});

test("an index that lacks a row is a problem that only a full check finds", async () => {
  const { file, url } = await aDatabase(withPosts(1, 2, 3));
  const db = new Sqlite(file);
  db.unsafeMode();
  db.pragma("writable_schema = ON");
  db.exec(
    "UPDATE sqlite_schema SET sql = replace(sql, 'message_id DESC', 'views DESC') WHERE name = 'posts_newest_first'",
  );
  db.close();
  expect(integrityProblems(url).join("\n")).toContain("posts_newest_first");
});

test("overwritten pages are problems, or an error that says what to do", async () => {
  const { file, url } = await aDatabase(withPosts(...Array.from({ length: 200 }, (_, at) => at + 1)));
  const handle = openSync(file, "r+");
  const { size } = statSync(file);
  for (let at = 8 * 4096; at < size; at += 3 * 4096) writeSync(handle, Buffer.alloc(512, 0x55), 0, 512, at);
  closeSync(handle);
  expect(problemsOrHint(url)).toMatch(/\S/);
});

function problemsOrHint(url: string): string {
  try {
    return integrityProblems(url).join("; ");
  } catch (error) {
    return error instanceof Error && "hint" in error ? String(error.hint) : "";
  }
}

test("a database in memory cannot be looked at, and one that is missing is not made", () => {
  expect(inspectStore("file::memory:")).toBeNull();
  const folder = temporaryFolder();
  expect(() => inspectStore(`file:${join(folder, "none.db")}`)).toThrow(/no database/);
  expect(() => integrityProblems(`file:${join(folder, "none.db")}`)).toThrow(/no database/);
  expect(readdirSync(folder)).toEqual([]);
});

test("looking changes no byte of a database that a bot has open", async () => {
  const file = join(temporaryFolder(), "bot.db");
  const store = await openStore(`file:${file}`);
  onTestFinished(() => store.close());
  await withPosts(1, 2, 5)(store);
  const before = contentsOf(dirname(file));
  const looked = inspected(`file:${file}`);
  await looked.channels();
  await looked.figures();
  integrityProblems(`file:${file}`);
  expect(contentsOf(dirname(file))).toEqual(before);
});

/** But for the memory that processes share: readers leave their marks there. */
function contentsOf(folder: string): Map<string, string> {
  const files = readdirSync(folder).filter((name) => !name.endsWith("-shm"));
  return new Map(files.sort().map((name) => [name, readFileSync(join(folder, name), "base64")]));
}

function edit(file: string, sql: string): void {
  const db = new Sqlite(file);
  db.exec(sql);
  db.close();
}
