import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { prepareArchive } from "../../src/cli/playground-archive.ts";
import { playgroundWorld } from "../../src/cli/playground-world.ts";
import { parseConfig } from "../../src/config.ts";
import { packageFile } from "../../src/package-files.ts";
import { type Playground, startPlayground } from "../../src/playground/playground.ts";
import type { Report, Row } from "../row.ts";
import { CROWD, crowdAsks, quantile, TROUBLE, type Waits } from "./crowd.ts";

const MAIN = packageFile("dist", "main.js"); // as it is shipped
const PLAIN = fileURLToPath(new URL("./plain-bot.js", import.meta.url));
const LATENCY_MS = 50; // of a request to Telegram, and of its answer

interface Contestant {
  readonly name: string;
  start(playground: Playground, databaseUrl: string): ChildProcess;
}

const OURS: Contestant = {
  name: "ours",
  start: ({ token, apiRoot }, databaseUrl) =>
    started([MAIN, "start"], {
      BOT_TOKEN: token,
      TELEGRAM_API_ROOT: apiRoot,
      DATABASE_URL: databaseUrl,
      HTTP_PORT: "0",
      LOG_LEVEL: "error",
    }),
};
/** They search nothing and keep nothing: what they answer costs them no time. */
const OTHERS: readonly Contestant[] = [plain("grammY alone", "alone"), plain("grammY runner", "runner")];

/**
 * Two hundred chats ask at once, Telegram is 50 ms away: how long they wait, how evenly, and what they notice of one chat
 * that sends a hundred messages and of one that Telegram refuses. Beside it bots as grammY's manual shows them, with
 * auto-retry.
 */
export async function benchLoad(): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), "inforetriever-bench-"));
  try {
    const ours = await measured(OURS, folder);
    const others: [string, Waits][] = [];
    for (const other of OTHERS) others.push([other.name, await measured(other, folder)]);
    return {
      rows: rowsOf(ours, others),
      notes: ["The others answer with a constant text, and keep nothing."],
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function rowsOf(ours: Waits, others: readonly [string, Waits][]): Row[] {
  const row = (name: string, unit: string, figure: (waits: Waits) => number): Row => ({
    name,
    unit,
    value: figure(ours),
    others: others.map(([other, waits]) => ({ name: other, value: figure(waits), isCompared: true })),
  });
  const ms = (name: string, of: keyof Waits, share: number) =>
    row(name, "ms", (waits) => Math.round(quantile(waits[of], share)));
  return [
    ms("200 chats ask at once: answered after, p50", "calm", 0.5),
    ms("200 chats ask at once: answered after, p99", "calm", 0.99),
    row(
      "the longest wait, of that in the middle",
      "times",
      ({ calm }) => (calm.at(-1) ?? 0) / quantile(calm, 0.5),
    ),
    ms("beside one that sends 100 messages, p50", "besideNoise", 0.5),
    ms("beside one that sends 100 messages, p99", "besideNoise", 0.99),
    ms("beside one that Telegram refuses for 5 s, p50", "besideRefusal", 0.5),
    ms("beside one that Telegram refuses for 5 s, p99", "besideRefusal", 0.99),
  ];
}

async function measured(contestant: Contestant, folder: string): Promise<Waits> {
  const config = parseConfig({ DATABASE_URL: `file:${join(folder, "none.db")}` });
  const signal = new AbortController().signal;
  const surroundings = { config, now: () => new Date(), fetch: globalThis.fetch, signal };
  const archiveFolder = mkdtempSync(join(folder, "archive-"));
  const { databaseUrl, channels } = await prepareArchive(surroundings, archiveFolder);
  const sample = playgroundWorld(channels);
  const users = [...CROWD, TROUBLE].map((id) => ({ id, first_name: "Reader", language_code: "ru" }));
  const playground = await startPlayground({
    host: "127.0.0.1",
    port: 0,
    latencyMs: LATENCY_MS,
    world: { ...sample, users: [...sample.users, ...users] },
  });
  const bot = contestant.start(playground, databaseUrl);
  try {
    return await crowdAsks(playground.telegram);
  } finally {
    bot.kill("SIGKILL");
    if (bot.exitCode === null && bot.signalCode === null) await once(bot, "exit");
    await playground.close();
  }
}

function plain(name: string, kind: string): Contestant {
  return { name, start: ({ apiRoot, token }) => started([PLAIN, kind, apiRoot, token]) };
}

function started(words: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
  const stdio: ["ignore", "ignore", "inherit"] = ["ignore", "ignore", "inherit"];
  return spawn(process.execPath, words, { env: { ...process.env, ...env }, stdio });
}
