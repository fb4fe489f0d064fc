import { expect, test } from "vitest";
import { composing } from "../support/composing.ts";
import { aPost } from "../support/posts.ts";

const POST = aPost({ text: "HSTU: https://arxiv.org/abs/2402.17152 заменяет ранжирование" });
const HSTU = { query: "HSTU", paperKey: null };
const TIGER = { query: "TIGER", paperKey: null };
const EVERY_POST = { query: "", channelIds: [] };

async function noticed() {
  const { composer, postIds, ...rest } = await composing([POST]);
  const postId = postIds[0] ?? 0;
  return { ...rest, postId, compose: composer.composeNotice };
}

test("a notice has the post and the alerts that it matches", async () => {
  const { compose, postId } = await noticed();
  const paper = { query: "Actions Speak", paperKey: "arxiv:2402.17152" };
  const notice = await compose({ postId, alerts: [TIGER, HSTU, paper], digest: null });
  expect(notice?.item).toMatchObject({ post: { id: postId }, papers: [{ key: "arxiv:2402.17152" }] });
  expect(notice?.matches.map(({ query }) => query)).toEqual(["HSTU", "Actions Speak"]);
});

test("a place that gets every post is told of it without a match", async () => {
  const { compose, postId } = await noticed();
  expect(await compose({ postId, alerts: [TIGER], digest: EVERY_POST })).toMatchObject({ matches: [] });
});

test("a digest of other channels, or of another query, does not want it", async () => {
  const { compose, postId, channelId } = await noticed();
  const asked = (digest: { query: string; channelIds: number[] }) => compose({ postId, alerts: [], digest });
  expect(await asked({ query: "", channelIds: [channelId + 1] })).toBeNull();
  expect(await asked({ query: "TIGER", channelIds: [] })).toBeNull();
  expect(await asked({ query: "HSTU", channelIds: [channelId] })).toMatchObject({ matches: [] });
});

test("nobody is told of a post that is gone, hidden, or edited so that it matches no more", async () => {
  const { compose, postId, store, channelId } = await noticed();
  expect(await compose({ postId: postId + 1, alerts: [HSTU], digest: EVERY_POST })).toBeNull();
  await store.savePosts(channelId, [{ ...POST, text: "Ошибся каналом", editedAt: "2024-11-20T00:00:00Z" }]);
  expect(await compose({ postId, alerts: [HSTU], digest: null })).toBeNull();
  await store.hidePost(postId, new Date());
  expect(await compose({ postId, alerts: [], digest: EVERY_POST })).toBeNull();
});
