import { randomBytes } from "node:crypto";
import type { RequestListener } from "node:http";
import type { Logger } from "pino";
import type { AcceptedChannel, Config, ModelSettings } from "./config.ts";
import { settledWithin } from "./deadline.ts";
import { openArchiveBeside } from "./engine/archive-thread.ts";
import { checkLater } from "./engine/check-later.ts";
import { indexWaiting, logIndex } from "./engine/index-upkeep.ts";
import { openSearcher } from "./engine/open-searcher.ts";
import {
  checkedList,
  GLOSSARY,
  KNOWN_PAPERS,
  listFile,
  loadList,
  readList,
} from "./engine/operator-lists.ts";
import type { Searcher } from "./engine/searcher.ts";
import type { WordedAnswersOptions } from "./engine/worded-answers.ts";
import { reportError } from "./error-report.ts";
import { AppError } from "./errors.ts";
import { keepHouse } from "./housekeeping.ts";
import { type HttpServer, startHttp } from "./http/server.ts";
import { packageFile, packageVersion } from "./package-files.ts";
import { createPaperReader } from "./papers/recognition/paper-reader.ts";
import { openStore, type SqliteStore } from "./store/open.ts";
import { Background } from "./telegram/admin/background.ts";
import { Pulse } from "./telegram/admin/pulse.ts";
import type { AcceptsChannel } from "./telegram/channel-posts.ts";
import type { ChatDeps } from "./telegram/chat.ts";
import type { Polling } from "./telegram/polling.ts";
import type { RateLimits } from "./telegram/rate-limits.ts";

export interface AppOptions {
  readonly log: Logger;
  readonly now: () => Date;
  /** Called when the bot can no longer receive updates. */
  readonly onFatal: (error: AppError) => void;
  /** Absent = what fits people; a benchmark asks faster than they do. */
  readonly rateLimits?: RateLimits;
}

/** The whole bot in one process. */
export interface App {
  /** Resolves when the bot receives updates. Throws AppError when it cannot. */
  start(): Promise<void>;
  /** Ends intake, lets running answers finish, closes everything. Twice is fine. */
  stop(): Promise<void>;
}

export type AppConfig = Config & { readonly botToken: string };

// Something that hangs is not waited for longer.
const STOP_MS = 3_000;

