import type { Answer, Citation, WordedSentence } from "../answers/answer.ts";
import type { PostReader } from "../channel/post-store.ts";
import type { Snippet } from "../search/hit.ts";
import type { AnswerList } from "./list.ts";

/** An answer in a model's words, as it was given: asked again, a model words another one. */
export interface GivenAnswer {
  readonly short: string | null;
  readonly worded: readonly WordedSentence[];
  readonly citations: readonly GivenCitation[];
}

interface GivenCitation extends Snippet {
  readonly postId: number;
}

/** The list with what has to be kept of its answer; quotes are found again. */
export function withGiven(list: AnswerList, answer: Answer): AnswerList {
  const { short, worded, citations } = answer;
  if (worded === null) return list;
  const given = {
    short,
    worded,
    citations: citations.map(({ post, quote: { text, marks } }) => ({ postId: post.id, text, marks })),
  };
  return { ...list, given };
}

/** The answer as it was given; null where none is kept, or a post that it cites is gone or hidden. */
export async function recallAnswer(
  { query, given }: AnswerList,
  posts: Pick<PostReader, "postsByIds">,
): Promise<Answer | null> {
  if (given === undefined) return null;
  const found = await posts.postsByIds(given.citations.map(({ postId }) => postId));
  const citations = given.citations.flatMap(({ postId, text, marks }): Citation[] => {
    const post = found.find(({ id }) => id === postId);
    return post === undefined ? [] : [{ post, quote: { text, marks } }];
  });
  if (citations.length < given.citations.length) return null;
  const { short, worded } = given;
  return {
    question: query,
    answered: true,
    isSure: true,
    short,
    worded,
    citations,
    closest: [],
    passages: [],
  };
}
