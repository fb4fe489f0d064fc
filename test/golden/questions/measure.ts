import { readFileSync } from "node:fs";
import type { Answerer } from "../../../src/answers/answer.ts";
import { packageFile } from "../../../src/package-files.ts";

/** Those of dev were looked at while the rules were made, the others never. */
export type QuestionSet = "dev" | "held-out";

export interface JudgedQuestion {
  readonly question: string;
  readonly kind: string;
  readonly set: QuestionSet;
  /** Message ids of the posts that answer; none where nothing does. */
  readonly posts: readonly number[];
  /** What must stand in the quotes, each in one of its spellings. */
  readonly facts: readonly (readonly string[])[];
}

/** Shares of a set of questions, from 0 to 1. */
export interface AnswerQuality {
  /** Of answerable ones: the first quote is of a right post. */
  readonly post: number;
  /** Of answerable ones: all expected facts stand in the quotes. */
  readonly fact: number;
  /** Of answerable ones: not answered. */
  readonly wronglyRefused: number;
  /** Of unanswerable ones: not answered. */
  readonly refused: number;
}

/** The judged questions over the sample channel. */
export function judgedQuestions(set: QuestionSet): readonly JudgedQuestion[] {
  const file = packageFile("test", "golden", "questions", "questions.json");
  const { questions }: { questions: readonly JudgedQuestion[] } = JSON.parse(readFileSync(file, "utf8"));
  return questions.filter((judged) => judged.set === set);
}

interface Outcome {
  readonly isAnswerable: boolean;
  readonly isAnswered: boolean;
  readonly isPostRight: boolean;
  readonly hasFacts: boolean;
}

/** Asks all of them, one after another. */
export async function measureAnswers(
  questions: readonly JudgedQuestion[],
  answerer: Answerer,
): Promise<AnswerQuality> {
  const outcomes: Outcome[] = [];
  for (const judged of questions) outcomes.push(await outcomeOf(judged, answerer));
  const answerable = outcomes.filter(({ isAnswerable }) => isAnswerable);
  const unanswerable = outcomes.filter(({ isAnswerable }) => !isAnswerable);
  return {
    post: share(answerable, ({ isPostRight }) => isPostRight),
    fact: share(answerable, ({ hasFacts }) => hasFacts),
    wronglyRefused: share(answerable, ({ isAnswered }) => !isAnswered),
    refused: share(unanswerable, ({ isAnswered }) => !isAnswered),
  };
}

async function outcomeOf(
  { question, kind, posts, facts }: JudgedQuestion,
  answerer: Answerer,
): Promise<Outcome> {
  const { answered, citations } = await answerer.ask({ question });
  const quotes = citations.map(({ quote }) => quote.text.toLowerCase()).join("\n");
  const stands = (spelling: string) => quotes.includes(spelling.toLowerCase());
  return {
    isAnswerable: kind !== "none",
    isAnswered: answered,
    isPostRight: posts.includes(citations[0]?.post.messageId ?? -1),
    hasFacts: facts.every((spellings) => spellings.some(stands)),
  };
}

function share(all: readonly Outcome[], is: (outcome: Outcome) => boolean): number {
  return all.filter(is).length / all.length;
}
