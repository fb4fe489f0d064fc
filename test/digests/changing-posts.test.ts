import { expect, test } from "vitest";
import { aDispatchWorld, oweToMany } from "../support/dispatch-world.ts";
import { savePost } from "../support/subscriptions.ts";

const SECOND = 1_000;

/** A broadcast of one post that goes on for a few seconds. */
async function aBroadcast() {
  const world = await aDispatchWorld((store) => ({
    postVersion: (postId) => store.digestPosts.versionOf(postId),
  }));
  const postId = await oweToMany(world, { chats: 150 });
  world.dispatcher.start();
  await world.timer.advance(2 * SECOND);
  return { ...world, postId };
}

test("posts that are saved during a broadcast do not make its messages be made anew", async () => {
  const { store, timer, telegram, compositions } = await aBroadcast();
  for (let messageId = 2; messageId <= 8; messageId++) {
    await savePost(store, { messageId });
    await timer.advance(SECOND);
  }
  expect(telegram.arrived).toHaveLength(150);
  expect(compositions.count).toBe(1);
});

test("a post that changes during its broadcast is made anew for those who still wait for it", async () => {
  const { store, timer, telegram, compositions, postId } = await aBroadcast();
  await store.hidePost(postId, new Date(0));
  await store.unhidePost(postId);
  await timer.advance(7 * SECOND);
  expect(telegram.arrived).toHaveLength(150);
  expect(compositions.count).toBe(2);
});
