import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepareArchive } from "../src/cli/playground-archive.ts";
import { playgroundWorld } from "../src/cli/playground-world.ts";
import { parseConfig } from "../src/config.ts";
import { packageFile } from "../src/package-files.ts";
import { type Playground, startPlayground } from "../src/playground/playground.ts";
import type { Row } from "./row.ts";

const MAIN = packageFile("dist", "main.js"); // as it is shipped
const STARTS = 9;
const READER = 5000;
const QUESTION = "холодный старт";
const ANSWER = /холодн/i;

interface World {
  readonly playground: Playground;
  readonly env: NodeJS.ProcessEnv;
}

/** From the start of a process to its first right answer, over the sample channel: in chat and on the command line. */
export async function benchStart(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "inforetriever-bench-"));
  const world = await createWorld(folder);
  try {
    return [
      await row("bot, from its start to the answer in chat", () => askBot(world)),
      await row("command line, from its start to the answer", () => askCommandLine(world)),
      await row("Node alone, from its start to its end", () => runNode(["-e", "0"], world.env)),
    ];
  } finally {
    await world.playground.close();
    rmSync(folder, { recursive: true });
  }
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
async function askBot({ playground: { telegram }, env }: World): Promise<number> {
  telegram.send(READER, READER, QUESTION);
  const started = performance.now();
  const bot = spawn(process.execPath, [MAIN, "start"], { env, stdio: ["ignore", "ignore", "inherit"] });
  await telegram.waitForMessage(READER, ({ text }) => ANSWER.test(text ?? ""), 30_000);
  const answeredMs = performance.now() - started;
  bot.kill("SIGTERM");
  await exitOf(bot);
  return answeredMs;
}

async function askCommandLine({ env }: World): Promise<number> {
  const started = performance.now();
  const search = spawn(process.execPath, [MAIN, "search", QUESTION], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  for await (const chunk of search.stdout) printed += chunk;
  const answeredMs = performance.now() - started;
  if (!ANSWER.test(printed)) throw new Error(`search printed: ${printed}`);
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
