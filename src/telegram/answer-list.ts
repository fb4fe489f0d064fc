import type { Answer, Answerer, AskProgress, AskRequest } from "../answers/answer.ts";
import { type AnswerList, type ListRequest, type ListSources, loadPage, type PostList } from "./list.ts";

/** So many posts are near; more would look like a result. */
const CLOSEST = 3;
const QUESTION_MARKS = /[?\s]{1,20}$/;
/** What was asked before is there to understand the next question by, not to be answered again. */
const LONGEST_PREVIOUS_CHARS = 300;
/** "А почему?", "and in 2024?" */
const FEW_WORDS = 4;

/** The answer to what a person asked; `before` is the answer that it goes on from. */
export function answerTo(question: string, before: AnswerList | null = null): ListRequest {
  const list = { kind: "answer", query: question } as const;
  return before === null ? list : { ...list, previous: askedSoFar(before) };
}

/** A search for the words of a question; one that says little by itself brings along what it goes on from. */
export function wordsOf({ query, previous, pageSize }: AnswerList): PostList {
  const isShort = query.trim().split(/\s+/).length <= FEW_WORDS;
  const words = previous !== undefined && isShort ? `${previous} ${query}` : query;
  return { kind: "search", query: words.replace(QUESTION_MARKS, ""), pageSize };
}

/** The posts that an answer is made of. */
export function sourcesOf({ query, given }: AnswerList): ListRequest {
  const postIds = new Set(given?.citations.map(({ postId }) => postId));
  return { kind: "sources", query, postIds: [...postIds] };
}

/** The reader, as far as the wording goes. */
export type AskedBy = Pick<AskRequest, "language" | "askedBy">;

interface AnswerSources extends ListSources {
  readonly answers: Answerer;
  readonly progress: AskProgress;
  readonly reader: AskedBy;
}

/** What posts answer, else what is near them in words; null where nothing is. */
export async function loadAnswer(
  list: AnswerList,
  { answers, progress, reader, ...sources }: AnswerSources,
): Promise<Answer | null> {
  const { query: question, previous } = list;
  const going = previous === undefined ? {} : { previous };
  const answer = await answers.ask({ question, ...going, ...reader }, progress);
  if (answer.answered || answer.closest.length > 0) return answer;
  const { hits } = await loadPage(wordsOf(list), { page: 0, order: "relevance" }, sources);
  return hits.length === 0 ? null : { ...answer, closest: hits.slice(0, CLOSEST) };
}

/** One question after the other; of a long conversation its end, from a whole word on. */
function askedSoFar({ query, previous }: AnswerList): string {
  const all = previous === undefined ? query : `${previous} ${query}`;
  if (all.length <= LONGEST_PREVIOUS_CHARS) return all;
  return all
    .slice(-LONGEST_PREVIOUS_CHARS)
    .replace(/^\S*\s+/, "")
    .replace(/^[\udc00-\udfff]/, "");
}
