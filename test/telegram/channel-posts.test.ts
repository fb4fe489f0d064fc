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

test("a post that cannot be saved until somebody has mended something is saved then", async () => {
  const store = await aStore();
  const taken = new AppError("CHANNEL_TAKEN", "The username is another channel's", { hint: "Mend it" });
  await store.accept([UPDATE]);
  await aBot(store, [taken]).handleUpdate(UPDATE);
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
  const taken = new AppError("CHANNEL_TAKEN", "The username is another channel's", { hint: "Mend it" });
  const handled = aBot(store, [taken, taken, taken], stopping).handleUpdate(UPDATE);
  stopping.abort();
  await expect(handled).rejects.toThrow();
  expect(await waitingIn(store)).toEqual([UPDATE]);
});
