import { randomBytes } from "node:crypto";
import type { Logger } from "pino";
import type { AcceptedChannel, Config } from "./config.ts";
import type { AppError } from "./errors.ts";
import { createPages, type HttpServer, startHttp } from "./http/server.ts";
import { packageFile } from "./package-files.ts";
import { createPaperFinder } from "./papers/paper-finder.ts";
import type { Finder } from "./search/hit.ts";
import { createFinder, type PostFinder } from "./search/post-finder.ts";
import { openStore, type SqliteStore } from "./store/open.ts";
import { createBot } from "./telegram/bot.ts";
import type { AcceptsChannel } from "./telegram/channel-posts.ts";
import { reportError } from "./telegram/error-report.ts";
import { createIntake } from "./telegram/intake.ts";
import { createPolling, type Polling } from "./telegram/polling.ts";
import { syncProfile } from "./telegram/profile.ts";
import { loadTexts, type TextsFor } from "./telegram/texts.ts";

export interface AppOptions {
  readonly log: Logger;
  readonly now: () => Date;
  /** Called when the bot can no longer receive updates. */
  readonly onFatal: (error: AppError) => void;
}

/** The whole bot in one process. */
export interface App {
  /** Resolves when the bot receives updates. Throws AppError when it cannot. */
  start(): Promise<void>;
  /** Ends intake, lets running answers finish, closes everything. Twice is fine. */
  stop(): Promise<void>;
}

export type AppConfig = Config & { readonly botToken: string };

// Another process may import posts into the same database; this is how soon they are found.
const FOLLOW_MS = 1000;
const HOUSEKEEPING_MS = 60 * 60 * 1000;
const KEEP_UPDATES_MS = 14 * 24 * 60 * 60 * 1000; // Telegram itself forgets after one day
const KEEP_BUTTONS_MS = 180 * 24 * 60 * 60 * 1000;

export function createApp(config: AppConfig, options: AppOptions): App {
  let running: Running | undefined;
  return {
    start: async () => {
      const store = await openStore(config.databaseUrl);
      running = { store, stopping: new AbortController(), timers: [] };
      await startParts(config, options, running);
    },
    stop: async () => {
      const parts = running;
      running = undefined;
      if (parts !== undefined) await stopParts(parts);
    },
  };
}

/** What `stop` has to undo; filled in as the parts start, so that half a start can be undone too. */
interface Running {
  readonly store: SqliteStore;
  readonly stopping: AbortController;
  readonly timers: NodeJS.Timeout[];
  polling?: Polling;
  http?: HttpServer;
  background?: Promise<unknown>;
}

async function startParts(config: AppConfig, options: AppOptions, running: Running): Promise<void> {
  const { store, stopping, timers } = running;
  const { log, now } = options;
  const finder = createFinder({ posts: store });
  running.http = await startHttp(pagesOf(store, finder, log), config.http);
  const indexed = finder.catchUp();
  indexed.catch((error) => {
    if (!stopping.signal.aborted) log.error({ error: reportError(error) }, "the posts could not be indexed");
  });
  const textsFor = loadTexts(packageFile("data", "locales"), config.defaultLanguage);
  const { bot, polling } = createChat(config, options, { ...running, finder, indexed, textsFor });
  running.polling = polling;
  await polling.start();
  if (stopping.signal.aborted) return;
  timers.push(every(FOLLOW_MS, () => finder.catchUp(), log));
  timers.push(every(HOUSEKEEPING_MS, () => forgetOld(store, now()), log));
  running.background = syncProfile(bot.api, textsFor, log).catch((error) =>
    log.warn({ error: reportError(error) }, "the command menu and descriptions could not be written"),
  );
  log.info({ bot: bot.botInfo.username, posts: await store.countPosts(), port: running.http.port }, "ready");
}

interface ChatParts extends Pick<Running, "store" | "stopping"> {
  readonly finder: PostFinder;
  /** Resolves when the index has all posts that were kept at the start. */
  readonly indexed: Promise<unknown>;
  readonly textsFor: TextsFor;
}

function createChat(config: AppConfig, { log, now, onFatal }: AppOptions, parts: ChatParts) {
  const { store, stopping, finder, indexed, textsFor } = parts;
  const { signal } = stopping;
  const intake = createIntake(store, log);
  // A question that comes before the index is complete waits for it: half an answer would look like a whole one.
  const patient: Finder = { search: async (request) => indexed.then(() => finder.search(request)) };
  const bot = createBot({
    token: config.botToken,
    apiRoot: config.telegramApiRoot,
    posts: store,
    buttons: store,
    finder: patient,
    papers: createPaperFinder({ finder: patient }),
    acceptsChannel: acceptsOnly(config.channels),
    onSaved: async () => void (await finder.catchUp()),
    timezone: config.timezone,
    newToken: () => randomBytes(9).toString("base64url"),
    intake,
    textsFor,
    signal,
    log,
    now,
  });
  return { bot, polling: createPolling({ bot, inbox: store, intake, signal, log, onFatal }) };
}

function pagesOf(store: SqliteStore, finder: PostFinder, log: Logger) {
  return createPages({
    health: async () => ({ isReady: finder.isReady, posts: await store.countPosts() }),
    onError: (error) => log.error({ error: reportError(error) }, "a page failed"),
  });
}

async function stopParts({ store, stopping, timers, polling, http, background }: Running): Promise<void> {
  for (const timer of timers) clearInterval(timer);
  await polling?.stop();
  stopping.abort();
  await http?.stop();
  await background;
  await store.close();
}

function acceptsOnly(channels: readonly AcceptedChannel[]): AcceptsChannel {
  return ({ telegramId, username }) =>
    channels.some((channel) =>
      "telegramId" in channel
        ? channel.telegramId === telegramId
        : channel.username.toLowerCase() === username?.toLowerCase(),
    );
}

/** Repeats the work; one run at a time, failures are logged and do not end it. */
function every(intervalMs: number, work: () => Promise<unknown>, log: Logger): NodeJS.Timeout {
  let isRunning = false;
  const run = async () => {
    if (isRunning) return;
    isRunning = true;
    try {
      await work();
    } catch (error) {
      log.error({ error: reportError(error) }, "regular work failed");
    } finally {
      isRunning = false;
    }
  };
  return setInterval(() => void run(), intervalMs).unref();
}

async function forgetOld(store: SqliteStore, now: Date): Promise<void> {
  await store.prune(new Date(now.getTime() - KEEP_UPDATES_MS));
  await store.pruneButtons(new Date(now.getTime() - KEEP_BUTTONS_MS));
}
