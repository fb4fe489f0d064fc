import { expect, test } from "vitest";
import type { Answer } from "../../src/answers/answer.ts";
import { recallAnswer, withGiven } from "../../src/telegram/given-answer.ts";
import { parseKept } from "../../src/telegram/kept.ts";
import { aChannel, aPost } from "../support/posts.ts";
import { aStore } from "../support/sqlite-store.ts";

const LIST = { kind: "answer", query: "Что такое SASRec?", pageSize: 5 } as const;

async function anAnswer() {
  const store = await aStore();
  const { id } = await store.openChannel(aChannel());
  const texts = ["SASRec учится на последовательностях.", "SASRec вышел в 2018 году."];
  const saved = await store.savePosts(
    id,
    texts.map((text, at) => aPost({ messageId: at + 1, text })),
  );
  const posts = await store.postsByIds(saved.map(({ postId }) => postId));
  const citations = posts.map((post) => ({
    post,
    quote: { text: post.text, marks: [{ start: 0, end: 6 }] },
  }));
  const answer: Answer = {
    question: LIST.query,
    answered: true,
    isSure: true,
    short: null,
    worded: [
      { text: "Модель последовательностей.", citations: [0] },
      { text: "Ей много лет.", citations: [0, 1] },
    ],
    citations,
    closest: [],
    passages: [],
  };
  return { store, posts, answer };
}

test("an answer in a model's words is kept whole, quotes are not kept", async () => {
  const { store, answer } = await anAnswer();
  const kept = parseKept(JSON.stringify(withGiven(LIST, answer)));
  expect(kept.kind === "answer" && (await recallAnswer(kept, store))).toEqual(answer);
  expect(withGiven(LIST, { ...answer, worded: null })).toEqual(LIST);
  expect(await recallAnswer(LIST, store)).toBeNull();
});

test("an answer that cites a post which was hidden since is not shown again", async () => {
  const { store, posts, answer } = await anAnswer();
  const kept = withGiven(LIST, answer);
  await store.hidePost(posts[1]?.id ?? 0, new Date());
  expect(await recallAnswer(kept, store)).toBeNull();
});
