import { expect, onTestFinished, test } from "vitest";
import { packageFile } from "../../../src/package-files.ts";
import { startPlayground } from "../../../src/playground/playground.ts";
import { defaultWorld, FORUM_ID, withMoreGroups } from "../../../src/playground/world-seed.ts";
import { createMessenger } from "../../../src/telegram/digests/messenger.ts";
import { loadTexts } from "../../../src/telegram/texts.ts";
import { NOBODY } from "../../support/bare-bot.ts";
import { aDigest, anItem, aSubscriber } from "../../support/digests.ts";
import { aStore } from "../../support/sqlite-store.ts";

const ANNA = 1001;
const GROUP = -2001;
const LOUD = { isSilent: false };
const HELLO = JSON.stringify({ v: 1, text: "Пост", entities: [], keyboard: null });

async function aWorld() {
  const seed = withMoreGroups(defaultWorld());
  const users = seed.users.map((user) => ({ ...user, hasStarted: true }));
  const playground = await startPlayground({ host: "127.0.0.1", port: 0, world: { ...seed, users } });
  onTestFinished(() => playground.close());
  const store = await aStore();
  const messenger = createMessenger({
    token: playground.token,
    apiRoot: playground.apiRoot,
    chats: store,
    posts: store,
    locales: loadTexts(packageFile("data", "locales"), "ru"),
    observer: NOBODY,
  });
  const to = (chatId: number, topicId: number | null = null) => ({ chatId, topicId });
  return { telegram: playground.telegram, store, messenger, to };
}

test("a digest is sent with its buttons, without a sound where that is wanted, and without previews", async () => {
  const { telegram, messenger, to } = await aWorld();
  const [written = ""] = await messenger.writeDigest(aDigest([anItem(7)]), aSubscriber());
  const outcome = await messenger.send(to(ANNA), written, { isSilent: true });
  const [message] = telegram.messages(ANNA).slice(-1);
  expect(outcome).toEqual({ kind: "sent", messageId: message?.message_id });
  expect(message?.text).toContain("Пост 7");
  expect(message?.reply_markup?.inline_keyboard?.flat()).toContainEqual({
    text: "Отписаться",
    callback_data: "1:digest:stop",
  });
  await expect
    .poll(() => telegram.requests.at(-1)?.payload)
    .toMatchObject({ disable_notification: true, link_preview_options: { is_disabled: true } });
});

test("a digest is written although this machine does not know the zone of its place", async () => {
  const { messenger } = await aWorld();
  const [written] = await messenger.writeDigest(
    aDigest([anItem(7)]),
    aSubscriber({ timezone: "Mars/Olympus" }),
  );
  expect(written).toContain("19 ноября");
});

test("what a topic asked for is sent into the topic", async () => {
  const { telegram, messenger, to } = await aWorld();
  await messenger.send(to(FORUM_ID, 2), HELLO, LOUD);
  expect(telegram.messages(FORUM_ID).at(-1)).toMatchObject({ message_thread_id: 2, text: "Пост" });
  expect(await messenger.send(to(FORUM_ID, 999), HELLO, LOUD)).toEqual({ kind: "ended", reason: "gone" });
});

test("it is written in the language that the place chose, else in the subscriber's", async () => {
  const { store, messenger } = await aWorld();
  const english = aSubscriber({ language: "en" });
  const [first] = await messenger.writeDigest(aDigest([anItem(7)]), english);
  expect(first).toContain("Daily digest");
  await store.saveChatSettings(ANNA, JSON.stringify({ language: "ru" }));
  const [second] = await messenger.writeDigest(aDigest([anItem(7)]), english);
  expect(second).toContain("Новое за день");
});

test("one request is made, whatever becomes of it", async () => {
  const { telegram, messenger, to } = await aWorld();
  const requests = () => telegram.requests.filter(({ method }) => method === "sendMessage").length;
  telegram.failNext("sendMessage", { status: 429, retryAfter: 3 });
  expect(await messenger.send(to(ANNA), HELLO, LOUD)).toEqual({ kind: "refused-for-now", waitMs: 3000 });
  telegram.failNext("sendMessage", { status: 502 });
  expect(await messenger.send(to(ANNA), HELLO, LOUD)).toEqual({ kind: "unsure" });
  telegram.failNext("sendMessage", { body: "<html>", status: 200 });
  expect(await messenger.send(to(ANNA), HELLO, LOUD)).toEqual({ kind: "unsure" });
  telegram.failNext("sendMessage", { body: '{"ok":true,"result":null}', status: 200 });
  expect(await messenger.send(to(ANNA), HELLO, LOUD)).toEqual({ kind: "unsure" });
  telegram.failNext("sendMessage", { drop: "after effect" });
  expect(await messenger.send(to(ANNA), HELLO, LOUD)).toEqual({ kind: "unsure" });
  await expect.poll(requests).toBe(5);
});

test("somebody who blocked the bot, and a group that put it out, end it", async () => {
  const { telegram, messenger, to } = await aWorld();
  telegram.block(ANNA);
  expect(await messenger.send(to(ANNA), HELLO, LOUD)).toEqual({ kind: "ended", reason: "blocked" });
  telegram.kick(GROUP);
  expect(await messenger.send(to(GROUP), HELLO, LOUD)).toEqual({ kind: "ended", reason: "removed" });
  expect(await messenger.send(to(4242), HELLO, LOUD)).toEqual({ kind: "ended", reason: "gone" });
});

test("a group that became a supergroup has moved, and is sent to at its new id", async () => {
  const { telegram, messenger, to } = await aWorld();
  const chatId = telegram.migrateToSupergroup(GROUP);
  expect(await messenger.send(to(GROUP), HELLO, LOUD)).toEqual({ kind: "moved", chatId });
  expect(await messenger.send(to(chatId), HELLO, LOUD)).toMatchObject({ kind: "sent" });
});

test("a message whose formatting is refused goes out without it", async () => {
  const { telegram, messenger, to } = await aWorld();
  telegram.failNext("sendMessage", { status: 400, description: "Bad Request: ENTITY_BOUNDS_INVALID" });
  const marked = JSON.stringify({ text: "Пост", entities: [{ type: "bold", offset: 0, length: 4 }] });
  expect(await messenger.send(to(ANNA), marked, LOUD)).toMatchObject({ kind: "sent" });
  expect(telegram.messages(ANNA).at(-1)?.entities ?? []).toEqual([]);
});

test("what is no message is unacceptable, and nothing is sent", async () => {
  const { telegram, messenger, to } = await aWorld();
  expect(await messenger.send(to(ANNA), "{}", LOUD)).toMatchObject({ kind: "unacceptable" });
  expect(telegram.requests).toEqual([]);
});
