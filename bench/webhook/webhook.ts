import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Bot, webhookCallback } from "grammy";
import { prepareArchive } from "../../src/cli/playground-archive.ts";
import { playgroundWorld } from "../../src/cli/playground-world.ts";
import { parseConfig } from "../../src/config.ts";
import { packageFile } from "../../src/package-files.ts";
import { type Playground, startPlayground } from "../../src/playground/playground.ts";
import type { Report, Row } from "../row.ts";

/** What the sender is told. */
export interface Sending {
  readonly port: string;
  readonly path: string;
  readonly secret: string;
  readonly connections: number;
  /** Null: as fast as they are taken. */
  readonly perSecond: number | null;
  readonly seconds: number;
  readonly firstId: number;
  readonly people: readonly number[];
  readonly questions: readonly string[];
}

/** What it has to say. Milliseconds from when an update was due to its answer. */
export interface Sent {
  readonly perSecond: number;
  readonly refused: number;
  readonly p50: number;
  readonly p99: number;
}

const MAIN = packageFile("dist", "main.js"); // as it is shipped
const SECRET = "a-secret-of-the-benchmark";
const SECONDS = 10;
const WARM_UP_SECONDS = 3; // a program that has just started compiles itself while it works
const WANTED_PER_SECOND = 5000;
const CONNECTIONS = 100; // as many as Telegram opens at most
const PEOPLE = Array.from({ length: 1000 }, (_, at) => 5000 + at);
const QUESTIONS = ["холодный старт", "/latest", "семантические айдишники", "/paper SASRec", "dcn v2"];
const TELEGRAM_MS = 50; // how far away Telegram is for whoever answers before it acknowledges

/**
 * Updates a second that are on the disk before they are acknowledged, while the bot answers what it can of them; three
 * processes (bot, sender, Telegram) on this machine. Beside it grammY's own webhook, which keeps nothing.
 */
export async function benchWebhook(): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), "inforetriever-bench-"));
  const { playground, databaseUrl } = await createWorld(folder);
  try {
    const ours = await measureOurs(playground, databaseUrl);
    const theirs = await measureGrammy();
    return { rows: rowsOf(ours, theirs), notes: [] };
  } finally {
    await playground.close();
    rmSync(folder, { recursive: true });
  }
}

interface Measured {
  readonly steady: Sent;
  readonly flood: Sent;
}

function rowsOf(ours: Measured, theirs: Measured): Row[] {
  const row = (name: string, unit: string, figure: (measured: Measured) => number): Row => ({
    name,
    unit,
    value: Math.round(figure(ours)),
    others: [
      {
        name: "grammY's webhookCallback, one request 50 ms away",
        value: Math.round(figure(theirs)),
        isCompared: true,
      },
    ],
  });
  return [
    row("as fast as they are taken: kept", "updates/s", ({ flood }) => flood.perSecond),
    row("as fast as they are taken: acknowledged after, p50", "ms", ({ flood }) => flood.p50),
    row("as fast as they are taken: acknowledged after, p99", "ms", ({ flood }) => flood.p99),
    row(`${WANTED_PER_SECOND} a second: kept`, "updates/s", ({ steady }) => steady.perSecond),
    row(`${WANTED_PER_SECOND} a second: acknowledged after, p50`, "ms", ({ steady }) => steady.p50),
    row(`${WANTED_PER_SECOND} a second: acknowledged after, p99`, "ms", ({ steady }) => steady.p99),
    row("not taken in", "updates", ({ steady, flood }) => steady.refused + flood.refused),
  ];
}

async function createWorld(folder: string) {
  const config = parseConfig({ DATABASE_URL: `file:${join(folder, "none.db")}` });
  const signal = new AbortController().signal;
  const surroundings = { config, now: () => new Date(), fetch: globalThis.fetch, signal };
  const { databaseUrl, channels } = await prepareArchive(surroundings, folder);
  const sample = playgroundWorld(channels);
  const readers = PEOPLE.map((id) => ({ id, first_name: "Reader", language_code: "ru", hasStarted: true }));
  const world = { ...sample, users: [...sample.users, ...readers] };
  return { playground: await startPlayground({ host: "127.0.0.1", port: 0, world }), databaseUrl };
}

async function measureOurs(playground: Playground, databaseUrl: string): Promise<Measured> {
  const port = String(await freePort());
  const env = {
    ...process.env,
    BOT_TOKEN: playground.token,
    TELEGRAM_API_ROOT: playground.apiRoot,
    DATABASE_URL: databaseUrl,
    HTTP_PORT: port,
    WEBHOOK_URL: `http://127.0.0.1:${port}`,
    WEBHOOK_SECRET: SECRET,
    LOG_LEVEL: "error",
  };
  const bot = spawn(process.execPath, [MAIN, "start"], { env, stdio: ["ignore", "ignore", "inherit"] });
  try {
    const path = await pathOf(playground);
    return await measureAt({ port, path });
  } finally {
    bot.kill("SIGKILL"); // nobody waits for the answers to all of that
    await exitOf(bot);
  }
}

async function measureAt(place: { readonly port: string; readonly path: string }): Promise<Measured> {
  const sending = {
    ...place,
    secret: SECRET,
    connections: CONNECTIONS,
    people: PEOPLE,
    questions: QUESTIONS,
  };
  const steadily = { ...sending, perSecond: WANTED_PER_SECOND };
  await sent({ ...steadily, seconds: WARM_UP_SECONDS, firstId: 500_000_000 });
  const steady = await sent({ ...steadily, seconds: SECONDS, firstId: 1_000_000_000 });
  const flood = await sent({ ...sending, perSecond: null, seconds: SECONDS, firstId: 2_000_000_000 });
  return { steady, flood };
}

/** Where the bot wants its updates, once it has said so. */
async function pathOf({ apiRoot, token }: Playground): Promise<string> {
  for (;;) {
    const response = await fetch(`${apiRoot}/bot${token}/getWebhookInfo`);
    const { result } = (await response.json()) as { result: { url: string } };
    if (result.url !== "") return new URL(result.url).pathname;
    await sleep(50);
  }
}

/** As its manual shows it, with a handler that does nothing but wait for one answer of Telegram. */
async function measureGrammy(): Promise<Measured> {
  const bot = new Bot("123456:a-token-of-nobody", {
    botInfo: { id: 1, is_bot: true, first_name: "Bot", username: "bench_bot" } as Bot["botInfo"],
  });
  bot.on("message", () => sleep(TELEGRAM_MS));
  const server = createServer(webhookCallback(bot, "http", { secretToken: SECRET }));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  try {
    return await measureAt({ port: String(port), path: "/" });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function sent(sending: Sending): Promise<Sent> {
  const child = fork(new URL("./sender.js", import.meta.url));
  child.send(sending);
  const [answer] = await once(child, "message");
  await exitOf(child);
  return answer as Sent;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function exitOf(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}
