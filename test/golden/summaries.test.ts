import { expect, test } from "vitest";
import type { StoredPost } from "../../src/channel/post.ts";
import { summaryOf } from "../../src/digests/summary.ts";
import { toldSentences } from "../../src/digests/told-sentence.ts";
import { sentencesOf } from "../../src/search/sentences.ts";
import { titleOf } from "../../src/search/title.ts";
import { openSample } from "./quality.ts";
import { JUDGED_POSTS } from "./summaries.ts";

/** A post or two below what is reached today. */
const FLOOR = 0.72;

type Telling = (post: StoredPost) => string;

test("of most posts the summary has a sentence that a reader would have chosen", async () => {
  const store = await openSample();
  const told: Telling = (post) => summaryOf(post, titleOf(post), store.search.vocabulary);
  const { posts } = await store.latestPosts({ offset: 0, limit: 200 });
  const agreed = JUDGED_POSTS.map(({ messageId, says }) => {
    const post = posts.find((one) => one.messageId === messageId);
    if (post === undefined) throw new Error(`The sample has no message ${messageId}`);
    return {
      post,
      judged: sentencesOf(post.text)
        .map(({ start, end }) => post.text.slice(start, end))
        .filter((text) => says.some((piece) => text.includes(piece))),
    };
  });
  const share = (telling: Telling) => {
    const hits = agreed.filter(({ post, judged }) => judged.some((text) => telling(post).includes(text)));
    return hits.length / agreed.length;
  };
  expect(agreed.map(({ judged }) => judged.length)).toEqual(JUDGED_POSTS.map(({ says }) => says.length));
  expect(share(told)).toBeGreaterThanOrEqual(FLOOR);
  expect(share(told)).toBeGreaterThan(share(opening) + 0.2);
});

/** As much of the post, but as it comes: what a reader would see without any choice. */
function opening(post: StoredPost): string {
  const start = toldSentences(post, titleOf(post))[0]?.start ?? 0;
  return post.text.slice(start, start + 280);
}
