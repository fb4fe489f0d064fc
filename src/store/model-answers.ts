import type { RationStore } from "../answers/model/ration.ts";
import type { Connection } from "./connection.ts";

/** In the place of a person's id: all people together. A person who is forgotten is still counted there. */
const ALL = 0;

export function modelAnswersIn(connection: Connection): RationStore {
  const { db } = connection;
  const count = db
    .prepare<[string, number], number>("SELECT answers FROM model_answers WHERE day = ? AND asked_by = ?")
    .pluck();
  const add = db.prepare<[string, number]>(
    `INSERT INTO model_answers (day, asked_by, answers) VALUES (?, ?, 1)
     ON CONFLICT (day, asked_by) DO UPDATE SET answers = answers + 1`,
  );
  const takeBack = db.prepare<[string, number]>(
    "UPDATE model_answers SET answers = answers - 1 WHERE day = ? AND asked_by = ? AND answers > 0",
  );
  const prune = db.prepare<[string]>("DELETE FROM model_answers WHERE day < ?");
  const counted = (askedBy: number | null) => (askedBy === null ? [ALL] : [ALL, askedBy]);

  return {
    takeModelAnswer: (day, askedBy, { all, person }) =>
      connection.writeJointly(() => {
        const isLeft = (id: number) => (count.get(day, id) ?? 0) < (id === ALL ? all : person);
        const ids = counted(askedBy);
        if (!ids.every(isLeft)) return false;
        for (const id of ids) add.run(day, id);
        return true;
      }),
    returnModelAnswer: (day, askedBy) =>
      connection.writeJointly(() => {
        for (const id of counted(askedBy)) takeBack.run(day, id);
      }),
    pruneModelAnswers: (before) => connection.writeJointly(() => prune.run(before).changes),
  };
}
