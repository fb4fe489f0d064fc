import { EventEmitter, once } from "node:events";
import { join } from "node:path";
import { Writable } from "node:stream";
import { onTestFinished } from "vitest";
import { type App, createApp } from "../../src/app.ts";
import { bareId } from "../../src/channel/channel-id.ts";
import { prepareArchive } from "../../src/cli/playground-archive.ts";
import { chatIdOf, playgroundWorld } from "../../src/cli/playground-world.ts";
import { parseConfig } from "../../src/config.ts";
import type { AppError } from "../../src/errors.ts";
import { createLog } from "../../src/log.ts";
import type { Message } from "../../src/playground/message.ts";
import type { MessageDraft } from "../../src/playground/people.ts";
import { type Playground, startPlayground } from "../../src/playground/playground.ts";
import type { WorldSeed } from "../../src/playground/world-seed.ts";
import { RATE_LIMITS, type RateLimits } from "../../src/telegram/rate-limits.ts";
import type { SeenMessage } from "./messages.ts";
import { temporaryFolder } from "./temporary-folder.ts";

export const ANNA = 1001; // speaks Russian
export const KATE = 1002; // speaks English
export const BORIS = 1003;
export const GROUP = -2001;

type Draft = string | MessageDraft;

/** The whole bot over the sample channel, talking HTTP to a simulated Telegram. */
export interface BotWorld {
  readonly playground: Playground;
  readonly telegram: Playground["telegram"];
  readonly channelId: number;
  readonly databaseUrl: string;
  /** What was logged so far, one event a line. */
  log(): string;
  /** Resolves when the log has it, in whatever was logged from the start. */
  waitForLog(pattern: RegExp): Promise<void>;
  /** A person writes to the bot and gets its next message. */
  ask(userId: number, message: Draft): Promise<SeenMessage>;
  /** The same in a group. */
  askIn(chatId: number, userId: number, message: Draft): Promise<SeenMessage>;
  /** Presses a button in a private chat and returns the new message that comes of it. */
  pressForMessage(userId: number, under: SeenMessage, button: string): Promise<SeenMessage>;
  /** Presses a button in a private chat and returns the message as it was edited. */
  pressForEdit(userId: number, under: SeenMessage, button: string): Promise<SeenMessage>;
  /** Where its pages are, once they are served: /health, /ready, /metrics. */
  pagesUrl(): string;
  /** Why the bot gave up, if it did. */
  fatal(): AppError | undefined;
  stopBot(): Promise<void>;
  /** A new process, as far as the bot can tell: same database, same Telegram. */
  startBot(): Promise<void>;
}

export interface WorldOptions {
  /** Telegram's; absent = Date.now. */
  readonly clock?: () => number;
  /** The bot's; absent = this machine's. */
  readonly now?: () => Date;
  /** Changes the world before it begins. */
  readonly world?: (world: WorldSeed) => WorldSeed;
  /** False leaves the bot off until `startBot`. */
  readonly isStarted?: boolean;
  /** What the bot takes for its token; absent = the right one. */
  readonly token?: string;
  /** Who administers the bot; absent = nobody. */
  readonly adminIds?: readonly number[];
  /** How much the bot takes from one person or group; absent = what the real bot does. */
  readonly rateLimits?: RateLimits;
  /** Where the database is; absent = an empty folder. */
  readonly folder?: string;
  /** Further settings, as in the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Where the bot looks for Telegram; absent = the simulated one. */
  readonly apiRoot?: string;
}

export async function aBotWorld(options: WorldOptions = {}): Promise<BotWorld> {
  const folder = options.folder ?? temporaryFolder();
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
  const world = new RunningBot({
    playground,
    databaseUrl: archive.databaseUrl,
    channelId: chatIdOf(history),
    token: options.token ?? playground.token,
    apiRoot: options.apiRoot ?? playground.apiRoot,
    rateLimits: options.rateLimits ?? RATE_LIMITS,
    adminIds: options.adminIds ?? [],
    env: options.env ?? {},
    now: options.now ?? (() => new Date()),
  });
  onTestFinished(() => world.stopBot());
  if (options.isStarted !== false) await world.startBot();
  return world;
}

