import { Writable } from "node:stream";
import { expect, onTestFinished } from "vitest";
import { prepareArchive } from "../../src/cli/playground-archive.ts";
import { playgroundWorld } from "../../src/cli/playground-world.ts";
import { parseConfig } from "../../src/config.ts";
import { createLog } from "../../src/log.ts";
import { packageFile } from "../../src/package-files.ts";
import { type Playground, startPlayground } from "../../src/playground/playground.ts";
import { openStore, type SqliteStore } from "../../src/store/open.ts";
import { type Chat, createChat } from "../../src/telegram/chat.ts";
import { botParts } from "./bare-bot.ts";
import { HeldModel } from "./held-model.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** The bot over the sample channel with a language model that the test holds, and a simulated Telegram. */
export interface ModelWorld {
  readonly telegram: Playground["telegram"];
  readonly model: HeldModel;
  /** A person asks; resolves when the model has the question. */
  ask(userId: number, chatId: number, question: string): Promise<void>;
  log(): string;
  /** As on SIGTERM: running answers are told to come to an end. */
  stop(): Promise<void>;
}

export async function aModelWorld(): Promise<ModelWorld> {
  const { playground, store } = await aPlayground();
  const parts = botParts(store);
  const model = new HeldModel(parts.answers);
  const stopping = new AbortController();
  let log = "";
  const destination = new Writable({
    write: (chunk, _encoding, done) => {
      log += String(chunk);
      done();
    },
  });
  let tokens = 0;
  const chat = createChat({
    ...parts,
    answers: model,
    webhook: null,
    token: playground.token,
    apiRoot: playground.apiRoot,
    newToken: () => `held-${String(++tokens).padStart(8, "0")}`,
    stopping: stopping.signal,
    rateLimits: undefined,
    textsFolder: packageFile("data", "locales"),
    defaultLanguage: "ru",
    log: createLog("debug", destination),
    onFatal: () => undefined,
  });
  const stop = () => stopped(chat, stopping);
  onTestFinished(stop);
  await chat.receiver.start();
  return {
    telegram: playground.telegram,
    model,
    ask: async (userId, chatId, question) => {
      playground.telegram.send(userId, chatId, question);
      await expect.poll(() => model.isAsked, { timeout: 5000 }).toBe(true);
    },
    log: () => log,
    stop,
  };
}

async function stopped({ receiver }: Chat, stopping: AbortController): Promise<void> {
  stopping.abort();
  await receiver.stop();
}

async function aPlayground(): Promise<{ playground: Playground; store: SqliteStore }> {
  const folder = temporaryFolder();
  const surroundings = {
    config: parseConfig({ DATABASE_URL: `file:${folder}/none.db` }),
    now: () => new Date(),
    fetch: globalThis.fetch,
    signal: new AbortController().signal,
  };
  const archive = await prepareArchive(surroundings, folder);
  const store = await openStore(archive.databaseUrl);
  onTestFinished(() => store.close());
  const world = playgroundWorld(archive.channels);
  const playground = await startPlayground({ host: "127.0.0.1", port: 0, world });
  onTestFinished(() => playground.close());
  return { playground, store };
}
