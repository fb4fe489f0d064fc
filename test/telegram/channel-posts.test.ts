import type { UserFromGetMe } from "grammy/types";
import { pino } from "pino";
import { expect, test } from "vitest";
import { openArchive } from "../../src/channel/archive/open.ts";
import type { PostStore } from "../../src/channel/post-store.ts";
import { AppError } from "../../src/errors.ts";
import { packageFile } from "../../src/package-files.ts";
import { createPaperFinder } from "../../src/papers/paper-finder.ts";
import { createPhraseFinder } from "../../src/search/phrase-finder.ts";
import { createFinder } from "../../src/search/post-finder.ts";
import { createSimilarFinder } from "../../src/search/similar.ts";
import type { SqliteStore } from "../../src/store/open.ts";
import { Background } from "../../src/telegram/admin/background.ts";
import { Pulse } from "../../src/telegram/admin/pulse.ts";
import { createBot } from "../../src/telegram/bot.ts";
import { createIntake } from "../../src/telegram/intake.ts";
import { RATE_LIMITS } from "../../src/telegram/rate-limits.ts";
import { loadTexts } from "../../src/telegram/texts.ts";
import { aStore } from "../support/sqlite-store.ts";

const UPDATE = {
  update_id: 1,
  channel_post: {
    message_id: 5,
    date: 1_732_041_840,
    chat: { id: -1001, type: "channel" as const, title: "Канал" },
    sender_chat: { id: -1001, type: "channel" as const, title: "Канал" },
    text: "Квокка",
  },
};

/** A bot whose store fails to save as often as it is told; it gets updates by hand and needs no network. */
function aBot(store: SqliteStore, failures: Error[], stopping = new AbortController()) {
  const log = pino({ level: "silent" });
  const posts: PostStore = {
    ...store,
    savePosts: async (channelId, saved) => {
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
      return store.savePosts(channelId, saved);
    },
  };
  const finder = createFinder({ store: store.search, timezone: "UTC" });
  const bot = createBot({
    adminIds: [],
    figures: store,
    inbox: store,
    indexStatus: async () => ({ kind: "loading" }),
    openArchive,
    fetch,
    background: new Background(),
    pulse: new Pulse(new Date(), "0.0.0"),
    token: "123456:test-token",
    apiRoot: "http://127.0.0.1:9",
    posts,
    buttons: store,
    finder,
    papers: createPaperFinder({ finder, phrases: createPhraseFinder(store.search), store: store.search }),
    similar: createSimilarFinder(store.search),
    acceptsChannel: () => true,
    timezone: "UTC",
    newToken: () => "abcdefghijkl",
    intake: createIntake(store, log),
    chats: store,
    locales: loadTexts(packageFile("data", "locales"), "ru"),
    rateLimits: RATE_LIMITS,
    stopping: stopping.signal,
    closing: new AbortController().signal,
    now: () => new Date(),
    log,
  });
  bot.botInfo = { id: 1, is_bot: true, first_name: "Bot", username: "test_bot" } as UserFromGetMe;
  return bot;
}

test("a post that cannot be saved now is saved later", async () => {
  const store = await aStore();
  const locked = new AppError("DATABASE_LOCKED", "The database is locked", { hint: "Wait" });
  await store.accept([UPDATE]);
  await aBot(store, [locked]).handleUpdate(UPDATE);
  expect(await store.countPosts()).toBe(1);
  expect(await store.unfinished()).toEqual([]);
});

test("a post that a bug keeps from being saved is left for the next start", async () => {
  const store = await aStore();
  await store.accept([UPDATE]);
  await expect(aBot(store, [new TypeError("bug")]).handleUpdate(UPDATE)).rejects.toThrow("bug");
  expect(await store.unfinished()).toEqual([UPDATE]);
  await aBot(store, []).handleUpdate(UPDATE);
  expect(await store.countPosts()).toBe(1);
});

test("a post that waits to be saved when the bot stops is left for the next start", async () => {
  const store = await aStore();
  await store.accept([UPDATE]);
  const stopping = new AbortController();
  const full = new AppError("STORE_FULL", "The disk is full", { hint: "Free some space" });
  const handled = aBot(store, [full, full, full], stopping).handleUpdate(UPDATE);
  stopping.abort();
  await expect(handled).rejects.toThrow();
  expect(await store.unfinished()).toEqual([UPDATE]);
});
