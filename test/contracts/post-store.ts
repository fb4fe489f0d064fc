import { describe, expect, test } from "vitest";
import type { Post } from "../../src/channel/post.ts";
import type { PostStore } from "../../src/channel/post-store.ts";
import { aChannel, anAlbumMessage, aPageTextPost, aPost, media, photo } from "../support/posts.ts";
import { hidingContract } from "./hiding.ts";

/** What every PostStore promises. `open` gives an empty store, closed by whoever made it. */
export function postStoreContract(name: string, open: () => Promise<PostStore>): void {
  describe(`${name}: saving posts`, () => savingContract(open));
  describe(`${name}: posts without a message id`, () => pageTextContract(open));
  describe(`${name}: albums`, () => albumContract(open));
  describe(`${name}: reading posts`, () => readingContract(open));
  describe(`${name}: hiding posts`, () => hidingContract(open));
}

function savingContract(open: () => Promise<PostStore>): void {
  test("a saved post is read as it was, in every part", async () => {
    const { store, channelId } = await withChannel(open);
    const post = aPost({
      messageId: 7,
      albumMessageIds: [8, 9],
      mediaGroupId: "g",
      date: "2024-11-19T21:44:05",
      editedAt: "2024-11-20T10:00:00",
      text: "🦊 «Ёлка» и HSTU",
      entities: [
        { type: "bold", offset: 0, length: 2 },
        { type: "text_link", offset: 3, length: 6, url: "https://arxiv.org/abs/2402.17152" },
        { type: "pre", offset: 12, length: 4, language: "python" },
      ],
      author: "К. Х.",
      forwardedFrom: { name: "Канал", username: "channel", messageId: 5, date: "2024-11-01T00:00:00Z" },
      media: [photo(), media("document", "статья.pdf"), media("video")],
      poll: { question: "Да?", options: ["Да", "Нет"] },
      views: 1234,
    });
    const [result] = await store.savePosts(channelId, [post]);
    const [kept] = await store.postsByIds([result?.postId ?? 0]);
    expect(kept).toEqual({ ...post, id: result?.postId, channel: { id: channelId, ...aChannel() } });
  });

  test("results stand in the order of the posts", async () => {
    const { store, channelId } = await withChannel(open);
    await store.savePosts(channelId, [aPost({ messageId: 2 })]);
    const posts = [
      aPost({ messageId: 3, text: "третий" }),
      aPost({ messageId: 2 }),
      aPost({ messageId: 1, text: "первый" }),
    ];
    expect(await outcomes(store, channelId, posts)).toEqual(["new", "unchanged", "new"]);
  });

  test("saving the same post twice changes nothing", async () => {
    const { store, channelId } = await withChannel(open);
    await store.savePosts(channelId, [aPost()]);
    const before = await store.changesAfter(0, 10);
    expect(await outcomes(store, channelId, [aPost(), aPost()])).toEqual(["unchanged", "unchanged"]);
    expect(await store.changesAfter(0, 10)).toEqual(before);
  });

  test("an edit changes the content and keeps our key and the date", async () => {
    const { store, channelId } = await withChannel(open);
    const [first] = await store.savePosts(channelId, [aPost({ text: "было" })]);
    const edit = aPost({ text: "стало", date: "2024-11-20T09:00:00Z", editedAt: "2024-11-20T09:00:00Z" });
    expect(await store.savePosts(channelId, [edit])).toEqual([{ outcome: "updated", postId: first?.postId }]);
    expect(await only(store)).toMatchObject({ id: first?.postId, text: "стало", date: aPost().date });
  });

  test("an older version does not replace a later edit", async () => {
    const { store, channelId } = await withChannel(open);
    const edit = aPost({ text: "стало", editedAt: "2024-11-20T09:00:00Z" });
    await store.savePosts(channelId, [edit]);
    expect(await outcomes(store, channelId, [aPost({ text: "было" })])).toEqual(["outdated"]);
    expect(await only(store)).toMatchObject({ text: "стало", editedAt: "2024-11-20T09:00:00Z" });
  });

  test("views and links that became known are filled in without counting as an update", async () => {
    const { store, channelId } = await withChannel(open);
    await store.savePosts(channelId, [aPost({ text: "#recsys", views: 10 })]);
    const before = await store.changesAfter(0, 10);
    const known = aPost({
      text: "#recsys",
      views: 25,
      entities: [{ type: "hashtag", offset: 0, length: 7 }],
    });
    expect(await outcomes(store, channelId, [known])).toEqual(["unchanged"]);
    expect(await only(store)).toMatchObject({ views: 25, entities: known.entities });
    expect((await store.changesAfter(before.sequence, 10)).posts).toHaveLength(1);
  });

  test("a batch is saved whole or not at all", async () => {
    const { store, channelId } = await withChannel(open);
    const broken = aPost({ messageId: 2, date: "вчера" });
    await expect(store.savePosts(channelId, [aPost({ messageId: 1 }), broken])).rejects.toThrow("вчера");
    expect(await store.countPosts()).toBe(0);
  });

  test("the same message id in two channels is two posts", async () => {
    const { store, channelId } = await withChannel(open);
    const other = await store.openChannel(aChannel({ telegramId: 2, username: "other", title: "Другой" }));
    await store.savePosts(channelId, [aPost()]);
    expect(await outcomes(store, other.id, [aPost()])).toEqual(["new"]);
    expect(await store.countPosts()).toBe(2);
  });

  test("half a surrogate pair and a NUL are replaced one for one, so that entities stay in place", async () => {
    const { store, channelId } = await withChannel(open);
    const post = aPost({
      text: "a\ud83db\0c 🦊",
      entities: [{ type: "bold", offset: 4, length: 1 }],
      author: "\udc00",
    });
    await store.savePosts(channelId, [post]);
    expect(await only(store)).toMatchObject({
      text: "a\ufffdb\ufffdc 🦊",
      entities: post.entities,
      author: "\ufffd",
    });
    expect(await outcomes(store, channelId, [post])).toEqual(["unchanged"]);
  });
}

