import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makePost } from "../src/channel/post.ts";
import { openArchive } from "../src/cli/open-archive.ts";
import { prepareArchive } from "../src/cli/playground-archive.ts";
import { playgroundWorld } from "../src/cli/playground-world.ts";
import { parseConfig } from "../src/config.ts";
import { packageFile } from "../src/package-files.ts";
import { type Playground, startPlayground } from "../src/playground/playground.ts";
import type { Row } from "./row.ts";
import { Corpus } from "./search/corpus.ts";

const MAIN = packageFile("dist", "main.js"); // as it is shipped
const STARTS = 9;
const READER = 5000;
const POSTS_AT_ONCE = 200;

interface World {
  readonly playground: Playground;
  readonly env: NodeJS.ProcessEnv;
}

/** A question, and what stands in its right answer. */
interface Probe {
  readonly question: string;
  readonly answer: RegExp;
}

const OF_SAMPLE: Probe = { question: "холодный старт", answer: /холодн/i };

/**
 * From the start of a process to its first right answer, in chat and on the command line: over the sample channel, and
 * over archives of so many posts.
 */
export async function benchStart(sizes: readonly number[]): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "inforetriever-bench-"));
  const world = await createWorld(folder);
  try {
    const rows = await rowsOver("the sample channel", world, OF_SAMPLE);
    for (const size of sizes) {
      const { databaseUrl, probe } = await archiveOf(size, folder);
      const env = { ...world.env, DATABASE_URL: databaseUrl };
      rows.push(...(await rowsOver(`${size} posts`, { ...world, env }, probe)));
    }
    return [
      ...rows,
      await row("Node alone, from its start to its end", () => runNode(["-e", "0"], world.env)),
    ];
  } finally {
    await world.playground.close();
    rmSync(folder, { recursive: true });
  }
}

async function rowsOver(what: string, world: World, probe: Probe): Promise<Row[]> {
  return [
    await row(`bot over ${what}, from its start to the answer in chat`, () => askBot(world, probe)),
    await row(`command line over ${what}, from its start to the answer`, () => askCommandLine(world, probe)),
  ];
}

/** The probe is a word of one post in the middle. */
async function archiveOf(size: number, folder: string): Promise<{ databaseUrl: string; probe: Probe }> {
  const databaseUrl = `file:${join(folder, `${size}.db`)}`;
  const corpus = new Corpus(size);
  const store = await openArchive({ databaseUrl, knownPapers: "shipped" });
  const { id } = await store.openChannel({ telegramId: 1_000_001, username: "bench", title: "Bench" });
  for (let from = 0; from < size; from += POSTS_AT_ONCE) {
    const numbers = Array.from({ length: Math.min(POSTS_AT_ONCE, size - from) }, (_, at) => from + at);
    await store.savePosts(
      id,
      numbers.map((n) => makePost(corpus.postAt(n))),
    );
  }
  await store.close();
  const { ownWord } = corpus.postAt(Math.floor(size / 2));
  return { databaseUrl, probe: { question: ownWord, answer: new RegExp(ownWord) } };
}

async function createWorld(folder: string): Promise<World> {
  const config = parseConfig({ DATABASE_URL: `file:${join(folder, "none.db")}` });
  const signal = new AbortController().signal;
  const surroundings = { config, now: () => new Date(), fetch: globalThis.fetch, signal };
  const { databaseUrl, channels } = await prepareArchive(surroundings, folder);
  const sample = playgroundWorld(channels);
  const reader = { id: READER, first_name: "Reader", language_code: "ru" };
  const world = { ...sample, users: [...sample.users, reader] };
  const playground = await startPlayground({ host: "127.0.0.1", port: 0, world });
  const env = {
    ...process.env,
    BOT_TOKEN: playground.token,
    TELEGRAM_API_ROOT: playground.apiRoot,
    DATABASE_URL: databaseUrl,
    HTTP_PORT: "0",
    LOG_LEVEL: "error",
  };
  return { playground, env };
}

/** The question is there before the bot is, as after a restart. */
async function askBot(
  { playground: { telegram }, env }: World,
  { question, answer }: Probe,
): Promise<number> {
  telegram.send(READER, READER, question);
  const started = performance.now();
  const bot = spawn(process.execPath, [MAIN, "start"], { env, stdio: ["ignore", "ignore", "inherit"] });
  await telegram.waitForMessage(READER, ({ text }) => answer.test(text ?? ""), 30_000);
  const answeredMs = performance.now() - started;
  bot.kill("SIGTERM");
  await exitOf(bot);
  return answeredMs;
}

async function askCommandLine({ env }: World, { question, answer }: Probe): Promise<number> {
  const started = performance.now();
  const search = spawn(process.execPath, [MAIN, "search", question], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  for await (const chunk of search.stdout) printed += chunk;
  const answeredMs = performance.now() - started;
  if (!answer.test(printed)) throw new Error(`search printed: ${printed}`);
  return answeredMs;
}

async function runNode(words: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const started = performance.now();
  await exitOf(spawn(process.execPath, words, { env, stdio: "inherit" }));
  return performance.now() - started;
}

async function exitOf(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}

async function row(name: string, measure: () => Promise<number>): Promise<Row> {
  const measured: number[] = [];
  for (let at = 0; at < STARTS; at++) measured.push(await measure());
  measured.sort((a, b) => a - b);
  return { name: `${name}, p50`, value: Math.round(measured[measured.length >> 1] ?? 0), unit: "ms" };
}
