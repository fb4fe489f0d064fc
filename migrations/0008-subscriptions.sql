-- Places that are sent something: chats, and topics of forums.
CREATE TABLE subscribers (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice: what was owed is kept under it for a while
  chat_id INTEGER NOT NULL,
  topic_id INTEGER NOT NULL CHECK (topic_id >= 0), -- 0 = the chat itself
  timezone TEXT NOT NULL, -- IANA name
  quiet_from INTEGER CHECK (quiet_from BETWEEN 0 AND 23), -- local hours
  quiet_until INTEGER CHECK (quiet_until BETWEEN 0 AND 24),
  is_silent INTEGER NOT NULL CHECK (is_silent IN (0, 1)),
  language TEXT NOT NULL,
  ended_because TEXT CHECK (ended_because IN ('blocked', 'removed', 'gone')),
  last_date TEXT, -- of its last digest: 2026-11-30; one that starts anew on the same day is not sent another
  left_at INTEGER, -- milliseconds since 1970; since then it asks for nothing
  UNIQUE (chat_id, topic_id),
  CHECK ((quiet_from IS NULL) = (quiet_until IS NULL))
) STRICT;

-- All that a condition names stands in an index, so that rows are counted without being read.
CREATE INDEX subscribers_sent_to ON subscribers (ended_because, left_at) WHERE ended_because IS NULL AND left_at IS NULL;
CREATE INDEX subscribers_that_left ON subscribers (left_at) WHERE left_at IS NOT NULL;

-- What people want to be told of, each once; gone when nobody does any more.
CREATE TABLE saved_queries (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice: whoever knows all up to a key needs to see only the later ones
  query TEXT NOT NULL,
  paper_key TEXT -- null where words are meant
) STRICT;

CREATE UNIQUE INDEX saved_queries_once ON saved_queries (query, coalesce(paper_key, ''));

CREATE TABLE digests (
  subscriber_id INTEGER PRIMARY KEY REFERENCES subscribers (id),
  rhythm TEXT NOT NULL CHECK (rhythm IN ('each', 'daily', 'weekly')),
  weekday INTEGER CHECK (weekday BETWEEN 1 AND 7), -- Monday is 1
  hour INTEGER NOT NULL CHECK (hour BETWEEN 0 AND 23),
  query_id INTEGER REFERENCES saved_queries (id), -- null = every post
  channel_ids TEXT NOT NULL, -- JSON; [] = all
  says_nothing_new INTEGER NOT NULL CHECK (says_nothing_new IN (0, 1)),
  when_late TEXT NOT NULL CHECK (when_late IN ('send', 'fold')),
  is_paused INTEGER NOT NULL CHECK (is_paused IN (0, 1)),
  is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)), -- 0: it is paused, or its place has ended
  after_post INTEGER NOT NULL, -- posts up to this key were told of, or are older than the digest
  since INTEGER NOT NULL, -- when the last one was planned, or it began; milliseconds since 1970, as next_at
  next_date TEXT, -- the local date that names the next one: 2026-11-30
  next_at INTEGER,
  CHECK ((weekday IS NOT NULL) = (rhythm = 'weekly')),
  CHECK (is_paused = 0 OR is_active = 0),
  CHECK ((next_at IS NOT NULL) = (rhythm <> 'each' AND is_paused = 0)),
  CHECK ((next_date IS NULL) = (next_at IS NULL))
) STRICT;

CREATE INDEX digests_due ON digests (next_at) WHERE is_active = 1 AND next_at IS NOT NULL;
CREATE INDEX digests_of_every_post ON digests (subscriber_id)
  WHERE rhythm = 'each' AND query_id IS NULL AND is_active = 1;
CREATE INDEX digests_by_query ON digests (query_id, subscriber_id) WHERE query_id IS NOT NULL;
CREATE INDEX digests_paused ON digests (subscriber_id) WHERE is_paused = 1;

CREATE TABLE alerts (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice: it stands behind buttons
  subscriber_id INTEGER NOT NULL REFERENCES subscribers (id),
  query_id INTEGER NOT NULL REFERENCES saved_queries (id),
  after_post INTEGER NOT NULL, -- as of digests
  UNIQUE (subscriber_id, query_id)
) STRICT;

CREATE INDEX alerts_by_query ON alerts (query_id, subscriber_id);

-- The outbox.
CREATE TABLE deliveries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  subscriber_id INTEGER NOT NULL, -- no reference: the place may be gone before what it was sent is forgotten
  subject TEXT NOT NULL, -- post:123, or the local date of a digest, date:2026-11-30
  state TEXT NOT NULL CHECK (state IN ('pending', 'sending', 'sent', 'dead')),
  due_at INTEGER NOT NULL, -- milliseconds since 1970, as all of these
  unsure_attempts INTEGER NOT NULL DEFAULT 0 CHECK (unsure_attempts >= 0),
  after_post INTEGER, -- the posts of a digest: after this key,
  up_to_post INTEGER, -- up to and with this one,
  published_since INTEGER, -- published since then
  is_begun INTEGER NOT NULL DEFAULT 0 CHECK (is_begun IN (0, 1)), -- a message of it has arrived, or may have
  messages TEXT, -- JSON; null where there is one, and once it is finished
  sent_parts INTEGER NOT NULL DEFAULT 0 CHECK (sent_parts >= 0), -- of these messages
  message_id INTEGER, -- of the last that has arrived
  reason TEXT, -- why it will not be sent
  finished_at INTEGER,
  UNIQUE (subject, subscriber_id), -- in this order what is owed of one post stands together, and is written fast
  CHECK ((finished_at IS NOT NULL) = (state IN ('sent', 'dead'))),
  CHECK ((reason IS NOT NULL) = (state = 'dead')),
  CHECK (state <> 'sent' OR message_id IS NOT NULL),
  CHECK (messages IS NULL OR finished_at IS NULL),
  CHECK ((up_to_post IS NOT NULL) = (subject LIKE 'date:%')),
  CHECK ((after_post IS NULL) = (up_to_post IS NULL) AND (published_since IS NULL) = (up_to_post IS NULL))
) STRICT;

CREATE INDEX deliveries_owed ON deliveries (state, finished_at, due_at) WHERE finished_at IS NULL;
CREATE INDEX deliveries_owed_to ON deliveries (subscriber_id, state) WHERE finished_at IS NULL;
CREATE INDEX deliveries_finished ON deliveries (state, finished_at, reason) WHERE finished_at IS NOT NULL;

-- How far posts have been told of.
CREATE TABLE digest_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  told_post INTEGER NOT NULL, -- posts up to this key are no news
  planning_post INTEGER, -- the one that is being planned in steps; null: none is
  planning_query INTEGER, -- how far that has come: those who want what matches it; 0 = every post
  planning_kind TEXT CHECK (planning_kind IN ('digests', 'alerts')), -- of that query; digests come first
  planning_subscriber INTEGER, -- the last of these that was done
  CHECK ((planning_post IS NULL) = (planning_query IS NULL)),
  CHECK ((planning_post IS NULL) = (planning_kind IS NULL)),
  CHECK ((planning_post IS NULL) = (planning_subscriber IS NULL))
) STRICT;

-- Nobody is told of what is old.
INSERT INTO digest_state (id, told_post)
  VALUES (1, coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'posts'), 0));
