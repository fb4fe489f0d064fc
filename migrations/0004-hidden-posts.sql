-- Posts that an administrator took out of all answers; they stay what they are and are kept up to date.
CREATE TABLE hidden_posts (
  post_id INTEGER PRIMARY KEY REFERENCES posts (id),
  hidden_at INTEGER NOT NULL -- milliseconds since 1970
) STRICT;
