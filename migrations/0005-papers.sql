-- What posts say of papers. All of it is made from the posts and can be made anew (see paper_state); hidden posts have
-- no rows. Which paper is which is not kept: that changes with every post.

-- Places that name a paper by themselves.
CREATE TABLE paper_sightings (
  post_id INTEGER NOT NULL REFERENCES posts (id),
  start INTEGER NOT NULL, -- in UTF-16 units, as "end", into what a reader can see of the post
  "end" INTEGER NOT NULL CHECK ("end" > start),
  rule TEXT NOT NULL, -- why the place counts
  title TEXT, -- as the post spells it
  arxiv_id TEXT, -- without a version
  doi TEXT, -- in lower case
  page TEXT, -- another page about the paper
  names TEXT NOT NULL, -- JSON: short names that the post gives it beside the title
  PRIMARY KEY (post_id, start),
  CHECK (coalesce(title, arxiv_id, doi, page) IS NOT NULL)
) STRICT, WITHOUT ROWID;

-- Short names that stand in posts, each where it stands first.
CREATE TABLE paper_names (
  name TEXT NOT NULL, -- as names are compared
  post_id INTEGER NOT NULL REFERENCES posts (id),
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL CHECK ("end" > start),
  PRIMARY KEY (name, post_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX paper_names_by_post ON paper_names (post_id, start);

-- Posts that have sightings, or had some: whoever follows the changes need not look at all others.
CREATE TABLE noted_posts (
  post_id INTEGER PRIMARY KEY, -- the post may be gone
  sequence INTEGER NOT NULL UNIQUE -- of the post's change that the notes were made at
) STRICT;

-- What an administrator took for no paper.
CREATE TABLE hidden_papers (
  paper_key TEXT PRIMARY KEY,
  hidden_at INTEGER NOT NULL -- milliseconds since 1970
) STRICT, WITHOUT ROWID;

-- What arXiv says of papers.
CREATE TABLE arxiv_records (
  arxiv_id TEXT PRIMARY KEY, -- without a version
  facts TEXT, -- JSON; null where arXiv has no such paper
  fetched_at TEXT NOT NULL -- ISO 8601
) STRICT;

CREATE TABLE paper_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  stamp TEXT NOT NULL, -- of the rules and the list that posts are read by; '' = nobody has read any
  waiting_from INTEGER, -- posts from this key on wait to be read under the stamp; null: none waits
  epoch TEXT NOT NULL, -- changes whenever posts that waited have all been read
  facts INTEGER NOT NULL -- number of the last change to hidden_papers and arxiv_records
) STRICT;

INSERT INTO paper_state (id, stamp, waiting_from, epoch, facts) SELECT 1, '', min(id), '', 0 FROM posts;
