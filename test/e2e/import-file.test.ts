import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { expect, onTestFinished, test } from "vitest";
import { openStore } from "../../src/store/open.ts";
import { desktopHtml, desktopJson, htmlMessage, jsonMessage } from "../support/archives.ts";
import { ANNA, aBotWorld, BORIS, type BotWorld, GROUP, KATE } from "../support/bot-world.ts";
import { buttonsOf, linksOf, type SeenMessage } from "../support/messages.ts";

const ADMINS = { adminIds: [ANNA, KATE] };
/** Saving them takes some seconds. */
const MANY = 5_000;

interface Sent {
  readonly fileName?: string;
  readonly caption?: string;
}

function archive(posts: number): string {
  const words = (id: number) => `Квокка номер ${id}: ${"калибровка ранкера и холодный старт ".repeat(8)}`;
  const messages = Array.from({ length: posts }, (_, n) => jsonMessage(n + 1, { text: words(n + 1) }));
  return JSON.stringify(desktopJson(messages));
}

function sendFile(world: BotWorld, userId: number, content: string, sent: Sent = {}): void {
  const { fileName = "result.json", caption } = sent;
  const bytes = Buffer.from(content);
  world.telegram.sendDocument(userId, userId, {
    fileName,
    bytes,
    ...(caption === undefined ? {} : { caption }),
  });
}

/** The bot's last message about a file, once it is one of the last words. */
async function outcome(world: BotWorld, userId: number, words: RegExp): Promise<SeenMessage> {
  const last = () => world.telegram.messages(userId).findLast(({ text = "" }) => words.test(text));
  await expect.poll(() => last()?.text ?? "", { timeout: 30_000 }).toMatch(words);
  const { text = "", ...message } = last() ?? { message_id: 0 };
  return { ...message, text };
}

/** Sends a file and returns what the bot has to say in the end. */
function imported(world: BotWorld, content: string, sent: Sent = {}): Promise<SeenMessage> {
  sendFile(world, ANNA, content, sent);
  return outcome(world, ANNA, /^(Готово|Не до конца|Не получилось|Не понял)/);
}

function importFolders(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith(`inforetriever-import-${process.pid}-`));
}

test("a sent export is imported: one message says so at once, shows how far it is and what came of it", async () => {
  const world = await aBotWorld(ADMINS);
  sendFile(world, ANNA, archive(30), { caption: "@ranking_notes" });
  const first = await world.telegram.waitForMessage(ANNA);
  expect(first.text).toMatch(/^Беру файл result\.json, \d+(,\d)?\sкБ$/);
  const done = await outcome(world, ANNA, /^Готово/);
  expect(done.message_id).toBe(first.message_id);
  expect(done.text).toBe("Готово: result.json\n\nRanking Notes (@ranking_notes) — 30 постов\nновых: 30");
  const found = await world.ask(BORIS, "квокка номер 17");
  expect(linksOf(found)).toContain("https://t.me/ranking_notes/17");
  const latest = await world.pressForMessage(ANNA, done, "Что нового");
  expect(latest.text).toMatch(/^Новые посты/);
  expect(importFolders()).toEqual([]);
  expect(world.log()).not.toContain(world.playground.token);
});

test("the same file again changes nothing and says so, in English", async () => {
  const world = await aBotWorld(ADMINS);
  await imported(world, archive(3));
  sendFile(world, KATE, archive(3));
  const done = await outcome(world, KATE, /^Done/);
  expect(done.text).toContain("3 posts\nunchanged: 3");
  expect(done.text).toContain("open for members only");
});

test("what could not be read is counted", async () => {
  const world = await aBotWorld(ADMINS);
  const messages = [jsonMessage(1), jsonMessage(2, { type: "service", action: "pin" }), { id: 3 }];
  const done = await imported(world, JSON.stringify(desktopJson(messages)));
  expect(done.text).toContain("1 пост\nновых: 1");
  expect(done.text).toMatch(/Пропущено\nслужебных сообщений: 1\nповреждённых: 1/);
});

test("an HTML page is read, too", async () => {
  const world = await aBotWorld(ADMINS);
  const page = desktopHtml([htmlMessage({ id: 7, text: "Квокка на странице" })]);
  expect((await imported(world, page, { fileName: "messages.html" })).text).toContain("новых: 1");
  expect((await world.ask(BORIS, "квокка")).text).toContain("1 пост");
});

test("a page saved as text takes channel and year from the caption", async () => {
  const world = await aBotWorld(ADMINS);
  const page = "Заметки\n19 Nov, 21:44\nКвокка в тексте\n\nЗаметки\n18 Nov, 10:00\nВчерашний вомбат\n";
  const done = await imported(world, page, { fileName: "page.txt", caption: "/import @zametki 2021" });
  expect(done.text).toContain("(@zametki) — 2 поста");
  expect((await world.ask(BORIS, "вомбат")).text).toContain("18 ноября 2021");
});

test("a file that is cut off keeps what was readable and says what to do", async () => {
  const world = await aBotWorld(ADMINS);
  const whole = archive(20);
  const cut = await imported(world, whole.slice(0, whole.length / 2));
  expect(cut.text).toMatch(/^Не до конца: result\.json/);
  expect(cut.text).toContain("Файл обрывается");
  expect(cut.text).toMatch(/result\.json is cut off at byte \d+; the last good message is \d+/);
  expect(cut.text).not.toContain(tmpdir());
  sendFile(world, ANNA, whole);
  const done = await outcome(world, ANNA, /^Готово/);
  expect(done.text).toMatch(/20 постов\nновых: \d+\nбез изменений: \d+/);
});

