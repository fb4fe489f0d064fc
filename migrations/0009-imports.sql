-- Archives that are being imported out of a chat: what the message says should the process end in the middle.
CREATE TABLE imports_under_way (
  chat_id INTEGER NOT NULL,
  message_id INTEGER NOT NULL,
  last_words TEXT NOT NULL, -- JSON: text and entities
  run TEXT NOT NULL, -- of the process that imports
  PRIMARY KEY (chat_id, message_id)
) STRICT, WITHOUT ROWID;
