-- What chats chose: a person's private chat has the person's id, a group a negative one.
CREATE TABLE chats (
  chat_id INTEGER PRIMARY KEY,
  settings TEXT NOT NULL -- JSON
) STRICT;

CREATE INDEX buttons_by_owner ON buttons (user_id);
