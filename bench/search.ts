import { readFileSync } from "node:fs";
import MiniSearch from "minisearch";
import { makePost, type StoredPost } from "../src/channel/post.ts";
import { packageFile } from "../src/package-files.ts";
import { createFinder, type FinderDeps, type PostFinder } from "../src/search/post-finder.ts";
import { tokensOf } from "../src/search/words/tokens.ts";
import type { Row } from "./row.ts";

const SIZES = [1_000, 10_000];
const QUERIES_A_KIND = 100;
const WARM_UP_QUERIES = 20;
const SENTENCES_A_POST = 8;
const WORDS_A_SENTENCE = 12;
/** One word in so many is new to the archive, as names and numbers are in a real one. */
const RARE_WORD_EVERY = 40;
const SEED = 20_241_119;

/** Time to index and to answer, whole chain with ten snippets, against MiniSearch as it comes over whole posts. */
export async function benchSearch(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const size of SIZES) rows.push(...(await benchSize(size)));
  return rows;
}

async function benchSize(size: number): Promise<Row[]> {
  const random = randomFrom(SEED);
  const posts = makePosts(size, random);
  const finder = createFinder({ posts: reader(posts) });
  const plain = new MiniSearch<StoredPost>({ fields: ["text"], searchOptions: { prefix: true, fuzzy: 0.2 } });
  const ours = await timed(() => finder.catchUp());
  const theirs = await timed(() => plain.addAll(posts));
  const label = `${size.toLocaleString("en")} posts`;
  const index: Row = { name: `index ${label}`, value: Math.round(ours), unit: "ms", ratio: theirs / ours };
  const rows: Row[] = [index];
  for (const [kind, queries] of Object.entries(makeQueries(posts, random))) {
    rows.push(...(await benchQueries(`${kind}, ${label}`, queries, { finder, plain })));
  }
  return rows;
}

interface Engines {
  readonly finder: PostFinder;
  readonly plain: MiniSearch<StoredPost>;
}

async function benchQueries(name: string, queries: readonly string[], engines: Engines): Promise<Row[]> {
  const { finder, plain } = engines;
  const ours = await timesOf(queries, (query) =>
    finder.search({ query, order: "relevance", offset: 0, limit: 10 }),
  );
  const theirs = await timesOf(queries, (query) => plain.search(query).slice(0, 10));
  return [0.5, 0.99].map((share) => ({
    name: `query p${share * 100}, ${name}`,
    value: Math.round(quantile(ours, share) * 100) / 100,
    unit: "ms",
    ratio: quantile(theirs, share) / quantile(ours, share),
  }));
}

async function timesOf(queries: readonly string[], search: (query: string) => unknown): Promise<number[]> {
  for (const query of queries.slice(0, WARM_UP_QUERIES)) await search(query);
  const times: number[] = [];
  for (const query of queries) times.push(await timed(() => search(query)));
  return times.sort((a, b) => a - b);
}

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Posts of the sample channel's words, as frequent as they are there, with rare words in between. */
function makePosts(count: number, random: () => number): StoredPost[] {
  const words = sampleWords();
  const channel = { id: 1, telegramId: 1_900_000_001, username: "bench", title: "Bench" };
  let rare = 0;
  const word = () => {
    const drawn = words[Math.floor(random() * words.length)] ?? "";
    return random() * RARE_WORD_EVERY < 1 ? `${drawn}${(rare++).toString(36)}` : drawn;
  };
  const sentence = () => `${Array.from({ length: WORDS_A_SENTENCE }, word).join(" ")}.`;
  return Array.from({ length: count }, (_, n) => ({
    ...makePost({
      messageId: n + 1,
      date: new Date(Date.UTC(2020, 0, 1) + n * 3_600_000).toISOString().replace(".000", ""),
      text: Array.from({ length: SENTENCES_A_POST }, sentence).join("\n\n"),
    }),
    id: n + 1,
    channel,
  }));
}

/** Every occurrence of every word, so that drawing one keeps their frequencies. */
function sampleWords(): string[] {
  const sample = readFileSync(packageFile("data", "sample-channel", "result.json"), "utf8");
  const texts = [...sample.matchAll(/"text": ?"((?:[^"\\]|\\.)*)"/g)].map(([, text = ""]) => text);
  return texts.flatMap((text) =>
    tokensOf(JSON.parse(`"${text}"`)).flatMap(({ word, joined }) => (joined ? [] : word)),
  );
}

function makeQueries(posts: readonly StoredPost[], random: () => number): Record<string, string[]> {
  const from = (length: number) => {
    const post = posts[Math.floor(random() * posts.length)];
    const words = post?.text.split(/[\s.]+/).filter((word) => word.length > 3) ?? [];
    const start = Math.floor(random() * Math.max(1, words.length - length));
    return words.slice(start, start + length);
  };
  const each = (make: () => string) => Array.from({ length: QUERIES_A_KIND }, make);
  return {
    "one word": each(() => from(1).join(" ")),
    "three words": each(() => from(3).join(" ")),
    prefix: each(() => from(1).join(" ").slice(0, 4)),
    typo: each(() => from(2).map(misspelt).join(" ")),
    "a whole question": each(() => from(14).join(" ")),
  };
}

/** Two letters in the middle swapped. */
function misspelt(word: string): string {
  const middle = Math.floor(word.length / 2);
  return word.slice(0, middle - 1) + word.charAt(middle) + word.charAt(middle - 1) + word.slice(middle + 1);
}

function reader(posts: readonly StoredPost[]): FinderDeps["posts"] {
  const byId = new Map(posts.map((post) => [post.id, post]));
  return {
    changesAfter: async (sequence, limit) => {
      const changed = posts.slice(sequence, sequence + limit);
      return { posts: changed, removedIds: [], sequence: sequence + changed.length };
    },
    postsByIds: async (ids) => ids.flatMap((id) => byId.get(id) ?? []),
  };
}

/** Park and Miller's generator: the same corpus and queries in every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
