import type { AnswerFigures, FeedbackStore, Votes } from "../telegram/feedback.ts";
import type { Connection } from "./connection.ts";

const COUNT = `
  INSERT INTO answer_days (day, answered, unanswered) VALUES (@day, @answered, @unanswered)
  ON CONFLICT (day) DO UPDATE SET
    answered = answered + excluded.answered, unanswered = unanswered + excluded.unanswered`;
const SAVE_VOTE = `
  INSERT INTO answer_votes (answer, user_id, is_helpful, day) VALUES (@answer, @userId, @isHelpful, @day)
  ON CONFLICT (answer, user_id) DO UPDATE SET is_helpful = excluded.is_helpful, day = excluded.day
    WHERE is_helpful <> excluded.is_helpful`;
const VOTES = `
  SELECT count(*) FILTER (WHERE is_helpful = 1) AS helpful, count(*) FILTER (WHERE is_helpful = 0) AS unhelpful
  FROM answer_votes`;
const FIGURES = `
  SELECT answered, unanswered, helpful, unhelpful FROM
    (SELECT coalesce(sum(answered), 0) AS answered, coalesce(sum(unanswered), 0) AS unanswered
       FROM answer_days WHERE day >= @day),
    (${VOTES} WHERE day >= @day)`;

export function feedbackIn(connection: Connection): FeedbackStore {
  const { db } = connection;
  const count = db.prepare<[{ day: number; answered: number; unanswered: number }]>(COUNT);
  const save = db.prepare<[{ answer: string; userId: number; isHelpful: number; day: number }]>(SAVE_VOTE);
  const votes = db.prepare<[string], Votes>(`${VOTES} WHERE answer = ?`);
  const figures = db.prepare<[{ day: number }], AnswerFigures>(FIGURES);
  return {
    countAnswer: (isAnswered, now) =>
      connection.writeJointly(() => {
        count.run({ day: dayOf(now), answered: Number(isAnswered), unanswered: Number(!isAnswered) });
      }),
    saveVote: ({ answer, userId, isHelpful }, now) =>
      connection.writeJointly(() => {
        save.run({ answer, userId, isHelpful: Number(isHelpful), day: dayOf(now) });
      }),
    votesFor: (answer) => connection.read(() => only(votes.get(answer))),
    answerFigures: (since) => connection.read(() => only(figures.get({ day: dayOf(since) }))),
  };
}

const DAY_MS = 24 * 60 * 60 * 1000;

function dayOf(instant: Date): number {
  return Math.floor(instant.getTime() / DAY_MS);
}

/** Counting always gives a row. */
function only<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Error("A count without GROUP BY gives a row");
  return row;
}