function pageTextContract(open: () => Promise<PostStore>): void {
  test("a post without an id is adopted by the same post with its id, and keeps our key", async () => {
    const { store, channelId } = await withChannel(open);
    const [first] = await store.savePosts(channelId, [aPageTextPost()]);
    const exported = aPost({ messageId: 42, entities: [{ type: "bold", offset: 0, length: 4 }] });
    expect(await store.savePosts(channelId, [exported])).toEqual([
      { outcome: "adopted", postId: first?.postId },
    ]);
    expect(await only(store)).toMatchObject({
      id: first?.postId,
      messageId: 42,
      date: exported.date,
      entities: exported.entities,
    });
  });

  test("a post with its id is not doubled by a page saved as text", async () => {
    const { store, channelId } = await withChannel(open);
    await store.savePosts(channelId, [aPost({ messageId: 42 })]);
    expect(await outcomes(store, channelId, [aPageTextPost()])).toEqual(["unchanged"]);
    expect(await only(store)).toMatchObject({ messageId: 42, date: aPost().date });
  });

  test("the order in which page and export come makes no difference to how many posts there are", async () => {
    const posts = [
      aPageTextPost(),
      aPost({ messageId: 42 }),
      aPageTextPost({ date: "2024-11-20T10:00:00", text: "другой" }),
    ];
    const one = await withChannel(open);
    await one.store.savePosts(one.channelId, posts);
    const two = await withChannel(open);
    await two.store.savePosts(two.channelId, posts.toReversed());
    expect(await one.store.countPosts()).toBe(2);
    expect(await two.store.countPosts()).toBe(2);
  });

  test("two posts without an id that have one text and two dates stay two", async () => {
    const { store, channelId } = await withChannel(open);
    const posts = [aPageTextPost(), aPageTextPost({ date: "2024-12-19T21:44:00" })];
    expect(await outcomes(store, channelId, [...posts, ...posts])).toEqual([
      "new",
      "new",
      "unchanged",
      "unchanged",
    ]);
    expect(await store.countPosts()).toBe(2);
  });

  test("a page read again with another year moves its posts to that year", async () => {
    const { store, channelId } = await withChannel(open);
    await store.savePosts(channelId, [aPageTextPost({ date: "2025-11-19T21:44:00" })]);
    expect(await outcomes(store, channelId, [aPageTextPost()])).toEqual(["updated"]);
    expect(await only(store)).toMatchObject({ date: "2024-11-19T21:44:00" });
  });

  test("a changed text under the same local time is an edit, another text is another post", async () => {
    const { store, channelId } = await withChannel(open);
    await store.savePosts(channelId, [aPageTextPost({ text: "Обзор статьи про семантические айдишники" })]);
    const changed = aPageTextPost({ text: "Обзор большой статьи про семантические айдишники" });
    const another = aPageTextPost({ text: "Доброе утро" });
    expect(await outcomes(store, channelId, [changed, another])).toEqual(["updated", "new"]);
  });

  test("a caption that arrives with a later message of an album finds the post without an id", async () => {
    const { store, channelId } = await withChannel(open);
    const [page] = await store.savePosts(channelId, [aPageTextPost()]);
    const [album] = await store.savePosts(channelId, [anAlbumMessage(1)]);
    await store.savePosts(channelId, [anAlbumMessage(2, { text: aPost().text })]);
    expect(await only(store)).toMatchObject({ id: album?.postId, messageId: 1, text: aPost().text });
    expect((await store.changesAfter(0, 10)).removedIds).toEqual([page?.postId]);
  });
}

