-- How many questions a day were answered, and how many were not. Nothing of the questions.
CREATE TABLE answer_days (
  day INTEGER PRIMARY KEY, -- since 1970, UTC
  answered INTEGER NOT NULL DEFAULT 0,
  unanswered INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What people think of answers: one vote an answer and person.
CREATE TABLE answer_votes (
  answer TEXT NOT NULL, -- the token of its buttons; the votes stay when these are forgotten
  user_id INTEGER NOT NULL,
  is_helpful INTEGER NOT NULL CHECK (is_helpful IN (0, 1)),
  day INTEGER NOT NULL, -- as in answer_days
  PRIMARY KEY (answer, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX answer_votes_by_person ON answer_votes (user_id);
CREATE INDEX answer_votes_by_day ON answer_votes (day, is_helpful);
