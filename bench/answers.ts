import MiniSearch from "minisearch";
import type { Answerer } from "../src/answers/answer.ts";
import { createAnswerer } from "../src/answers/answerer.ts";
import { readableText } from "../src/channel/passages.ts";
import { FastIndex } from "../src/search/fast-index.ts";
import type { SqliteStore } from "../src/store/open.ts";
import { openSample, shippedGlossary } from "../test/golden/quality.ts";
import {
  type AnswerQuality,
  type JudgedQuestion,
  judgedQuestions,
  measureAnswers,
} from "../test/golden/questions/measure.ts";
import { aChannel, aPost } from "../test/support/posts.ts";
import type { Report, Row } from "./row.ts";
import { Corpus } from "./search/corpus.ts";

const USUAL_SIZES = [0, 10_000];
const QUOTED = 4;

/**
 * How well and how fast the judged questions are answered, the sample channel alone and among so many other posts;
 * beside MiniSearch as it comes, which shows the best four posts whole and never says that it does not know.
 */
export async function benchAnswers(sizes: readonly number[]): Promise<Report> {
  const rows: Row[] = [];
  const notes: string[] = [];
  for (const size of sizes.length > 0 ? sizes : USUAL_SIZES) {
    const store = await openSample();
    await addOthers(store, size);
    const stopped = new AbortController();
    const index = new FastIndex(store.search, { file: null, signal: stopped.signal, onEvent: () => {} });
    await index.catchUp();
    const ours = createAnswerer({
      store: store.search,
      fastIndex: async () => index.inStep(),
      glossary: shippedGlossary(),
    });
    const theirs = await plainAnswerer(store);
    const group = size === 0 ? "the sample channel" : `among ${size.toLocaleString("en")} other posts`;
    rows.push(...(await timesOf(ours, theirs)).map((row) => ({ ...row, group })));
    notes.push(...(await tableOf(group, { ours, "MiniSearch as it comes": theirs })), "");
    stopped.abort();
    await store.close();
  }
  return { rows, notes };
}

/** Posts of the same words in another order: none of them answers anything. */
async function addOthers(store: SqliteStore, size: number): Promise<void> {
  if (size === 0) return;
  const { id } = await store.openChannel(aChannel({ telegramId: 4242, username: "others" }));
  const posts = [...new Corpus(size).posts()].map(({ messageId, date, text }) =>
    aPost({ messageId, date, text }),
  );
  await store.savePosts(id, posts);
}

async function plainAnswerer(store: SqliteStore): Promise<Answerer> {
  const { posts } = await store.changesAfter(0, Number.MAX_SAFE_INTEGER);
  const byId = new Map(posts.map((post) => [post.id, post]));
  const index = new MiniSearch<{ id: number; text: string }>({ fields: ["text"] });
  index.addAll(posts.map((post) => ({ id: post.id, text: readableText(post) })));
  return {
    ask: async ({ question }) => {
      const found = index.search(question).slice(0, QUOTED);
      const citations = found.flatMap(({ id }) => {
        const post = byId.get(id);
        return post === undefined ? [] : [{ post, quote: { text: readableText(post), marks: [] } }];
      });
      const nothing = { isSure: true, short: null, worded: null, closest: [], passages: [] };
      return { ...nothing, question, answered: citations.length > 0, citations };
    },
  };
}

async function timesOf(ours: Answerer, theirs: Answerer): Promise<Row[]> {
  const questions = [...judgedQuestions("dev"), ...judgedQuestions("held-out")];
  const [own, other] = [await timesMs(questions, ours), await timesMs(questions, theirs)];
  return ([50, 99] as const).map((percent) => ({
    name: `a question, p${percent}`,
    value: percentile(own, percent),
    unit: "ms",
    ratio: percentile(other, percent) / percentile(own, percent),
    others: [{ name: "MiniSearch as it comes", value: percentile(other, percent), isCompared: true }],
  }));
}

/** Once to warm up, once to measure. */
async function timesMs(questions: readonly JudgedQuestion[], answerer: Answerer): Promise<number[]> {
  for (const { question } of questions) await answerer.ask({ question });
  const times: number[] = [];
  for (const { question } of questions) {
    const started = performance.now();
    await answerer.ask({ question });
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b);
}

function percentile(sorted: readonly number[], percent: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0;
}

async function tableOf(group: string, answerers: Readonly<Record<string, Answerer>>): Promise<string[]> {
  const lines = [`${group.padEnd(44)}right post      fact   refused  wrongly`];
  for (const set of ["dev", "held-out"] as const)
    for (const [name, answerer] of Object.entries(answerers))
      lines.push(line(`  ${set}, ${name}`, await measureAnswers(judgedQuestions(set), answerer)));
  return lines;
}

function line(name: string, { post, fact, refused, wronglyRefused }: AnswerQuality): string {
  const figures = [post, fact, refused, wronglyRefused];
  return name.padEnd(44) + figures.map((share) => share.toFixed(3).padStart(10)).join("");
}
