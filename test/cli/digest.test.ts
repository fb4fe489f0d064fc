import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { DigestToSave } from "../../src/digests/subscription-store.ts";
import { openStore, type SqliteStore } from "../../src/store/open.ts";
import { anImportedSample } from "../support/imported-sample.ts";
import { aChannel, aPost } from "../support/posts.ts";
import { ANNA, anAlert, BORIS, eachPost, morningOf, planAll, toSave } from "../support/subscriptions.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { runInTerminal } from "../support/terminal.ts";

/** As the terminal's clock shows; noon in London, three in the afternoon in Moscow. */
const NOON = new Date("2026-01-15T12:00:00Z");
const AT_NOON = { date: "2026-01-15", at: NOON };
/** The sample channel published a post at nine in the evening of that day. */
const MONDAY = "2025-10-20";

/** A database of its own, written to and closed before a command looks at it. */
async function aDatabase(write: (store: SqliteStore) => Promise<void>): Promise<{ DATABASE_URL: string }> {
  const env = { DATABASE_URL: `file:${join(temporaryFolder(), "digests.db")}` };
  const store = await openStore(env.DATABASE_URL, { now: () => NOON });
  await write(store);
  await store.close();
  return env;
}

async function publish(store: SqliteStore, messageId: number, text: string): Promise<number> {
  const { id } = await store.openChannel(aChannel());
  const [saved] = await store.savePosts(id, [aPost({ messageId, text, date: "2026-01-15T09:00:00Z" })]);
  return saved?.postId ?? 0;
}

/** Of the sample channel. */
async function digest(...args: string[]) {
  return runInTerminal(["digest", ...args], { env: await anImportedSample() });
}

test("preview prints the digest of a day, of everything, as a chat would be sent it", async () => {
  const { status, stdout, stderr } = await digest("preview", "--at", `${MONDAY}T22:00`);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatch(/^Новое за день · 1 пост · 20 октября\n\n/);
});

test("a day alone means the hour of the digest, and a week goes back seven days", async () => {
  expect((await digest("preview", "--at", MONDAY)).stdout).toBe("No posts in that time.\n");
  const week = await digest("preview", "--at", "2025-10-21", "--weekly");
  expect(week.stdout).toMatch(/^Новое за неделю · 1 пост · 20 октября\n/);
});

test("without a time it is now, when the sample channel has been silent for long", async () => {
  expect((await digest("preview")).stdout).toBe("No posts in that time.\n");
});

test("preview --json prints what it is of, its posts and the messages", async () => {
  const { status, stdout } = await digest("preview", "--at", "2025-10-21", "--weekly", "--json");
  expect(status).toBe(0);
  const printed = JSON.parse(stdout);
  expect(Object.keys(printed)).toEqual(["chat", "since", "at", "total", "sections", "papers", "messages"]);
  expect(printed).toMatchObject({
    chat: null,
    since: "2025-10-14T06:00:00.000Z",
    at: "2025-10-21T06:00:00.000Z",
    total: 1,
    messages: [expect.stringContaining("Новое за неделю")],
  });
  const [item] = printed.sections[0].items;
  expect(Object.keys(item)).toEqual(["channel", "messageId", "date", "url", "title", "summary", "papers"]);
  expect(item).toMatchObject({
    channel: "lenta_i_vektor",
    papers: expect.arrayContaining(["Recommender Systems with Generative Retrieval"]),
  });
});

test("a query leaves only the posts that match it", async () => {
  const env = await anImportedSample();
  const week = ["digest", "preview", "--at", "2025-09-29", "--weekly"];
  const all = await runInTerminal([...week, "--json"], { env });
  expect(JSON.parse(all.stdout).total).toBe(3);
  const some = await runInTerminal([...week, "--query", "холодный старт"], { env });
  expect(some.stdout).toMatch(/^Новое за неделю · 1 пост/);
  const none = await runInTerminal([...week, "--query", "жжжжыыыы"], { env });
  expect(none.stdout).toBe("No posts in that time.\n");
});

