import fc from "fast-check";
import { expect, test } from "vitest";
import type { Post, StoredPost } from "../../src/channel/post.ts";
import { openStore } from "../../src/store/open.ts";
import { aChannel, aPageTextPost, aPost, media, photo } from "../support/posts.ts";

const TEXTS = [
  "",
  "Обзор статьи Actions Speak Louder than Words",
  "Обзор большой статьи Actions Speak Louder than Words",
  "Семантические айдишники и как их готовить",
  "Дайджест arXiv за неделю",
];
const EDITS = [null, "2024-11-20T09:00:00Z", "2024-11-21T09:00:00Z"];
const DATES = ["2024-11-19T18:44:00Z", "2024-11-19T18:45:30Z", "2024-12-19T10:00:00Z"];

const RUNS = { numRuns: 100, seed: 20241119 };

/** Single posts, messages of two albums, and albums that came at once, all fighting for the same few ids. */
const exported = fc
  .record({
    messageId: fc.integer({ min: 1, max: 4 }),
    more: fc.integer({ min: 0, max: 2 }),
    group: fc.constantFrom(null, "album-1", "album-2"),
    date: fc.constantFrom(...DATES),
    editedAt: fc.constantFrom(undefined, ...EDITS),
    text: fc.constantFrom(...TEXTS),
    views: fc.constantFrom(null, 10, 20),
  })
  .map(({ messageId, more, group, editedAt, ...rest }): Post => {
    const { editedAt: _, ...post } = aPost({ ...rest, messageId, mediaGroupId: more > 0 ? null : group });
    const albumMessageIds = Array.from({ length: more }, (_, at) => messageId + 1 + at);
    const pictures = group === null && more === 0 ? [] : [messageId, ...albumMessageIds].map(photo);
    return { ...post, ...(editedAt === undefined ? {} : { editedAt }), albumMessageIds, media: pictures };
  });

const fromPage = fc
  .record({
    date: fc.constantFrom("2024-11-19T21:44:00", "2024-11-19T21:45:00", "2023-12-19T13:00:00"),
    text: fc.constantFrom(...TEXTS),
  })
  .map((parts) => aPageTextPost(parts));

const anyPost = fc.oneof(exported, fromPage);

test("any posts in any order, each saved again at once, leave what they leave without the repeats", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(anyPost, fc.boolean()), { maxLength: 12 }), async (saves) => {
      const once = saves.map(([post]) => post);
      const repeated = saves.flatMap(([post, isRepeated]) => (isRepeated ? [post, post] : [post]));
      expect(await kept(repeated)).toEqual(await kept(once));
    }),
    RUNS,
  );
});

test("no save loses a message id or gives one to two posts", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(exported, { maxLength: 12 }), async (posts) => {
      const ids = (await kept(posts)).posts.flatMap(allIds);
      expect(ids.toSorted()).toEqual([...new Set(posts.flatMap(allIds))].toSorted());
    }),
    RUNS,
  );
});

test("live versions of messages, repeated and in any order, leave the last version of each", async () => {
  await fc.assert(
    fc.asyncProperty(liveVersions(), async ({ versions, arrivals }) => {
      const inOrder = await kept(versions);
      const shuffled = await kept([...arrivals, ...versions]);
      expect(shuffled.posts.map(content)).toEqual(inOrder.posts.map(content));
    }),
    RUNS,
  );
});

/** Versions of messages 1–5, of which 2–4 are an album, and any of them arriving early. */
function liveVersions(): fc.Arbitrary<{ versions: Post[]; arrivals: Post[] }> {
  const versions = [1, 2, 3, 4, 5].flatMap((messageId) =>
    EDITS.map((editedAt, version) =>
      aPost({
        messageId,
        editedAt,
        mediaGroupId: messageId > 1 && messageId < 5 ? "album-1" : null,
        text: version === 0 ? "" : `сообщение ${messageId}, версия ${version}`,
        media: [media(version === 2 ? "video" : "photo")],
      }),
    ),
  );
  return fc.record({
    versions: fc.constant(versions),
    arrivals: fc.array(fc.constantFrom(...versions), { maxLength: 20 }),
  });
}

async function kept(saves: readonly Post[]): Promise<{ posts: readonly StoredPost[]; sequence: number }> {
  const store = await openStore("file::memory:");
  const { id } = await store.openChannel(aChannel());
  for (const post of saves) await store.savePosts(id, [post]);
  const { posts } = await store.latestPosts({ offset: 0, limit: 100 });
  const { sequence } = await store.changesAfter(0, 100);
  await store.close();
  return { posts, sequence };
}

function allIds({ messageId, albumMessageIds }: Post): number[] {
  return messageId === null ? [] : [messageId, ...albumMessageIds];
}

function content({ id: _, ...post }: StoredPost): Post {
  return post;
}