function albumContract(open: () => Promise<PostStore>): void {
  test("messages of an album that come one by one are one post, whatever their order", async () => {
    const { store, channelId } = await withChannel(open);
    const messages = [
      anAlbumMessage(12, { media: [media("video")] }),
      anAlbumMessage(10, { text: "Три слайда", entities: [{ type: "bold", offset: 0, length: 3 }] }),
      anAlbumMessage(11),
    ];
    expect(await outcomes(store, channelId, messages)).toEqual(["new", "updated", "updated"]);
    expect(await only(store)).toMatchObject({
      messageId: 10,
      albumMessageIds: [11, 12],
      text: "Три слайда",
      entities: [{ type: "bold", offset: 0, length: 3 }],
      media: [photo(), photo(), media("video")],
    });
    expect(await outcomes(store, channelId, messages)).toEqual(["unchanged", "unchanged", "unchanged"]);
  });

  test("no album has more messages than Telegram allows, however many come under its name", async () => {
    const { store, channelId } = await withChannel(open);
    for (let n = 1; n <= 23; n++) await store.savePosts(channelId, [anAlbumMessage(n)]);
    const { posts } = await store.latestPosts({ offset: 0, limit: 10 });
    expect(posts.map(({ albumMessageIds }) => albumMessageIds.length + 1).sort()).toEqual([10, 10, 3]);
    await store.savePosts(channelId, [{ ...anAlbumMessage(5), text: "Исправлено" }]);
    expect((await store.latestPosts({ offset: 0, limit: 10 })).posts).toHaveLength(3);
  });

  test("an edit of one message of an album changes that message only", async () => {
    const { store, channelId } = await withChannel(open);
    await store.savePosts(channelId, [
      anAlbumMessage(10, { text: "Слайды" }),
      anAlbumMessage(11),
      anAlbumMessage(12),
    ]);
    const edit = anAlbumMessage(11, { media: [media("video")], editedAt: "2024-11-20T09:00:00Z" });
    expect(await outcomes(store, channelId, [edit, anAlbumMessage(11)])).toEqual(["updated", "outdated"]);
    expect(await only(store)).toMatchObject({ text: "Слайды", media: [photo(), media("video"), photo()] });
  });

  test("an album that an archive brings whole is the one that came live", async () => {
    const { store, channelId } = await withChannel(open);
    await store.savePosts(channelId, [anAlbumMessage(10, { text: "Слайды" }), anAlbumMessage(11)]);
    const whole = aPost({
      messageId: 10,
      albumMessageIds: [11],
      text: "Слайды",
      media: [photo(), photo()],
      views: 5,
    });
    expect(await outcomes(store, channelId, [whole])).toEqual(["unchanged"]);
    expect(await only(store)).toMatchObject({ messageId: 10, mediaGroupId: "album-1", views: 5 });
  });

  test("a live edit of one message of an album from an archive keeps the other messages", async () => {
    const { store, channelId } = await withChannel(open);
    const whole = aPost({
      messageId: 10,
      albumMessageIds: [11, 12],
      text: "Слайды",
      media: [photo(), media("video"), photo()],
    });
    await store.savePosts(channelId, [whole]);
    const edit = anAlbumMessage(12, { text: "Слайды доклада", editedAt: "2024-11-20T09:00:00Z" });
    expect(await outcomes(store, channelId, [edit, edit])).toEqual(["updated", "unchanged"]);
    expect(await only(store)).toMatchObject({
      ...whole,
      mediaGroupId: "album-1",
      text: "Слайды доклада",
      editedAt: edit.editedAt,
    });
  });

  test("an archive that joins what another one kept apart leaves one post and tells which are gone", async () => {
    const { store, channelId } = await withChannel(open);
    const apart = [10, 11].map((messageId) =>
      aPost({ messageId, text: messageId === 10 ? "Слайды" : "", media: [photo()] }),
    );
    const [first, second] = await store.savePosts(channelId, apart);
    const { sequence } = await store.changesAfter(0, 10);
    const whole = aPost({ messageId: 10, albumMessageIds: [11], text: "Слайды", media: [photo(), photo()] });
    expect(await outcomes(store, channelId, [whole, whole])).toEqual(["updated", "unchanged"]);
    expect(await only(store)).toMatchObject({ id: first?.postId, albumMessageIds: [11] });
    expect(await store.changesAfter(sequence, 10)).toMatchObject({
      posts: [{ id: first?.postId }],
      removedIds: [second?.postId],
    });
  });
}