const LOG_TIMEOUT_MS = 5000;
/** What a slow machine makes the bot say in a group until the answer takes its place. */
const READING = /^(?:Читаю посты|Reading the posts)…$/;

class RunningBot implements BotWorld {
  readonly playground: Playground;
  readonly databaseUrl: string;
  readonly channelId: number;
  readonly #token: string;
  readonly #apiRoot: string;
  readonly #rateLimits: RateLimits;
  readonly #adminIds: readonly number[];
  readonly #env: Readonly<Record<string, string>>;
  readonly #now: () => Date;
  #app: App | undefined;
  #fatal: AppError | undefined;
  #log = "";
  readonly #logged = new EventEmitter();

  constructor(parts: {
    playground: Playground;
    databaseUrl: string;
    channelId: number;
    token: string;
    apiRoot: string;
    rateLimits: RateLimits;
    adminIds: readonly number[];
    env: Readonly<Record<string, string>>;
    now: () => Date;
  }) {
    this.playground = parts.playground;
    this.databaseUrl = parts.databaseUrl;
    this.channelId = parts.channelId;
    this.#token = parts.token;
    this.#apiRoot = parts.apiRoot;
    this.#rateLimits = parts.rateLimits;
    this.#adminIds = parts.adminIds;
    this.#env = parts.env;
    this.#now = parts.now;
  }

  get telegram() {
    return this.playground.telegram;
  }

  log(): string {
    return this.#log;
  }

  async waitForLog(pattern: RegExp): Promise<void> {
    const timeout = AbortSignal.timeout(LOG_TIMEOUT_MS);
    while (!pattern.test(this.#log)) {
      await once(this.#logged, "event", { signal: timeout }).catch(() => {
        throw new Error(`The log never had ${pattern}:\n${this.#log}`);
      });
    }
  }

  ask(userId: number, message: Draft): Promise<SeenMessage> {
    return this.askIn(userId, userId, message);
  }

  async askIn(chatId: number, userId: number, message: Draft): Promise<SeenMessage> {
    this.telegram.send(userId, chatId, message);
    return seen(await this.telegram.waitForMessage(chatId, ({ text = "" }) => !READING.test(text)));
  }

  async pressForMessage(userId: number, under: SeenMessage, button: string): Promise<SeenMessage> {
    await this.telegram.press(userId, userId, under.message_id, button);
    return seen(
      await this.telegram.waitForMessage(userId, (message) => message.message_id !== under.message_id),
    );
  }

  async pressForEdit(userId: number, under: SeenMessage, button: string): Promise<SeenMessage> {
    await this.telegram.press(userId, userId, under.message_id, button);
    return seen(
      await this.telegram.waitForMessage(userId, (message) => message.message_id === under.message_id),
    );
  }

  pagesUrl(): string {
    const ports = [...this.#log.matchAll(/"port":(\d+),"msg":"pages are served"/g)];
    const port = ports.at(-1)?.[1];
    if (port === undefined) throw new Error("No pages are served");
    return `http://127.0.0.1:${port}`;
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
        this.#logged.emit("event");
        done();
      },
    });
    const config = {
      ...parseConfig({ HTTP_PORT: "0", CHANNELS: String(bareId(this.channelId)), ...this.#env }),
      adminIds: this.#adminIds,
      botToken: this.#token,
      telegramApiRoot: this.#apiRoot,
      databaseUrl: this.databaseUrl,
    };
    this.#app = createApp(config, {
      log: createLog("debug", destination),
      now: this.#now,
      rateLimits: this.#rateLimits,
      onFatal: (error) => {
        this.#fatal = error;
      },
    });
    await this.#app.start();
  }
}

function seen(message: Message): SeenMessage {
  return { ...message, text: message.text ?? message.caption ?? "" };
}
