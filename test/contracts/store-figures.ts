import { describe, expect, test } from "vitest";
import type { PostStore } from "../../src/channel/post-store.ts";
import type { FigureReader } from "../../src/telegram/admin/store-figures.ts";
import type { Inbox } from "../../src/telegram/inbox.ts";
import { aChannel, aPost } from "../support/posts.ts";

const NOW = new Date("2025-03-01T12:00:00Z");

/** What every FigureReader promises. `open` gives an empty store whose clock stands at the instant. */
export function storeFiguresContract(
  name: string,
  open: (now: () => Date) => Promise<FigureReader & PostStore & Inbox>,
): void {
  describe(`${name}: figures`, () => {
    test("an empty store has a size and nothing else", async () => {
      const store = await open(() => NOW);
      const { bytes, ...counts } = await store.figures(1);
      expect(bytes).toBeGreaterThan(0);
      expect(counts).toEqual({
        hiddenPosts: 0,
        indexedPosts: 0,
        waitingPosts: 0,
        queuedUpdates: 0,
        lastUpdateAt: null,
      });
    });

    test("hidden posts are counted apart from those that can be found", async () => {
      const store = await open(() => NOW);
      const { id } = await store.openChannel(aChannel());
      const posts = [1, 2, 3].map((messageId) => aPost({ messageId, text: `пост ${messageId}` }));
      const [first] = await store.savePosts(id, posts);
      await store.hidePost(first?.postId ?? 0, NOW);
      expect(await store.figures(1)).toMatchObject({ hiddenPosts: 1, indexedPosts: 2, waitingPosts: 0 });
    });

    test("updates that nobody has begun are the queue, without the one that asks", async () => {
      let now = NOW;
      const store = await open(() => now);
      await store.accept([{ update_id: 1 }, { update_id: 2 }, { update_id: 3 }]);
      now = new Date("2025-03-01T12:05:00Z");
      await store.accept([{ update_id: 4 }]);
      await store.begin(2);
      await store.finish(3);
      expect(await store.figures(4)).toMatchObject({ queuedUpdates: 1, lastUpdateAt: NOW });
      expect(await store.figures(9)).toMatchObject({ queuedUpdates: 2, lastUpdateAt: now });
    });
  });
}
