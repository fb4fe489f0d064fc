/** Whether an answer helped somebody. */
interface Vote {
  /** The token of the answer's buttons. */
  readonly answer: string;
  readonly userId: number;
  readonly isHelpful: boolean;
}

export interface Votes {
  readonly helpful: number;
  readonly unhelpful: number;
}

export const NO_VOTES: Votes = { helpful: 0, unhelpful: 0 };

/** How well questions are answered. */
export interface AnswerFigures extends Votes {
  readonly answered: number;
  readonly unanswered: number;
}

/** What is kept of answers: how many were given, and what people think of them. */
export interface FeedbackStore {
  /** One more answer was given. The number of a day is all that is kept of it, for good. */
  countAnswer(isAnswered: boolean, now: Date): Promise<void>;
  /** A person has one vote an answer: another one takes its place, the same one again changes nothing. */
  saveVote(vote: Vote, now: Date): Promise<void>;
  votesFor(answer: string): Promise<Votes>;
  /** From the day of the instant on; days are UTC's. */
  answerFigures(since: Date): Promise<AnswerFigures>;
}
