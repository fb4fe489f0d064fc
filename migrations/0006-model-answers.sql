-- How many answers a language model was asked for, a day; days that are over are deleted.
CREATE TABLE model_answers (
  day TEXT NOT NULL, -- in UTC: 2024-11-19
  asked_by INTEGER NOT NULL, -- the person's Telegram id; 0 = everybody together
  answers INTEGER NOT NULL CHECK (answers >= 0),
  PRIMARY KEY (day, asked_by)
) STRICT, WITHOUT ROWID;
