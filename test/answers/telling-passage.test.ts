import { expect, test } from "vitest";
import { readQuestion } from "../../src/answers/question.ts";
import { planQuestion } from "../../src/answers/question-plan.ts";
import { tellingPassage } from "../../src/answers/telling-passage.ts";
import { RememberedVocabulary } from "../../src/search/remembered-vocabulary.ts";
import { aChannel, aPost } from "../support/posts.ts";
import { aStore } from "../support/sqlite-store.ts";

const FILLER = "Просто длинный абзац о погоде, еде и дороге домой, в нём нет ничего нужного. "
  .repeat(10)
  .trim();

async function passageFor(text: string, asked: string): Promise<string> {
  const store = await aStore();
  const { id } = await store.openChannel(aChannel());
  await store.savePosts(id, [aPost({ messageId: 1, text })]);
  const vocabulary = new RememberedVocabulary(store.search.vocabulary);
  vocabulary.follow(await store.search.position());
  const { posts } = await store.latestPosts({ offset: 0, limit: 1 });
  const [post] = posts;
  if (post === undefined) throw new Error("the post was not saved");
  return tellingPassage(post, planQuestion(readQuestion(asked), vocabulary, null)).text;
}

test("of a long post that part is read which has what is asked, wherever it stands", async () => {
  const text = [FILLER, FILLER, "У сети ZebraNet тринадцать миллионов параметров.", FILLER].join("\n\n");
  const passage = await passageFor(text, "Сколько параметров у ZebraNet?");
  expect(passage).toContain("тринадцать миллионов");
  expect(passage.length).toBeLessThanOrEqual(1500);
});

test("a short post is read whole", async () => {
  const text = "У сети ZebraNet тринадцать миллионов параметров.\n\nЕщё абзац.";
  expect(await passageFor(text, "Сколько параметров у ZebraNet?")).toBe(text);
});

test("a wall of words is cut, and no character in two", async () => {
  const passage = await passageFor("🦊".repeat(2000), "лиса?");
  expect(passage.length).toBeLessThanOrEqual(1500);
  expect(passage.isWellFormed()).toBe(true);
});
