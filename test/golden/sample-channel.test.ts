import { resolve } from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { Post } from "../../src/channel/post.ts";
import { createFinder, type PostFinder } from "../../src/search/post-finder.ts";
import { openStore } from "../../src/store/open.ts";
import { readArchive } from "../support/archives.ts";
import { aChannel } from "../support/posts.ts";
import { JUDGED, type Judged, UNANSWERABLE } from "./questions.ts";

const SAMPLE = resolve(import.meta.dirname, "../../data/sample-channel/result.json");

/** A question or two below what is reached today: enough to notice a loss. */
const FLOORS = { recallAt1: 0.94, recallAt5: 0.97, mrr: 0.95, refused: 0.9 };

let finder: PostFinder;

beforeAll(async () => {
  const { posts } = await readArchive(SAMPLE);
  finder = await finderOver(posts);
});

async function finderOver(posts: readonly Post[]): Promise<PostFinder> {
  const store = await openStore("file::memory:");
  const { id } = await store.openChannel(aChannel());
  await store.savePosts(id, posts);
  const made = createFinder({ posts: store });
  await made.catchUp();
  return made;
}

/** Place of the first answer among the first ten; 0 = none. */
async function rankOf({ query, answers }: Judged): Promise<number> {
  const { hits } = await finder.search({ query, order: "relevance", offset: 0, limit: 10 });
  return hits.findIndex(({ post }) => answers.includes(post.messageId ?? 0)) + 1;
}

test("questions of every kind find their posts", async () => {
  const ranked = await Promise.all(JUDGED.map(async (judged) => ({ ...judged, rank: await rankOf(judged) })));
  const share = (isGood: (rank: number) => boolean) =>
    ranked.filter(({ rank }) => isGood(rank)).length / ranked.length;
  const mrr = ranked.reduce((sum, { rank }) => sum + (rank > 0 ? 1 / rank : 0), 0) / ranked.length;
  const missed = ranked
    .filter(({ rank }) => rank !== 1)
    .map(({ kind, query, rank }) => `${kind}: ${query} → ${rank}`);
  expect(
    share((rank) => rank === 1),
    missed.join("\n"),
  ).toBeGreaterThanOrEqual(FLOORS.recallAt1);
  expect(
    share((rank) => rank >= 1 && rank <= 5),
    missed.join("\n"),
  ).toBeGreaterThanOrEqual(FLOORS.recallAt5);
  expect(mrr, missed.join("\n")).toBeGreaterThanOrEqual(FLOORS.mrr);
});

test("questions that the channel never touched come back empty", async () => {
  const found = await Promise.all(
    UNANSWERABLE.map((query) => finder.search({ query, order: "relevance", offset: 0, limit: 1 })),
  );
  const refused = found.filter(({ total }) => total === 0).length / UNANSWERABLE.length;
  const answered = found.flatMap(({ query, hits }) =>
    hits.map(({ snippet }) => `${query} → ${snippet.text}`),
  );
  expect(refused, answered.join("\n")).toBeGreaterThanOrEqual(FLOORS.refused);
});
