import { join } from "node:path";
import { Writable } from "node:stream";
import { onTestFinished } from "vitest";
import { type App, createApp } from "../../src/app.ts";
import { prepareArchive } from "../../src/cli/playground-archive.ts";
import { chatIdOf, playgroundWorld } from "../../src/cli/playground-world.ts";
import { parseConfig } from "../../src/config.ts";
import type { AppError } from "../../src/errors.ts";
import { createLog } from "../../src/log.ts";
import { type Playground, startPlayground } from "../../src/playground/playground.ts";
import type { WorldSeed } from "../../src/playground/world-seed.ts";
import { bareId } from "../../src/telegram/message-post.ts";
import { temporaryFolder } from "./temporary-folder.ts";

export const ANNA = 1001; // speaks Russian
export const KATE = 1002; // speaks English
export const BORIS = 1003;
export const GROUP = -2001;

/** The whole bot over the sample channel, talking HTTP to a simulated Telegram. */
export interface BotWorld {
  readonly playground: Playground;
  readonly telegram: Playground["telegram"];
  readonly channelId: number;
  readonly databaseUrl: string;
  /** What was logged so far, one event a line. */
  log(): string;
  /** Why the bot gave up, if it did. */
  fatal(): AppError | undefined;
  stopBot(): Promise<void>;
  /** A new process, as far as the bot can tell: same database, same Telegram. */
  startBot(): Promise<void>;
}

export interface WorldOptions {
  readonly clock?: () => number;
  /** Changes the world before it begins. */
  readonly world?: (world: WorldSeed) => WorldSeed;
  /** False leaves the bot off until `startBot`. */
  readonly isStarted?: boolean;
}

export async function aBotWorld(options: WorldOptions = {}): Promise<BotWorld> {
  const folder = temporaryFolder();
  const archive = await prepareArchive(
    {
      config: parseConfig({ DATABASE_URL: `file:${join(folder, "none.db")}` }),
      now: () => new Date(),
      fetch: globalThis.fetch,
      signal: new AbortController().signal,
    },
    folder,
  );
  const [history] = archive.channels;
  if (history === undefined) throw new Error("The sample has no channel");
  const seed = playgroundWorld(archive.channels);
  const playground = await startPlayground({
    host: "127.0.0.1",
    port: 0,
    world: options.world?.(seed) ?? seed,
    ...(options.clock === undefined ? {} : { clock: options.clock }),
  });
  onTestFinished(() => playground.close());
  const world = new RunningBot(playground, archive.databaseUrl, chatIdOf(history));
  onTestFinished(() => world.stopBot());
  if (options.isStarted !== false) await world.startBot();
  return world;
}

class RunningBot implements BotWorld {
  readonly playground: Playground;
  readonly databaseUrl: string;
  readonly channelId: number;
  #app: App | undefined;
  #fatal: AppError | undefined;
  #log = "";

  constructor(playground: Playground, databaseUrl: string, channelId: number) {
    this.playground = playground;
    this.databaseUrl = databaseUrl;
    this.channelId = channelId;
  }

  get telegram() {
    return this.playground.telegram;
  }

  log(): string {
    return this.#log;
  }

  fatal(): AppError | undefined {
    return this.#fatal;
  }

  async stopBot(): Promise<void> {
    await this.#app?.stop();
  }

  async startBot(): Promise<void> {
    const destination = new Writable({
      write: (chunk, _encoding, done) => {
        this.#log += String(chunk);
        done();
      },
    });
    const config = {
      ...parseConfig({ HTTP_PORT: "0", CHANNELS: String(bareId(this.channelId)) }),
      botToken: this.playground.token,
      telegramApiRoot: this.playground.apiRoot,
      databaseUrl: this.databaseUrl,
    };
    this.#app = createApp(config, {
      log: createLog("debug", destination),
      now: () => new Date(),
      onFatal: (error) => {
        this.#fatal = error;
      },
    });
    await this.#app.start();
  }
}