function readingContract(open: () => Promise<PostStore>): void {
  test("an empty store has nothing to tell", async () => {
    const store = await open();
    expect(await store.channels()).toEqual([]);
    expect(await store.findChannel("inforetriever")).toBeNull();
    expect(await store.latestPosts({ offset: 0, limit: 5 })).toEqual({ posts: [], total: 0 });
    expect(await store.changesAfter(0, 5)).toEqual({ posts: [], removedIds: [], sequence: 0 });
  });

  test("the latest posts come newest first, page by page, of one channel or of all", async () => {
    const { store, channelId } = await withChannel(open);
    const other = await store.openChannel(aChannel({ telegramId: 2, username: "other", title: "Другой" }));
    await store.savePosts(channelId, [dated(1, "2024-01-01T00:00:00Z"), dated(3, "2024-03-01T00:00:00Z")]);
    await store.savePosts(channelId, [dated(4, "2024-03-01T00:00:00Z"), dated(5, "2023-12-31T23:59:00")]);
    await store.savePosts(other.id, [dated(9, "2024-02-01T00:00:00Z")]);
    expect(await page(store, { offset: 0, limit: 3 })).toEqual({ ids: [4, 3, 9], total: 5 });
    expect(await page(store, { offset: 3, limit: 3 })).toEqual({ ids: [1, 5], total: 5 });
    expect(await page(store, { channelId, offset: 1, limit: 9 })).toEqual({ ids: [3, 1, 5], total: 4 });
  });

  test("a post has neighbours in its own channel, in the order of the latest posts", async () => {
    const { store, channelId } = await withChannel(open);
    const other = await store.openChannel(aChannel({ telegramId: 2, username: "other", title: "Другой" }));
    const [newest, , , oldest] = await store.savePosts(channelId, [
      dated(5, "2024-03-01T00:00:00Z"),
      dated(4, "2024-03-01T00:00:00Z"),
      dated(2, "2024-02-01T00:00:00Z"),
      dated(1, "2024-01-01T00:00:00Z"),
    ]);
    await store.savePosts(other.id, [dated(3, "2024-02-15T00:00:00Z")]);
    const { posts } = await store.latestPosts({ channelId, offset: 0, limit: 9 });
    for (const [at, { id }] of posts.entries())
      expect(await store.neighboursOf(id)).toEqual({
        newer: posts[at - 1]?.id ?? null,
        older: posts[at + 1]?.id ?? null,
      });
    expect([posts[0]?.id, posts[3]?.id]).toEqual([newest?.postId, oldest?.postId]);
    expect(await store.neighboursOf(999)).toEqual({ older: null, newer: null });
  });

  test("posts are read in the order of the asked keys, unknown ones left out", async () => {
    const { store, channelId } = await withChannel(open);
    const saved = await store.savePosts(channelId, [
      dated(1, "2024-01-01T00:00:00Z"),
      dated(2, "2024-01-02T00:00:00Z"),
    ]);
    const [first = 0, second = 0] = saved.map(({ postId }) => postId);
    const posts = await store.postsByIds([second, 999, first]);
    expect(posts.map(({ messageId }) => messageId)).toEqual([2, 1]);
  });

  test("changes come oldest first, at most as many as asked, each post once with its last state", async () => {
    const { store, channelId } = await withChannel(open);
    await store.savePosts(
      channelId,
      [1, 2, 3].map((id) => aPost({ messageId: id, text: `пост ${id}` })),
    );
    await store.savePosts(channelId, [aPost({ messageId: 1, text: "пост 1, дополненный" })]);
    const first = await store.changesAfter(0, 2);
    expect(first.posts.map(({ messageId }) => messageId)).toEqual([2, 3]);
    const second = await store.changesAfter(first.sequence, 2);
    expect(second.posts.map(({ text }) => text)).toEqual(["пост 1, дополненный"]);
    expect(await store.changesAfter(second.sequence, 2)).toEqual({
      posts: [],
      removedIds: [],
      sequence: second.sequence,
    });
  });
}

async function withChannel(open: () => Promise<PostStore>): Promise<{ store: PostStore; channelId: number }> {
  const store = await open();
  const { id } = await store.openChannel(aChannel());
  return { store, channelId: id };
}

async function outcomes(store: PostStore, channelId: number, posts: readonly Post[]): Promise<string[]> {
  return (await store.savePosts(channelId, posts)).map(({ outcome }) => outcome);
}

async function only(store: PostStore): Promise<unknown> {
  const { posts } = await store.latestPosts({ offset: 0, limit: 10 });
  expect(posts).toHaveLength(1);
  return posts[0];
}

function dated(messageId: number, date: string): Post {
  return aPost({ messageId, date, text: `пост ${messageId}` });
}

async function page(
  store: PostStore,
  asked: { channelId?: number; offset: number; limit: number },
): Promise<{ ids: (number | null)[]; total: number }> {
  const { posts, total } = await store.latestPosts(asked);
  return { ids: posts.map(({ messageId }) => messageId), total };
}
