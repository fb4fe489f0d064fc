import { describe, expect, test } from "vitest";
import type { ChannelRef } from "../../src/channel/post.ts";
import type { PostStore } from "../../src/channel/post-store.ts";
import { aChannel, aPageTextPost, aPost } from "../support/posts.ts";

/** What every PostStore promises about channels. `open` gives an empty store. */
export function channelsContract(name: string, open: () => Promise<PostStore>): void {
  describe(`${name}: naming channels`, () => namingContract(open));
  describe(`${name}: two rows that are one channel`, () => mergingContract(open));
}

function namingContract(open: () => Promise<PostStore>): void {
  test("a channel keeps its key when its title and username change", async () => {
    const store = await open();
    const { id } = await store.openChannel(aChannel());
    const renamed = aChannel({ username: "retriever", title: "Retriever" });
    expect(await store.openChannel(renamed)).toEqual({ id, ...renamed });
    expect(await store.channels()).toEqual([{ id, ...renamed }]);
  });

  test("what a source does not tell of a channel stays", async () => {
    const store = await open();
    const channel = await store.openChannel(aChannel());
    expect(await store.openChannel(ref({ username: "InfoRetriever" }))).toEqual({
      ...channel,
      username: "InfoRetriever",
    });
    expect(await store.openChannel(ref({ title: "Information Retriever" }))).toMatchObject({
      id: channel.id,
    });
    expect(await store.openChannel(ref({ telegramId: 1_234_567_890 }))).toMatchObject(
      aChannel({ username: "InfoRetriever" }),
    );
  });

  test("a username is gone when the source tells that there is none, and stays when it does not tell", async () => {
    const store = await open();
    const channel = await store.openChannel(aChannel());
    const { telegramId, title } = channel;
    expect(await store.openChannel({ telegramId, title })).toEqual(channel);
    expect(await store.openChannel({ telegramId, title, username: null })).toEqual({
      ...channel,
      username: null,
    });
    expect(await store.channels()).toEqual([{ ...channel, username: null }]);
  });

  test("a title does not make one of a channel with a username and one that has none", async () => {
    const store = await open();
    const page = await store.openChannel(ref({ username: "news", title: "Новости" }));
    const live = await store.openChannel({ telegramId: 5, username: null, title: "Новости" });
    expect(await store.channels()).toEqual([page, live]);
  });

  test("a channel known by its title alone gets its id from a source with that title", async () => {
    const store = await open();
    const { id } = await store.openChannel(ref({ title: "Канал" }));
    expect(await store.openChannel(ref({ telegramId: 5, title: "Канал" }))).toMatchObject({
      id,
      telegramId: 5,
    });
  });

  test("channels with one title and different ids stay apart, and the title alone is refused", async () => {
    const store = await open();
    const one = await store.openChannel(ref({ telegramId: 1, title: "Новости" }));
    const two = await store.openChannel(ref({ telegramId: 2, title: "Новости" }));
    expect(two.id).not.toBe(one.id);
    await expect(store.openChannel(ref({ title: "Новости" }))).rejects.toMatchObject({
      code: "AMBIGUOUS_CHANNEL",
    });
    await expect(store.findChannel("новости")).rejects.toMatchObject({ code: "AMBIGUOUS_CHANNEL" });
  });

  test("a reference that names nothing is refused", async () => {
    const store = await open();
    await expect(store.openChannel(ref({}))).rejects.toMatchObject({ code: "CHANNEL_UNNAMED" });
  });

  test("a username that was given to another channel leaves the old one", async () => {
    const store = await open();
    const old = await store.openChannel(ref({ telegramId: 1, username: "news", title: "Старый" }));
    const heir = await store.openChannel(ref({ telegramId: 2, username: "News", title: "Новый" }));
    expect(await store.channels()).toEqual([{ ...old, username: null }, heir]);
  });

  test.each([
    "inforetriever",
    "@InfoRetriever",
    "1234567890",
    "-1001234567890",
    "Information Retriever",
    " информация ",
  ])("a channel is found as %s", async (name) => {
    const store = await open();
    await store.openChannel(ref({ telegramId: 7, username: "other", title: "Другой" }));
    const title = name.trim() === "информация" ? "Информация" : "Information Retriever";
    const { id } = await store.openChannel(aChannel({ title }));
    expect(await store.findChannel(name)).toMatchObject({ id });
  });

  test.each(["", "@", "null", "1", "retriever"])("no channel is found as %j", async (name) => {
    const store = await open();
    await store.openChannel(ref({ telegramId: 11, title: "Information Retriever" }));
    expect(await store.findChannel(name)).toBeNull();
  });
}

function mergingContract(open: () => Promise<PostStore>): void {
  test("a reference with both id and username joins a page's channel and an export's, and their posts", async () => {
    const store = await open();
    const page = await store.openChannel(ref({ username: "inforetriever" }));
    const exported = await store.openChannel(
      ref({ telegramId: 1_234_567_890, title: "Information Retriever" }),
    );
    expect(exported.id).not.toBe(page.id);
    const both = aPageTextPost();
    const pageOnly = aPageTextPost({ text: "есть только на странице", date: "2024-10-01T10:00:00" });
    const saved = await store.savePosts(page.id, [both, pageOnly]);
    await store.savePosts(exported.id, [
      aPost({ messageId: 42 }),
      aPost({ messageId: 43, text: "есть только в экспорте" }),
    ]);

    expect(await store.openChannel(aChannel())).toEqual({ id: page.id, ...aChannel() });

    expect(await store.channels()).toHaveLength(1);
    const { posts } = await store.latestPosts({ channelId: page.id, offset: 0, limit: 10 });
    expect(posts.map(({ messageId, text }) => [messageId, text])).toEqual([
      [43, "есть только в экспорте"],
      [42, both.text],
      [null, pageOnly.text],
    ]);
    expect(posts[1]?.id).toBe(saved[0]?.postId);
  });

  test("joined channels tell which posts are gone and which have moved", async () => {
    const store = await open();
    const exported = await store.openChannel(ref({ telegramId: 1_234_567_890 }));
    const page = await store.openChannel(ref({ username: "inforetriever" }));
    await store.savePosts(exported.id, [aPost({ messageId: 42 })]);
    const [twin, moved] = await store.savePosts(page.id, [
      aPageTextPost(),
      aPageTextPost({ text: "другой" }),
    ]);
    const { sequence } = await store.changesAfter(0, 10);
    await store.openChannel(aChannel());
    const changes = await store.changesAfter(sequence, 10);
    expect(changes.removedIds).toEqual([twin?.postId]);
    expect(changes.posts).toMatchObject([{ id: moved?.postId, channel: { id: exported.id } }]);
  });

  test("posts that both rows have under one message id become one", async () => {
    const store = await open();
    const exported = await store.openChannel(ref({ telegramId: 1_234_567_890 }));
    const preview = await store.openChannel(ref({ username: "inforetriever" }));
    await store.savePosts(exported.id, [aPost({ messageId: 42 })]);
    await store.savePosts(preview.id, [aPost({ messageId: 42, views: 700 })]);
    await store.openChannel(aChannel());
    const { posts } = await store.latestPosts({ offset: 0, limit: 10 });
    expect(posts).toMatchObject([{ messageId: 42, views: 700, channel: { id: exported.id } }]);
  });
}

function ref(parts: Partial<ChannelRef>): ChannelRef {
  return { telegramId: null, title: null, ...parts };
}
