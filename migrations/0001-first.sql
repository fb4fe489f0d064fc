-- Strict tables: a value of another type is refused, not converted.

CREATE TABLE channels (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice: it stands in messages and in indexes
  telegram_id INTEGER UNIQUE, -- without -100
  username TEXT, -- as Telegram spells it; usernames are ASCII, so NOCASE compares them well
  title TEXT
) STRICT;

CREATE UNIQUE INDEX channels_by_username ON channels (username COLLATE NOCASE);

CREATE TABLE posts (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice: an index may still know a post that is gone
  channel_id INTEGER NOT NULL REFERENCES channels (id),
  message_id INTEGER, -- the lowest of post_messages, for the order of posts of one second
  media_group_id TEXT,
  date TEXT NOT NULL, -- ISO 8601, with Z or as the local time of an unknown zone
  date_sort INTEGER NOT NULL, -- seconds since 1970; a local time as if it were UTC
  is_edit_known INTEGER NOT NULL CHECK (is_edit_known IN (0, 1)),
  edited_at TEXT CHECK (edited_at IS NULL OR is_edit_known = 1), -- null: never, or not known
  text TEXT NOT NULL,
  text_key TEXT, -- names the letters of the text; null where it has none
  entities TEXT NOT NULL, -- JSON, as all of these
  author TEXT,
  forwarded_from TEXT,
  media TEXT NOT NULL,
  poll TEXT,
  views INTEGER,
  parts TEXT, -- the messages of an album that came one by one; null where the post came at once
  sequence INTEGER NOT NULL UNIQUE
) STRICT;

CREATE INDEX posts_newest_first ON posts (date_sort DESC, message_id DESC, id DESC);
CREATE INDEX posts_of_channel_newest_first ON posts (channel_id, date_sort DESC, message_id DESC, id DESC);
CREATE INDEX posts_by_media_group ON posts (channel_id, media_group_id) WHERE media_group_id IS NOT NULL;
CREATE INDEX posts_by_text ON posts (channel_id, text_key, message_id) WHERE text_key IS NOT NULL;

-- Every message of a post: one, or all of an album.
CREATE TABLE post_messages (
  channel_id INTEGER NOT NULL REFERENCES channels (id),
  message_id INTEGER NOT NULL,
  post_id INTEGER NOT NULL REFERENCES posts (id),
  PRIMARY KEY (channel_id, message_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX post_messages_by_post ON post_messages (post_id, message_id);

-- Posts that turned out to be another post; whoever follows the changes must forget them.
CREATE TABLE removed_posts (
  post_id INTEGER PRIMARY KEY,
  sequence INTEGER NOT NULL UNIQUE
) STRICT;

-- The number of the last change to any post.
CREATE TABLE post_sequence (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  value INTEGER NOT NULL
) STRICT;

INSERT INTO post_sequence (id, value) VALUES (1, 0);

-- What Telegram sent, before anyone acts on it.
CREATE TABLE updates (
  position INTEGER PRIMARY KEY AUTOINCREMENT, -- order of arrival: Telegram may start its numbers anew
  update_id INTEGER NOT NULL UNIQUE,
  payload TEXT CHECK ((payload IS NOT NULL) = (state = 'accepted')), -- JSON; gone once it is not needed again
  state TEXT NOT NULL CHECK (state IN ('accepted', 'begun', 'finished')),
  attempts INTEGER NOT NULL DEFAULT 0, -- how often it was given out after a restart
  accepted_at INTEGER NOT NULL -- milliseconds since 1970
) STRICT;

CREATE INDEX updates_to_handle ON updates (position) WHERE state = 'accepted';
CREATE INDEX updates_by_age ON updates (accepted_at) WHERE state <> 'accepted';

CREATE TABLE buttons (
  token TEXT PRIMARY KEY,
  user_id INTEGER NOT NULL,
  state TEXT NOT NULL,
  used_at INTEGER NOT NULL -- milliseconds since 1970
) STRICT, WITHOUT ROWID;

CREATE INDEX buttons_by_age ON buttons (used_at);
