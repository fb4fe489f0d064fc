import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { startPlayground } from "../../src/playground/playground.ts";
import { defaultWorld } from "../../src/playground/world-seed.ts";
import { openStore } from "../../src/store/open.ts";
import { ANNA, BORIS } from "../support/bot-world.ts";
import { buildProgram } from "../support/compiled.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { waitingIn } from "../support/waiting-updates.ts";

const CHANNEL = -1_001_234_567_890;
const ROUNDS = 6;
const POSTS_A_ROUND = 15;

test("after kill -9 at any moment every post is kept once and no answer is sent twice", {
  timeout: 90_000,
}, async () => {
  const folder = temporaryFolder();
  const main = buildProgram(folder);
  const world = defaultWorld({ channel: { id: CHANNEL, title: "Канал", username: "kanal", history: [] } });
  const playground = await startPlayground({ host: "127.0.0.1", port: 0, world });
  onTestFinished(() => playground.close());
  const { telegram } = playground;
  const databaseUrl = `file:${join(folder, "kill.db")}`;
  const env = {
    ...process.env,
    BOT_TOKEN: playground.token,
    TELEGRAM_API_ROOT: playground.apiRoot,
    CHANNELS: "@kanal",
    DATABASE_URL: databaseUrl,
    HTTP_PORT: "0",
    LOG_LEVEL: "info",
  };

  const published: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const bot = await startBot(main, env);
    for (let at = 0; at < POSTS_A_ROUND; at++) {
      published.push(telegram.publish(CHANNEL, `Запись ${published.length} про квокку`).message_id);
      const person = at % 2 === 0 ? ANNA : BORIS;
      if (at % 4 === 0) telegram.send(person, person, `вопрос${round}x${at}`);
      await sleep(round * 2); // each round dies at another density of work
    }
    await kill(bot);
  }
  const last = await startBot(main, env);
  await expect.poll(() => telegram.pendingUpdates(), { timeout: 20_000, interval: 50 }).toBe(0);
  const store = await openStore(databaseUrl);
  onTestFinished(() => store.close());
  await expect.poll(() => waitingIn(store), { timeout: 20_000, interval: 50 }).toEqual([]);
  last.kill("SIGTERM");
  expect((await once(last, "exit"))[0]).toBe(0);

  const { posts } = await store.latestPosts({ offset: 0, limit: 1000 });
  expect(posts.map(({ messageId }) => messageId).sort((a, b) => Number(a) - Number(b))).toEqual(published);
  const answers = [ANNA, BORIS].flatMap((person) =>
    telegram.messages(person).filter((message) => message.from?.is_bot),
  );
  // Each question is a word of its own that the answer repeats, so two answers to one question would show.
  const answered = answers.map(({ text = "" }) => /вопрос\d+x\d+/.exec(text)?.[0]);
  expect(answered.length).toBeGreaterThan(0);
  expect(answered).toEqual([...new Set(answered)]);
});

/** Resolves when the bot receives updates. */
async function startBot(main: string, env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const bot = spawn(process.execPath, [main, "start"], { env, stdio: ["ignore", "ignore", "pipe"] });
  onTestFinished(() => void bot.kill("SIGKILL"));
  let logged = "";
  await new Promise<void>((resolve, reject) => {
    bot.stderr.on("data", (chunk) => {
      logged += String(chunk);
      if (logged.includes('"msg":"ready"')) resolve();
    });
    bot.once("exit", () => reject(new Error(`The bot ended before it was ready:\n${logged}`)));
  });
  return bot;
}

async function kill(bot: ChildProcess): Promise<void> {
  const dead = once(bot, "exit");
  bot.kill("SIGKILL");
  await dead;
}