export function createApp(config: AppConfig, options: AppOptions): App {
  let running: Running | undefined;
  return {
    start: () => {
      const parts: Running = {
        stopping: new AbortController(),
        closing: new AbortController(),
        imports: new Background(),
        timers: [],
      };
      running = parts;
      parts.started = startParts(config, options, parts);
      return parts.started;
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
  /** Aborted first: no new work is begun. */
  readonly stopping: AbortController;
  /** Aborted when running answers have had their time: nothing is sent any more. */
  readonly closing: AbortController;
  /** Goes on beside the answers; `stopping` ends it. */
  readonly imports: Background;
  readonly timers: NodeJS.Timeout[];
  started?: Promise<void>;
  store?: SqliteStore;
  searcher?: Searcher;
  polling?: Polling;
  http?: HttpServer;
  background?: Promise<unknown>;
}

async function startParts(config: AppConfig, options: AppOptions, running: Running): Promise<void> {
  const { stopping, timers } = running;
  const { log, now } = options;
  const known = loadList(KNOWN_PAPERS, config.knownPapers) ?? [];
  const papers = createPaperReader(known);
  const store = await openStore(config.databaseUrl, { checksLater: true, papers });
  running.store = store;
  const file = listFile(GLOSSARY, config.glossary);
  const glossary = readList(GLOSSARY, file);
  const searcher = await openSearcher(store, {
    databaseUrl: config.databaseUrl,
    timezone: config.timezone,
    glossary,
    known,
    onEvent: (event) => logIndex(event, log),
  });
  running.searcher = searcher;
  // From here on the search thread loads its part of the program while this one does the rest.
  const words = checkedList(GLOSSARY, glossary, file);
  const answering = await answeringBy(searcher, config.model, {
    rations: store,
    glossary: words,
    stopping: stopping.signal,
    log,
    now,
    fetch: globalThis.fetch,
  });
  const { createChat } = await import("./telegram/chat.ts");
  const chat = createChat(chatDeps(config, options, { ...running, ...answering, store, searcher }));
  running.polling = chat.polling;
  timers.push(keepHouse(store, { log, now, stopping: stopping.signal }));
  running.background = indexWaiting(store, stopping.signal, log);
  const onError = (error: unknown) => log.error({ error: reportError(error) }, "a page failed");
  const load = () => loadPages({ store, polling: chat.polling, onError });
  running.http = await startHttp(load, { ...config.http, onError });
  await chat.polling.start();
  if (stopping.signal.aborted) return;
  const profile = chat
    .syncProfile()
    .catch((error) =>
      log.warn({ error: reportError(error) }, "the command menu and descriptions could not be written"),
    );
  running.background = Promise.all([running.background, profile, chat.warmUp()]);
  checkDatabaseLater(store, stopping.signal, options);
  log.info({ bot: chat.username(), posts: await store.countPosts(), port: running.http.port }, "ready");
}

/** In a model's words where the settings name one; nothing of all that is loaded else. */
async function answeringBy(
  searcher: Searcher,
  model: ModelSettings | null,
  options: Omit<WordedAnswersOptions, "model">,
): Promise<Pick<ChatDeps, "answers" | "modelStatus">> {
  if (model === null) return { answers: searcher };
  const { wordedAnswers } = await import("./engine/worded-answers.ts");
  const answers = wordedAnswers(searcher, { ...options, model });
  return { answers, modelStatus: () => answers.modelStatus() };
}

/** After everything else: reading a large database keeps disk and processor from the first questions. */
function checkDatabaseLater(store: SqliteStore, stopping: AbortSignal, { log, onFatal }: AppOptions): void {
  checkLater(store, stopping).catch((error) => {
    if (error instanceof AppError) onFatal(error);
    else log.error({ error: reportError(error) }, "the database could not be checked");
  });
}

interface ChatParts
  extends Pick<Running, "stopping" | "closing" | "imports">,
    Pick<ChatDeps, "answers" | "modelStatus"> {
  readonly store: SqliteStore;
  readonly searcher: Searcher;
}

function chatDeps(
  config: AppConfig,
  { log, now, onFatal, rateLimits }: AppOptions,
  parts: ChatParts,
): ChatDeps {
  const { store, searcher, answers, modelStatus } = parts;
  return {
    token: config.botToken,
    apiRoot: config.telegramApiRoot,
    inbox: store,
    posts: store,
    buttons: store,
    chats: store,
    adminIds: config.adminIds,
    figures: store,
    feedback: store,
    indexStatus: searcher.indexStatus,
    openArchive: openArchiveBeside,
    fetch: globalThis.fetch,
    background: parts.imports,
    pulse: new Pulse(now(), packageVersion()),
    rateLimits,
    finder: searcher,
    answers,
    modelStatus,
    papers: searcher,
    paperHider: store,
    similar: searcher,
    acceptsChannel: acceptsOnly(config.channels),
    timezone: config.timezone,
    newToken: () => randomBytes(9).toString("base64url"),
    textsFolder: packageFile("data", "locales"),
    defaultLanguage: config.defaultLanguage,
    stopping: parts.stopping.signal,
    closing: parts.closing.signal,
    log,
    now,
    onFatal,
  };
}

async function loadPages({ store, polling, onError }: PagesParts): Promise<RequestListener> {
  const { createPages, listenerOf } = await import("./http/pages.ts");
  const pages = createPages({
    health: async () => ({ isReady: polling.isConnected(), posts: await store.countPosts() }),
    onError,
  });
  return listenerOf(pages);
}

interface PagesParts {
  readonly store: SqliteStore;
  readonly polling: Polling;
  readonly onError: (error: unknown) => void;
}

async function stopParts(parts: Running): Promise<void> {
  parts.stopping.abort();
  for (const timer of parts.timers) clearInterval(timer);
  // A start that hangs in a request comes to its end by itself; nobody waits for it longer than for the answers.
  await settledWithin(STOP_MS, [parts.started]);
  await Promise.all([parts.polling?.stop(), parts.imports.settled(STOP_MS)]);
  parts.closing.abort();
  await settledWithin(STOP_MS, [parts.background, parts.http?.stop()]);
  await parts.searcher?.close();
  await parts.store?.close();
}

function acceptsOnly(channels: readonly AcceptedChannel[]): AcceptsChannel {
  return ({ telegramId, username }) =>
    channels.some((channel) =>
      "telegramId" in channel
        ? channel.telegramId === telegramId
        : channel.username.toLowerCase() === username?.toLowerCase(),
    );
}
