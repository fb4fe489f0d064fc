import { basename } from "node:path";
import type { Engine, Post } from "../engine.ts";
import { literal, Psql, whyNoPsql } from "./psql.ts";

const CONNECT_TIMEOUT_S = 3;
/** One of these says which server is meant; the default socket may be somebody's own. */
const ADDRESS = ["PGHOST", "PGHOSTADDR", "PGSERVICE", "PGDATABASE"];

/** Words of both languages in stems: the Russian configuration stems Latin words in English. */
const CREATE_TABLE = `
  CREATE TABLE posts (
    id bigint PRIMARY KEY,
    text text NOT NULL,
    stems tsvector GENERATED ALWAYS AS (to_tsvector('russian', text)) STORED
  )`;

export async function openPostgres(folder: string): Promise<Engine> {
  return new Postgres(new Psql(), schemaOf(folder));
}

export async function whyNoPostgres(): Promise<string | null> {
  const isNamed = ADDRESS.some((name) => (process.env[name] ?? "") !== "");
  return isNamed ? whyNoPsql(CONNECT_TIMEOUT_S) : `no server is named (${ADDRESS.join(", ")})`;
}

export async function dropSchema(folder: string): Promise<void> {
  const psql = new Psql();
  await psql.run(`SET client_min_messages = warning; DROP SCHEMA IF EXISTS ${schemaOf(folder)} CASCADE`);
  await psql.end();
}

/** Two runs at once do not meet: the folder's name is drawn at random. */
function schemaOf(folder: string): string {
  return basename(folder).toLowerCase().replaceAll(/\W/g, "_");
}

/** Full text search as its manual sets it up: stored stems, GIN; any word may match, the last one as a beginning. */
class Postgres implements Engine {
  readonly #psql: Psql;
  readonly #schema: string;

  constructor(psql: Psql, schema: string) {
    this.#psql = psql;
    this.#schema = schema;
  }

  async build(posts: Iterable<Post>): Promise<void> {
    await this.#psql.run(`CREATE SCHEMA ${this.#schema}`);
    await this.load();
    await this.#psql.run(CREATE_TABLE);
    await this.#psql.copy("posts (id, text)", columnsOf(posts));
    await this.#psql.run("CREATE INDEX posts_stems ON posts USING gin (stems)");
    await this.#psql.run("ANALYZE posts");
  }

  async load(): Promise<void> {
    await this.#psql.run(`SET client_min_messages = warning; SET search_path = ${this.#schema}`);
  }

  async search(query: string): Promise<number[]> {
    return (await this.#psql.run(searchSql(query))).map((line) => Number.parseInt(line, 10));
  }

  async add({ messageId, text }: Post): Promise<void> {
    await this.#psql.run(`INSERT INTO posts (id, text) VALUES (${messageId}, ${literal(text)})`);
  }

  async replace({ messageId, text }: Post): Promise<void> {
    await this.#psql.run(`UPDATE posts SET text = ${literal(text)} WHERE id = ${messageId}`);
  }

  async remove({ messageId }: Post): Promise<void> {
    await this.#psql.run(`DELETE FROM posts WHERE id = ${messageId}`);
  }

  close(): Promise<void> {
    return this.#psql.end();
  }

  async diskBytes(): Promise<number> {
    return Number((await this.#psql.run("SELECT pg_total_relation_size('posts')"))[0]);
  }
}

function* columnsOf(posts: Iterable<Post>): Generator<string[]> {
  for (const { messageId, text } of posts) yield [String(messageId), text];
}

/** `'холодн' & 'старт'` becomes `'холодн' | 'старт':*`; words that are no words leave nothing to look for. */
function searchSql(query: string): string {
  return `
    WITH asked AS (
      SELECT (nullif(replace(plainto_tsquery('russian', ${literal(query)})::text, '&', '|'), '') || ':*')::tsquery
      AS stems
    ), best AS (
      SELECT id, text, asked.stems FROM posts, asked WHERE posts.stems @@ asked.stems
      ORDER BY ts_rank(posts.stems, asked.stems) DESC LIMIT 10
    )
    SELECT id, replace(ts_headline('russian', text, stems), E'\\n', ' ') FROM best`;
}
