import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { createApp } from "../src/app.ts";
import { prepareArchive } from "../src/cli/playground-archive.ts";
import { playgroundWorld } from "../src/cli/playground-world.ts";
import { parseConfig } from "../src/config.ts";
import { startPlayground } from "../src/playground/playground.ts";
import type { Row } from "./row.ts";

const PEOPLE = 50;
const QUESTIONS_A_PERSON = 20;
const FIRST_ID = 5000;
const QUESTIONS = ["холодный старт", "/latest", "семантические айдишники", "/paper SASRec", "dcn v2"];

/** Questions a second through the whole bot: HTTP both ways, inbox on disk, search, rendering; all on this machine. */
export async function benchBot(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "inforetriever-bench-"));
  const config = parseConfig({ DATABASE_URL: `file:${join(folder, "none.db")}`, HTTP_PORT: "0" });
  const signal = new AbortController().signal;
  const archive = await prepareArchive(
    { config, now: () => new Date(), fetch: globalThis.fetch, signal },
    folder,
  );
  const world = playgroundWorld(archive.channels);
  const people = Array.from({ length: PEOPLE }, (_, at) => ({
    id: FIRST_ID + at,
    first_name: `Reader ${at}`,
    language_code: "ru",
  }));
  const playground = await startPlayground({
    host: "127.0.0.1",
    port: 0,
    world: { ...world, users: [...world.users, ...people] },
  });
  const app = createApp(
    {
      ...config,
      botToken: playground.token,
      telegramApiRoot: playground.apiRoot,
      databaseUrl: archive.databaseUrl,
    },
    { log: pino({ level: "silent" }), now: () => new Date(), onFatal: (error) => Promise.reject(error) },
  );
  try {
    await app.start();
    const ask = async (id: number, at: number) => {
      playground.telegram.send(id, id, QUESTIONS[at % QUESTIONS.length] ?? "");
      await playground.telegram.waitForMessage(id, () => true, 60_000);
    };
    await ask(FIRST_ID, 0);
    const latencies: number[] = [];
    const started = performance.now();
    await Promise.all(
      people.map(async ({ id }) => {
        for (let at = 0; at < QUESTIONS_A_PERSON; at++) {
          const asked = performance.now();
          await ask(id, at);
          latencies.push(performance.now() - asked);
        }
      }),
    );
    const seconds = (performance.now() - started) / 1000;
    const alone = performance.now();
    await ask(FIRST_ID, 0);
    return [
      {
        name: `whole bot, ${PEOPLE} people at once`,
        value: Math.round(latencies.length / seconds),
        unit: "answers/s",
      },
      {
        name: "whole bot, one person, one question",
        value: Math.round(performance.now() - alone),
        unit: "ms",
      },
    ];
  } finally {
    await app.stop();
    await playground.close();
    rmSync(folder, { recursive: true });
  }
}
