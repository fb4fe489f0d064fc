import { describe, expect, test } from "vitest";
import type { PostStore } from "../../src/channel/post-store.ts";
import type { PostSpan } from "../../src/digests/delivery.ts";
import type { DigestPosts } from "../../src/digests/digest-posts.ts";
import { aChannel, aPost } from "../support/posts.ts";

type Store = PostStore & { readonly digestPosts: DigestPosts };

/** What every DigestPosts promises. `open` gives an empty one. */
export function digestPostsContract(name: string, open: () => Promise<Store>): void {
  describe(`${name}: posts of a span`, () => {
    test("those after the first key up to the last one, newest first", async () => {
      const store = await open();
      const ids = await saved(store, [5, 3, 4, 6, 7].map(onDay));
      const found = await store.digestPosts.postsBetween(spanOf(ids[0], ids[3]), [], 10);
      expect(found).toEqual({ ids: [ids[3], ids[2], ids[1]], total: 3 });
    });

    test("no more than were asked for, and how many there are", async () => {
      const store = await open();
      const ids = await saved(store, [1, 2, 3].map(onDay));
      const found = await store.digestPosts.postsBetween(spanOf(0, ids[2]), [], 2);
      expect(found).toEqual({ ids: [ids[2], ids[1]], total: 3 });
    });

    test("older posts that became known late are left out, those of the very second are not", async () => {
      const store = await open();
      const ids = await saved(store, [onDay(1), onDay(2)]);
      const publishedSince = new Date("2024-11-02T10:00:00Z");
      const found = await store.digestPosts.postsBetween({ ...spanOf(0, ids[1]), publishedSince }, [], 10);
      expect(found).toEqual({ ids: [ids[1]], total: 1 });
    });

    test("for a digest of the past, those published before it", async () => {
      const store = await open();
      const ids = await saved(store, [onDay(1), onDay(2), onDay(3)]);
      const publishedUntil = new Date("2024-11-03T10:00:00Z");
      const found = await store.digestPosts.postsBetween({ ...spanOf(0, ids[2]), publishedUntil }, [], 10);
      expect(found.ids).toEqual([ids[1], ids[0]]);
    });

    test("of the channels that are named, of all where none is", async () => {
      const store = await open();
      const [one] = await saved(store, [onDay(1)]);
      const [other] = await saved(store, [onDay(2)], "other");
      const channel = (await store.findChannel("other"))?.id ?? 0;
      const span = spanOf(0, other);
      expect((await store.digestPosts.postsBetween(span, [channel], 10)).ids).toEqual([other]);
      expect((await store.digestPosts.postsBetween(span, [], 10)).ids).toEqual([other, one]);
      expect((await store.digestPosts.postsBetween(span, [channel + 1], 10)).total).toBe(0);
    });

    test("of every key that may ever be, the same", async () => {
      const store = await open();
      const ids = await saved(store, [3, 1, 2, 4].map(onDay));
      await store.hidePost(ids[0] ?? 0, new Date("2024-12-01T00:00:00Z"));
      const everything = {
        after: ids[1] ?? 0,
        upTo: Number.MAX_SAFE_INTEGER,
        publishedSince: new Date("2024-11-02T10:00:00Z"),
      };
      const found = await store.digestPosts.postsBetween(everything, [], 1);
      expect(found).toEqual({ ids: [ids[3]], total: 2 });
      const until = { ...everything, publishedUntil: new Date("2024-11-04T10:00:00Z") };
      expect(await store.digestPosts.postsBetween(until, [], 9)).toEqual({ ids: [ids[2]], total: 1 });
    });

    test("a post has another version once it has changed, was hidden or shown, and not when others have", async () => {
      const store = await open();
      const [id = 0] = await saved(store, [onDay(1)]);
      const versions = [await store.digestPosts.versionOf(id)];
      await saved(store, [onDay(2)]);
      expect(await store.digestPosts.versionOf(id)).toBe(versions[0]);
      await saved(store, [{ ...onDay(1), text: "день первый", editedAt: "2024-11-01T11:00:00Z" }]);
      versions.push(await store.digestPosts.versionOf(id));
      await store.hidePost(id, new Date("2024-12-01T00:00:00Z"));
      versions.push(await store.digestPosts.versionOf(id));
      await store.unhidePost(id);
      versions.push(await store.digestPosts.versionOf(id));
      expect(new Set(versions).size).toBe(4);
      expect(await store.digestPosts.versionOf(id + 99)).toBe(0);
    });

    test("a hidden post is left out, and is there again when it is shown", async () => {
      const store = await open();
      const [id = 0] = await saved(store, [onDay(1)]);
      await store.hidePost(id, new Date("2024-12-01T00:00:00Z"));
      expect(await store.digestPosts.postsBetween(spanOf(0, id), [], 10)).toEqual({ ids: [], total: 0 });
      await store.unhidePost(id);
      expect((await store.digestPosts.postsBetween(spanOf(0, id), [], 10)).ids).toEqual([id]);
    });
  });
}

function onDay(day: number) {
  return aPost({ messageId: day, text: `день ${day}`, date: `2024-11-0${day}T10:00:00Z` });
}

async function saved(store: Store, posts: ReturnType<typeof onDay>[], username = "inforetriever") {
  const { id } = await store.openChannel(
    aChannel({ username, telegramId: username.length, title: username }),
  );
  return (await store.savePosts(id, posts)).map(({ postId }) => postId);
}

function spanOf(after = 0, upTo = 0): PostSpan {
  return { after, upTo, publishedSince: new Date(0) };
}
