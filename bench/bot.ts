import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { createApp } from "../src/app.ts";
import { prepareArchive } from "../src/cli/playground-archive.ts";
import { playgroundWorld } from "../src/cli/playground-world.ts";
import { parseConfig } from "../src/config.ts";
import { startPlayground } from "../src/playground/playground.ts";
import type { SimulatedTelegram } from "../src/playground/simulated-telegram.ts";
import type { RateLimits } from "../src/telegram/rate-limits.ts";
import type { Row } from "./row.ts";

// Nobody who reads answers asks like this.
const PLENTY = { count: 1_000_000, seconds: 1 };
const UNLIMITED: RateLimits = {
  messagesOfPerson: PLENTY,
  messagesInGroup: PLENTY,
  pressesOfPerson: PLENTY,
  inlineQueriesOfPerson: PLENTY,
};

const PEOPLE = 50;
const QUESTIONS_A_PERSON = 20;
const ALONE = 51;
const FIRST_ID = 5000;
const PEOPLE_IDS = Array.from({ length: PEOPLE }, (_, at) => FIRST_ID + at);
const QUESTIONS = ["холодный старт", "/latest", "семантические айдишники", "/paper SASRec", "dcn v2"];

/** Updates a second through the whole bot: HTTP both ways, inbox on disk, search, rendering; all on this machine. */
export async function benchBot(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "inforetriever-bench-"));
  const { playground, app } = await createWorld(folder);
  try {
    await app.start();
    const { telegram } = playground;
    await ask(telegram, FIRST_ID, "/start"); // compiled code and warm caches, as in a bot that has been up a while
    const searches = await measure(telegram, (at) => QUESTIONS[at % QUESTIONS.length] ?? "");
    const helps = await measure(telegram, () => "/help");
    const alone = await latencies(telegram, "холодный старт");
    return [
      { name: `questions, ${PEOPLE} people at once`, value: Math.round(searches), unit: "updates/s" },
      { name: `/help, ${PEOPLE} people at once`, value: Math.round(helps), unit: "updates/s" },
      { name: "one question, alone, p50", value: Math.round(alone[alone.length >> 1] ?? 0), unit: "ms" },
    ];
  } finally {
    await app.stop();
    await playground.close();
    rmSync(folder, { recursive: true });
  }
}

async function createWorld(folder: string) {
  const config = parseConfig({ DATABASE_URL: `file:${join(folder, "none.db")}`, HTTP_PORT: "0" });
  const signal = new AbortController().signal;
  const surroundings = { config, now: () => new Date(), fetch: globalThis.fetch, signal };
  const archive = await prepareArchive(surroundings, folder);
  const world = playgroundWorld(archive.channels);
  const users = [
    ...world.users,
    ...PEOPLE_IDS.map((id) => ({ id, first_name: "Reader", language_code: "ru" })),
  ];
  const playground = await startPlayground({ host: "127.0.0.1", port: 0, world: { ...world, users } });
  const { token: botToken, apiRoot: telegramApiRoot } = playground;
  const app = createApp(
    { ...config, botToken, telegramApiRoot, databaseUrl: archive.databaseUrl },
    {
      log: pino({ level: "silent" }),
      now: () => new Date(),
      rateLimits: UNLIMITED,
      onFatal: (error) => Promise.reject(error),
    },
  );
  return { playground, app };
}

/** Milliseconds from question to answer, one after another, ascending. */
async function latencies(telegram: SimulatedTelegram, question: string): Promise<number[]> {
  const measured: number[] = [];
  for (let at = 0; at < ALONE; at++) {
    const started = performance.now();
    await ask(telegram, FIRST_ID, question);
    measured.push(performance.now() - started);
  }
  return measured.sort((a, b) => a - b);
}

/** Everybody asks, waits for the answer and asks again; answers a second. */
async function measure(telegram: SimulatedTelegram, question: (at: number) => string): Promise<number> {
  const started = performance.now();
  await Promise.all(
    PEOPLE_IDS.map(async (id) => {
      for (let at = 0; at < QUESTIONS_A_PERSON; at++) await ask(telegram, id, question(at));
    }),
  );
  return (PEOPLE * QUESTIONS_A_PERSON) / ((performance.now() - started) / 1000);
}

async function ask(telegram: SimulatedTelegram, id: number, question: string): Promise<void> {
  telegram.send(id, id, question);
  await telegram.waitForMessage(id, () => true, 60_000);
}
