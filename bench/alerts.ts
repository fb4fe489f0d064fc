import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import MiniSearch from "minisearch";
import { makePost } from "../src/channel/post.ts";
import { createSavedQueries, type SavedQueries } from "../src/digests/saved-queries.ts";
import type { SavedQuery } from "../src/digests/subscription-store.ts";
import { packageFile } from "../src/package-files.ts";
import { parseGlossary } from "../src/search/glossary.ts";
import { createFinder } from "../src/search/post-finder.ts";
import { openStore, type SqliteStore } from "../src/store/open.ts";
import { makeAlerts } from "./alerts-queries.ts";
import type { Other, Report, Row } from "./row.ts";
import { Corpus } from "./search/corpus.ts";
import { quantiles } from "./search/figure.ts";
import { settledRss } from "./search/settled-rss.ts";

const USUAL_SIZES = [1_000, 10_000, 100_000];
/** What the saved queries are about, and what tells which of their words are rare. */
const ARCHIVE = new Corpus(2_000);
const CHANNEL = { telegramId: 1_900_000_001, username: "bench", title: "Bench" };
const NEW_POSTS = 300;
/** Compiled code, as in a bot that has been up a while. */
const WARMING_UP = 20;
/** The others take so long that a part of the queries has to do. */
const SAMPLE = 300;
const POSTS_FOR_OTHERS = 5;
const MB = 2 ** 20;
const GLOSSARY = parseGlossary(JSON.parse(readFileSync(packageFile("data", "glossary.json"), "utf8")));

interface Bench {
  readonly store: SqliteStore;
  readonly channelId: number;
}

/** Which of so many saved queries a new post matches; the others run one query after another. */
export async function benchAlerts(sizes: readonly number[]): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), "inforetriever-bench-"));
  const store = await openStore(`file:${join(folder, "bench.db")}`);
  try {
    const { id: channelId } = await store.openChannel(CHANNEL);
    await store.savePosts(channelId, [...ARCHIVE.posts()].map(postOf));
    const rows: Row[] = [];
    let next = ARCHIVE.size;
    for (const size of sizes.length > 0 ? sizes : USUAL_SIZES) {
      console.error(`alerts, ${size.toLocaleString("en")} saved queries …`);
      rows.push(...(await measure(size, next, { store, channelId })));
      next += NEW_POSTS;
    }
    return {
      rows,
      notes: [
        `The others: ${SAMPLE} of the queries, for ${POSTS_FOR_OTHERS} posts, times the number of queries.`,
      ],
    };
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

async function measure(size: number, firstNew: number, bench: Bench): Promise<Row[]> {
  const alerts = makeAlerts(ARCHIVE, size);
  const before = await settledRss();
  const saved = savedQueriesOver(alerts, bench.store);
  const started = performance.now();
  await saved.catchUp();
  const seconds = (performance.now() - started) / 1000;
  const memory = ((await settledRss()) - before) / MB;
  const { timesMs, matched } = await matchNewPosts(saved, firstNew, bench);
  const others = await timesOfOthers(alerts, bench.store);
  const group = `${size.toLocaleString("en")} saved queries`;
  return [
    ...quantiles("a new post", timesMs).map(({ name, value, unit }) => {
      const best = Math.min(...others.map((other) => other.value));
      return { name, value, unit, group, others, ratio: best / value };
    }),
    { name: "queries that a post matches, mean", value: matched / timesMs.length, unit: "", group },
    { name: "reading all of them at the start", value: seconds, unit: "s", group },
    { name: "memory", value: memory, unit: "MB", group },
  ];
}

function savedQueriesOver(alerts: readonly SavedQuery[], { search }: SqliteStore): SavedQueries {
  return createSavedQueries({
    store: search,
    glossary: GLOSSARY,
    timezone: "UTC",
    queries: {
      savedQueriesAfter: async (id, limit) => alerts.slice(id, id + limit), // their keys are 1, 2, 3 …
    },
    papersOfPost: async () => [],
  });
}

async function matchNewPosts(saved: SavedQueries, first: number, { store, channelId }: Bench) {
  const timesMs: number[] = [];
  let matched = 0;
  for (let n = first; n < first + NEW_POSTS; n++) {
    const id = await savedId(n, { store, channelId });
    const started = performance.now();
    const { length } = await saved.savedQueriesOf(id);
    if (n < first + WARMING_UP) continue;
    timesMs.push(performance.now() - started);
    matched += length;
  }
  return { timesMs, matched };
}

async function savedId(n: number, { store, channelId }: Bench): Promise<number> {
  await store.savePosts(channelId, [postOf(ARCHIVE.postAt(n))]);
  const [latest] = (await store.latestPosts({ offset: 0, limit: 1 })).posts;
  if (latest === undefined) throw new Error("A post that was just saved is gone");
  return latest.id;
}

function postOf({ messageId, date, text }: { messageId: number; date: string; text: string }) {
  return makePost({ messageId, date, editedAt: null, text });
}

async function timesOfOthers(alerts: readonly SavedQuery[], store: SqliteStore): Promise<Other[]> {
  const sample = alerts.slice(0, SAMPLE).map(({ query }) => query);
  const times = (ms: number) => (ms * alerts.length) / sample.length;
  return [
    { name: "MiniSearch", value: times(await msByMiniSearch(sample)), isCompared: true },
    { name: "our search", value: times(await msBySearching(sample, store)), isCompared: true },
  ];
}

/** The post alone is the index. */
async function msByMiniSearch(queries: readonly string[]): Promise<number> {
  const started = performance.now();
  for (let n = 0; n < POSTS_FOR_OTHERS; n++) {
    const index = new MiniSearch({ idField: "messageId", fields: ["text"] });
    index.add(ARCHIVE.postAt(ARCHIVE.size + n));
    for (const query of queries) index.search(query, { combineWith: "AND" });
  }
  return (performance.now() - started) / POSTS_FOR_OTHERS;
}

/** Every saved query is searched, the newest first, to see whether the post is among what is found. */
async function msBySearching(queries: readonly string[], store: SqliteStore): Promise<number> {
  const finder = createFinder({ store: store.search, timezone: "UTC", glossary: GLOSSARY });
  const started = performance.now();
  for (const query of queries) await finder.search({ query, order: "newest", offset: 0, limit: 1 });
  return performance.now() - started;
}
