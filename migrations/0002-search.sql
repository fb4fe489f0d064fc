-- What searching reads. All of it is made from the posts and can be made anew (see search_state).

-- Stems are numbered: indexes know numbers only.
CREATE TABLE stems (
  stem TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  frequency INTEGER NOT NULL, -- in how many passages a word with this stem stands
  reversed TEXT -- last letter first; null where nobody looks for misspellings
) STRICT, WITHOUT ROWID;

CREATE INDEX stems_by_end ON stems (reversed) WHERE reversed IS NOT NULL;

-- Every word that was ever seen.
CREATE TABLE words (
  word TEXT PRIMARY KEY,
  stem INTEGER NOT NULL, -- number
  reversed TEXT -- as of stems; null where the word is its own stem
) STRICT, WITHOUT ROWID;

CREATE INDEX words_by_end ON words (reversed) WHERE reversed IS NOT NULL;

-- Words by the consonants they sound of, to find them in the other script.
CREATE TABLE sounds (
  skeleton TEXT NOT NULL,
  script TEXT NOT NULL CHECK (script IN ('cyrillic', 'latin')),
  word TEXT NOT NULL,
  stem INTEGER NOT NULL, -- number
  PRIMARY KEY (skeleton, script, word)
) STRICT, WITHOUT ROWID;

-- A post's words in order, packed: what stands how near to what. A post without a row is not indexed yet.
CREATE TABLE readings (
  post_id INTEGER PRIMARY KEY,
  words BLOB NOT NULL
) STRICT;

-- Which posts have which stems, by their numbers; a number with an "a" before it stands aside, in an address or a name.
CREATE VIRTUAL TABLE post_words USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'ascii');

-- What filters ask for.
CREATE TABLE post_facts (
  post_id INTEGER PRIMARY KEY,
  has INTEGER NOT NULL, -- bits: link 1, paper 2, photo 4, video 8, poll 16, code 32
  author TEXT -- as it is compared; null where the channel shows none
) STRICT;

CREATE TABLE post_tags (
  tag TEXT NOT NULL, -- as it is compared, without #
  post_id INTEGER NOT NULL,
  PRIMARY KEY (tag, post_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX post_tags_by_post ON post_tags (post_id);

CREATE TABLE search_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  epoch TEXT NOT NULL, -- changes whenever stems are numbered anew
  analyser INTEGER NOT NULL, -- version of the rules that made words and stems; 0 = nothing is indexed
  is_complete INTEGER NOT NULL CHECK (is_complete IN (0, 1)), -- whether every post is indexed
  posts INTEGER NOT NULL, -- how many are indexed
  passages INTEGER NOT NULL -- how many these have
) STRICT;

INSERT INTO search_state (id, epoch, analyser, is_complete, posts, passages) VALUES (1, '', 0, 0, 0, 0);
