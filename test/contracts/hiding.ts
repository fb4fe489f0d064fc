import { expect, test } from "vitest";
import type { PostStore } from "../../src/channel/post-store.ts";
import { aChannel, anAlbumMessage, aPageTextPost, aPost } from "../support/posts.ts";

const NOW = new Date("2025-03-01T12:00:00Z");

/** What every PostStore promises of posts that were taken out of all answers. */
export function hidingContract(open: () => Promise<PostStore>): void {
  test("a hidden post is read by nobody but those who ask for hidden ones", async () => {
    const { store, channelId, postId } = await withPost(open);
    expect(await store.hidePost(postId, NOW)).toBe(true);
    await expectGone(store, postId);
    expect((await store.latestPosts({ channelId, offset: 0, limit: 5 })).total).toBe(0);
    const kept = { post: { id: postId, messageId: 100 }, hiddenAt: NOW };
    expect(await store.keptPost({ postId })).toMatchObject(kept);
    expect(await store.keptPost(ADDRESS)).toMatchObject(kept);
  });

  test("whoever follows the changes sees it removed, and as a changed post once it is shown again", async () => {
    const { store, postId } = await withPost(open);
    const before = (await store.changesAfter(0, 10)).sequence;
    await store.hidePost(postId, NOW);
    const hidden = await store.changesAfter(before, 10);
    expect(hidden).toMatchObject({ posts: [], removedIds: [postId] });
    expect(hidden.sequence).toBeGreaterThan(before);
    await store.unhidePost(postId);
    const shown = await store.changesAfter(hidden.sequence, 10);
    expect(shown).toMatchObject({ posts: [{ id: postId }], removedIds: [] });
  });

  test("a post that is shown again is what it has become meanwhile", async () => {
    const { store, channelId, postId } = await withPost(open);
    await store.hidePost(postId, NOW);
    await store.savePosts(channelId, [aPost({ text: "стало", editedAt: "2025-03-02T09:00:00Z" })]);
    await expectGone(store, postId);
    expect(await store.unhidePost(postId)).toBe(true);
    expect(await store.postsByIds([postId])).toMatchObject([{ id: postId, text: "стало" }]);
    expect(await store.keptPost({ postId })).toMatchObject({ hiddenAt: null });
    expect(await store.countPosts()).toBe(1);
  });

  test("hiding twice, showing what is not hidden and keys of no post change nothing", async () => {
    const { store, postId } = await withPost(open);
    expect(await store.unhidePost(postId)).toBe(false);
    await store.hidePost(postId, NOW);
    const before = await store.changesAfter(0, 10);
    expect(await store.hidePost(postId, new Date("2025-04-01T00:00:00Z"))).toBe(false);
    expect(await store.hidePost(999, NOW)).toBe(false);
    expect(await store.unhidePost(999)).toBe(false);
    expect(await store.changesAfter(0, 10)).toEqual(before);
    expect(await store.keptPost({ postId })).toMatchObject({ hiddenAt: NOW });
    expect(await store.keptPost({ postId: 999 })).toBeNull();
  });

  test("a hidden post stays hidden when it comes again", async () => {
    const { store, channelId, postId } = await withPost(open);
    await store.hidePost(postId, NOW);
    expect(await store.savePosts(channelId, [aPost()])).toEqual([{ outcome: "unchanged", postId }]);
    await store.savePosts(channelId, [aPost({ views: 7 })]);
    await expectGone(store, postId);
  });

  test("a hidden post without an id stays hidden when its id becomes known", async () => {
    const { store, channelId, postId } = await withPost(open, aPageTextPost());
    await store.hidePost(postId, NOW);
    expect(await store.savePosts(channelId, [aPost()])).toEqual([{ outcome: "adopted", postId }]);
    await expectGone(store, postId);
  });

  test("the posts beside a hidden one have each other for neighbours", async () => {
    const { store, channelId, postId } = await withPost(open, aPost({ date: "2024-11-02T00:00:00Z" }));
    const beside = ["2024-11-01T00:00:00Z", "2024-11-03T00:00:00Z"].map((date, at) =>
      aPost({ messageId: at + 1, text: date, date }),
    );
    const [older, newer] = (await store.savePosts(channelId, beside)).map((saved) => saved.postId);
    await store.hidePost(postId, NOW);
    expect(await store.neighboursOf(older ?? 0)).toEqual({ older: null, newer });
    expect(await store.neighboursOf(newer ?? 0)).toEqual({ older, newer: null });
  });

  test("an album is hidden when a message of it was, also when its messages were kept apart", async () => {
    const { store, channelId } = await withPost(open, aPost({ messageId: 1, text: "другой" }));
    const apart = [10, 11].map((messageId) => aPost({ messageId, text: `слайд ${messageId}` }));
    const [, second] = await store.savePosts(channelId, apart);
    await store.hidePost(second?.postId ?? 0, NOW);
    const [album] = await store.savePosts(channelId, [aPost({ messageId: 10, albumMessageIds: [11] })]);
    await store.savePosts(channelId, [anAlbumMessage(12, { mediaGroupId: null })]);
    await expectGone(store, album?.postId ?? 0, 2);
  });

  test("a post stays hidden when its channel turns out to be another one that has it, too", async () => {
    const { store, channelId } = await withPost(open, aPost(), { telegramId: 5, username: null });
    const named = await store.openChannel({ telegramId: null, username: "retriever", title: null });
    const [twice] = await store.savePosts(named.id, [aPost()]);
    await store.hidePost(twice?.postId ?? 0, NOW);
    await store.openChannel({ telegramId: 5, username: "retriever", title: null });
    expect(await store.channels()).toMatchObject([{ id: channelId }]);
    expect(await store.countPosts()).toBe(0);
  });
}

const ADDRESS = { channel: { username: "inforetriever" }, messageId: 100 };

async function withPost(open: () => Promise<PostStore>, post = aPost(), channel = {}) {
  const store = await open();
  const { id: channelId } = await store.openChannel(aChannel(channel));
  const [saved] = await store.savePosts(channelId, [post]);
  return { store, channelId, postId: saved?.postId ?? 0 };
}

async function expectGone(store: PostStore, postId: number, left = 0): Promise<void> {
  expect(await store.postsByIds([postId])).toEqual([]);
  expect(await store.postByMessage(ADDRESS)).toBeNull();
  expect(await store.countPosts()).toBe(left);
  const latest = await store.latestPosts({ offset: 0, limit: 5 });
  expect(latest.total).toBe(left);
  expect(latest.posts.map(({ id }) => id)).not.toContain(postId);
}