test.each([
  ["something else", "%PDF-1.7 …", {}, "не похоже на архив"],
  ["no export", '{"a": 1}', {}, "не похоже на архив"],
  ["an empty file", "", {}, "Файл пустой"],
  [
    "a personal chat",
    JSON.stringify(desktopJson([jsonMessage(1)], { type: "personal_chat" })),
    {},
    "не канал",
  ],
  ["another channel", archive(1), { caption: "-1001999999999" }, "файл — другого"],
  ["a caption in words", archive(1), { caption: "вот архив" }, "Не понял подпись"],
])("%s is refused with what to do", async (_, content, sent, words) => {
  const world = await aBotWorld(ADMINS);
  expect((await imported(world, content, sent)).text).toContain(words);
  expect((await world.ask(BORIS, "квокка")).text).toContain("Ничего не нашлось");
  expect(world.log()).not.toContain("import of a file failed");
});

test("a file that bots are not given is refused at once", async () => {
  const world = await aBotWorld(ADMINS);
  const bytes = Buffer.alloc(20 * 1024 * 1024 + 1);
  world.telegram.sendDocument(ANNA, ANNA, { fileName: "result.json", bytes });
  const refused = await world.telegram.waitForMessage(ANNA);
  expect(refused.text).toContain("больше 20 МБ");
  expect(world.telegram.requests.some(({ method }) => method === "getFile")).toBe(false);
});

test("a file that Telegram does not give now can be sent again", async () => {
  const world = await aBotWorld(ADMINS);
  world.telegram.failNext("getFile", { status: 400, description: "Bad Request: temporarily unavailable" });
  expect((await imported(world, archive(2))).text).toContain("Telegram не отдал файл");
  sendFile(world, ANNA, archive(2));
  await outcome(world, ANNA, /^Готово/);
});

test("/import says how to export and send, and what to do with larger files", async () => {
  const world = await aBotWorld(ADMINS);
  const help = await world.ask(ANNA, "/import");
  for (const words of ["Экспорт истории чата", "JSON", "20 МБ", "node dist/main.js import"])
    expect(help.text).toContain(words);
});

test("nobody else's files are imported, nor an administrator's in a group", async () => {
  const world = await aBotWorld(ADMINS);
  sendFile(world, BORIS, archive(3));
  expect((await world.telegram.waitForMessage(BORIS)).text).toContain("Я читаю только текст");
  expect((await world.ask(BORIS, "/import")).text).toContain("Такой команды не знаю");
  world.telegram.sendDocument(ANNA, GROUP, { fileName: "result.json", bytes: Buffer.from(archive(3)) });
  expect((await world.askIn(GROUP, ANNA, "/import@inforetriever_bot")).text).toContain(
    "Такой команды не знаю",
  );
  expect(world.telegram.requests.some(({ method }) => method === "getFile")).toBe(false);
});

test("while a file is read everybody is answered, a second file waits, and the message is edited now and then", {
  timeout: 60_000,
}, async () => {
  const world = await aBotWorld(ADMINS);
  sendFile(world, ANNA, archive(MANY));
  const { message_id } = await world.telegram.waitForMessage(ANNA);
  const isDone = () => /^Готово/.test(textOf(world, message_id));
  expect((await world.ask(BORIS, "холодный старт")).text).toContain("по запросу холодный старт");
  expect((await world.ask(ANNA, "/help")).text).toContain("/import");
  sendFile(world, KATE, archive(1), { fileName: "second.json" });
  expect((await world.telegram.waitForMessage(KATE)).text).toBe(
    "I am still reading result.json. Send this file when I am done.",
  );
  expect(isDone()).toBe(false);
  await expect
    .poll(() => textOf(world, message_id), { timeout: 10_000 })
    .toMatch(/^Читаю result\.json\n[▰▱]{12} \d+ %\n\d[\d\s]* пост/);
  await expect.poll(isDone, { timeout: 30_000 }).toBe(true);
  const edits = world.telegram.requests.filter(({ method }) => method === "editMessageText").slice(0, -1);
  for (const [at, edit] of edits.entries())
    expect(edit.at - (edits[at - 1]?.at ?? 0)).toBeGreaterThanOrEqual(1_400);
});

function textOf(world: BotWorld, messageId: number): string {
  return world.telegram.messages(ANNA).find(({ message_id }) => message_id === messageId)?.text ?? "";
}

test("a stop in the middle keeps what was read, and the file sent again brings the rest", {
  timeout: 60_000,
}, async () => {
  const world = await aBotWorld(ADMINS);
  sendFile(world, ANNA, archive(MANY));
  const { message_id } = await world.telegram.waitForMessage(ANNA);
  await expect.poll(() => textOf(world, message_id), { timeout: 10_000 }).toMatch(/^Читаю/);
  await world.stopBot();
  expect(textOf(world, message_id)).toMatch(/^Не до конца[\s\S]*Меня остановили/);
  expect(importFolders()).toEqual([]);
  await world.startBot();
  expect(world.log()).not.toMatch(/"level":"?(error|50)/);
  sendFile(world, ANNA, archive(MANY));
  const done = await outcome(world, ANNA, /^Готово/);
  expect(done.text).toMatch(/новых: \d[\d\s]*\nбез изменений: \d/);
  expect(buttonsOf(done)).toEqual(["Что нового"]);
  await world.stopBot();
  const store = await openStore(world.databaseUrl);
  onTestFinished(() => store.close());
  const channel = await store.findChannel("Ranking Notes");
  const { total } = await store.latestPosts({ channelId: channel?.id ?? 0, offset: 0, limit: 1 });
  expect(total).toBe(MANY);
});
