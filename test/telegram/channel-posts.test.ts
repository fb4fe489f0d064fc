import { expect, test } from "vitest";
import type { PostStore } from "../../src/channel/post-store.ts";
import { AppError } from "../../src/errors.ts";
import type { SqliteStore } from "../../src/store/open.ts";
import { aBareBot } from "../support/bare-bot.ts";
import { aStore } from "../support/sqlite-store.ts";
import { waitingIn } from "../support/waiting-updates.ts";

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

/** A bot whose store fails to save as often as it is told. */
function aBot(store: SqliteStore, failures: Error[], stopping = new AbortController()) {
  const posts: PostStore = {
    ...store,
    savePosts: async (channelId, saved) => {
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
      return store.savePosts(channelId, saved);
    },
  };
  return aBareBot(store, { posts, stopping: stopping.signal });
}

test("a post that cannot be saved now is saved later", async () => {
  const store = await aStore();
  const locked = new AppError("DATABASE_LOCKED", "The database is locked", { hint: "Wait" });
  await store.accept([UPDATE]);
  await aBot(store, [locked]).handleUpdate(UPDATE);
  expect(await store.countPosts()).toBe(1);
  expect(await waitingIn(store)).toEqual([]);
});

test("a post that a bug keeps from being saved is left for the next start", async () => {
  const store = await aStore();
  await store.accept([UPDATE]);
  await expect(aBot(store, [new TypeError("bug")]).handleUpdate(UPDATE)).rejects.toThrow("bug");
  expect(await waitingIn(store)).toEqual([UPDATE]);
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
  expect(await waitingIn(store)).toEqual([UPDATE]);
});