test.each([
  [["--at", "yesterday"], '--at is "yesterday", which is no time'],
  [["--at", "2026-02-30"], "which is no time"],
  [["--at", "2026-02-20T24:00"], "which is no time"],
  [["--at", "2026-02-20T09:60"], "which is no time"],
  [["--chat", "anna"], "A chat is named by its number"],
  [["--chat", "1001", "--topic", "0"], "A topic is named by its number"],
  [["--topic", "5"], "--topic is of a chat"],
  [["--chat", "1001", "--weekly"], "--weekly and --query are of a digest that no chat has"],
  [["--query", "🙂"], "nothing to look for"],
  [["--frob"], "unknown option"],
])("%j is wrong usage", async (args, complaint) => {
  const { status, stdout, stderr } = await runInTerminal(["digest", "preview", ...args]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain(complaint);
});

test("a chat that is not known, or has alerts only, has no digest; the error says what to do", async () => {
  const env = await aDatabase(async (store) => {
    await store.addAlert(ANNA, anAlert("hstu"));
  });
  for (const chat of [ANNA.chatId, 77]) {
    const { status, stderr } = await runInTerminal(["digest", "preview", "--chat", `${chat}`], { env });
    expect(status).toBe(1);
    expect(stderr).toContain(`Chat ${chat} has no digest\n  Set one up there with /digest`);
  }
  const topic = await runInTerminal(["digest", "preview", "--chat", "77", "--topic", "5"], { env });
  expect(topic.stderr).toContain("Chat 77, topic 5, has no digest");
});

test("of a chat it is as that was set up: query, language, hour and zone", async () => {
  const env = await aDatabase(async (store) => {
    await publish(store, 1, "Обзор HSTU: что обещают авторы и что вышло у нас.");
    await publish(store, 2, "Погода в Казани.");
    const wanted: DigestToSave = { ...toSave({ query: "hstu", hour: 13 }), language: "en" };
    await store.saveDigest(ANNA, { ...wanted, timezone: "Asia/Novosibirsk" });
  });
  const preview = ["digest", "preview", "--chat", `${ANNA.chatId}`];
  const { stdout } = await runInTerminal(preview, { env });
  expect(stdout).toMatch(/^Daily digest · 1 post · January 15\n\nОбзор HSTU/);
  const { since, at } = JSON.parse(
    (await runInTerminal([...preview, "--at", "2026-01-16", "--json"], { env })).stdout,
  );
  expect({ since, at }).toEqual({ since: "2026-01-15T06:00:00.000Z", at: "2026-01-16T06:00:00.000Z" });
});

test("where nothing is owed send says so, and as JSON prints an empty list", async () => {
  expect(await digest("send", "--dry-run")).toMatchObject({ status: 0, stdout: "Nothing is owed now.\n" });
  expect((await digest("send", "--dry-run", "--json")).stdout).toBe("[]\n");
});

test("send sends nothing: without --dry-run it is wrong usage", async () => {
  const { status, stderr } = await runInTerminal(["digest", "send"]);
  expect(status).toBe(2);
  expect(stderr).toContain("--dry-run");
});

test("a post that is owed, and a digest whose hour has come, are shown with whom they go to", async () => {
  let postId = 0;
  const env = await aDatabase(async (store) => {
    await store.saveDigest(ANNA, eachPost());
    await store.saveDigest(BORIS, toSave({}, AT_NOON));
    postId = await publish(store, 1, "Обзор HSTU: что обещают авторы и что вышло у нас.");
    await planAll(store, postId, { dueAt: NOON });
  });
  const { status, stdout } = await runInTerminal(["digest", "send", "--dry-run"], { env });
  expect(status).toBe(0);
  expect(stdout).toContain(
    `== chat ${ANNA.chatId}: post ${postId}, due 2026-01-15T12:00:00.000Z\nОбзор HSTU`,
  );
  expect(stdout).toContain(`== chat ${BORIS.chatId}: digest of 2026-01-15, due 2026-01-15T12:00:00.000Z`);
  const printed = JSON.parse(
    (await runInTerminal(["digest", "send", "--dry-run", "--json"], { env })).stdout,
  );
  expect(Object.keys(printed[0])).toEqual(["chat", "topic", "subject", "dueAt", "messages", "remark"]);
  expect(printed[0]).toMatchObject({
    chat: ANNA.chatId,
    topic: null,
    subject: `post ${postId}`,
    remark: null,
  });
});

test("a digest is shown as the bot makes it: of what became known since the last one, however late", async () => {
  const env = await aDatabase(async (store) => {
    const told = await publish(store, 1, "Известное раньше");
    await store.saveDigest(ANNA, toSave({}, morningOf("2026-01-15")));
    await store.saveDigest(BORIS, toSave({}, AT_NOON));
    await publish(store, 2, "Известное потом");
    expect(await store.dueDigests(NOON, 10)).toMatchObject([{ after: told }, { after: told }]);
  });
  const { stdout } = await runInTerminal(["digest", "send", "--dry-run", "--json"], { env });
  // Anna set hers up after its hour.
  const shown = JSON.parse(stdout);
  expect(shown).toMatchObject([
    { chat: BORIS.chatId, messages: [expect.stringContaining("Известное потом")] },
  ]);
  expect(shown[0].messages[0]).not.toContain("Известное раньше");
});

test("in quiet hours, and where there is nothing to tell, it says why nothing goes out", async () => {
  const env = await aDatabase(async (store) => {
    await store.saveDigest(ANNA, { ...eachPost(), quietHours: { from: 14, until: 18 } });
    await store.saveDigest(BORIS, toSave({ query: "жжжж" }, AT_NOON));
    await planAll(store, await publish(store, 1, "Обзор HSTU"), { dueAt: NOON });
  });
  const { stdout } = await runInTerminal(["digest", "send", "--dry-run", "--json"], { env });
  expect(JSON.parse(stdout)).toMatchObject([
    { chat: ANNA.chatId, messages: [], remark: "quiet until 2026-01-15T15:00:00.000Z" },
    { chat: BORIS.chatId, messages: [], remark: "not sent: nothing-new" },
  ]);
});

test("looking changes nothing", async () => {
  const env = await aDatabase(async (store) => {
    await store.saveDigest(ANNA, eachPost());
    await store.saveDigest(BORIS, toSave({}, morningOf("2026-01-15")));
    await planAll(store, await publish(store, 1, "Обзор HSTU"), { dueAt: NOON });
  });
  const file = env.DATABASE_URL.replace("file:", "");
  const before = readFileSync(file);
  await runInTerminal(["digest", "send", "--dry-run"], { env });
  await runInTerminal(["digest", "preview", "--chat", `${BORIS.chatId}`], { env });
  expect(readFileSync(file).equals(before)).toBe(true);
  const store = await openStore(env.DATABASE_URL, { now: () => NOON });
  expect(await store.deliveryFigures(NOON)).toMatchObject({ pending: 1, sending: 0, sentLastDay: 0 });
  expect(await store.dueDigests(NOON, 10)).toHaveLength(1);
  await store.close();
});

test.each([
  [["preview"], "nothere.db"],
  [["send", "--dry-run"], "nothere.db"],
])("without a database %j says how to get one", async (args, name) => {
  const env = { DATABASE_URL: `file:${join(temporaryFolder(), name)}` };
  const { status, stderr } = await runInTerminal(["digest", ...args], { env });
  expect(status).toBe(1);
  expect(stderr).toMatch(/There is no database .* yet\n {2}Import an archive or start the bot first/);
});
