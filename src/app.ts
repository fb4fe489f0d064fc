import type { RequestListener } from "node:http";
import type { Logger } from "pino";
import { chatDeps } from "./app/chat-deps.ts";
import { type Running, stopParts } from "./app/running.ts";
import type { Sending, SendingDeps } from "./app/sending.ts";
import type { ModelSettings } from "./config/model-settings.ts";
import type { Config } from "./config.ts";
import { Pacer, TELEGRAM_LIMITS } from "./digests/pacer.ts";
import { checkLater } from "./engine/check-later.ts";
import { indexWaiting, logIndex } from "./engine/index-upkeep.ts";
import { startSearcher } from "./engine/open-searcher.ts";
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
import { keepHouse, surelyPast } from "./housekeeping.ts";
import { startHttp } from "./http/server.ts";
import type { KnownPaper } from "./papers/known-papers.ts";
import type { FastIndexEvent } from "./search/fast-index.ts";
import type { SqliteStore } from "./store/open.ts";
import { Background } from "./telegram/admin/background.ts";
import type { ChatDeps } from "./telegram/chat.ts";
import type { RateLimits } from "./telegram/rate-limits.ts";
import type { Receiver } from "./telegram/receiver.ts";

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

async function startParts(config: AppConfig, options: AppOptions, running: Running): Promise<void> {
  const { stopping, timers } = running;
  const { log, now } = options;
  // From here on the search thread loads its part of the program while this one does the rest.
  running.searcher = startSearcher(config.databaseUrl);
  const known = loadList(KNOWN_PAPERS, config.knownPapers) ?? [];
  const store = await openForBot(config, known, now);
  running.store = store;
  const file = listFile(GLOSSARY, config.glossary);
  const glossary = readList(GLOSSARY, file);
  const onEvent = (event: FastIndexEvent) => logIndex(event, log);
  const { timezone } = config;
  const searcher = await running.searcher.over(store, { timezone, glossary, known, onEvent });
  const words = checkedList(GLOSSARY, glossary, file);
  const answering = await answeringBy(searcher, config.model, {
    rations: store,
    glossary: words,
    stopping: stopping.signal,
    log,
    now,
    fetch: globalThis.fetch,
  });
  const pacing = new Pacer({ limits: { ...TELEGRAM_LIMITS, perSecond: config.messagesPerSecond } });
  const onNews = () => running.sending?.wake();
  const { createChat } = await import("./telegram/chat.ts");
  const parts = { ...running, ...answering, store, searcher, pacing, onNews };
  const chat = createChat(chatDeps(config, options, parts));
  running.receiver = chat.receiver;
  const onError = (error: unknown) => log.error({ error: reportError(error) }, "a page failed");
  const load = () => loadPages({ store, receiver: chat.receiver, onError });
  running.http = await startHttp(load, { ...config.http, door: chat.door, onError });
  await chat.receiver.start();
  if (stopping.signal.aborted) return;
  // What is done beside the answers begins when they can be given.
  const { messenger } = chat;
  const perSecond = config.messagesPerSecond;
  running.sending = await sendingBy({ store, composer: searcher, messenger, pacing, perSecond, log, now });
  timers.push(
    keepHouse(store, { log, now: () => surelyPast(now(), chat.telegramTime()), stopping: stopping.signal }),
  );
  const profile = chat
    .syncProfile()
    .catch((error) =>
      log.warn({ error: reportError(error) }, "the command menu and descriptions could not be written"),
    );
  running.background = Promise.all([indexWaiting(store, stopping.signal, log), profile, chat.warmUp()]);
  checkDatabaseLater(store, stopping.signal, options);
  log.info({ bot: chat.username(), posts: await store.countPosts(), port: running.http.port }, "ready");
}

async function openForBot(
  { databaseUrl }: Config,
  known: readonly KnownPaper[],
  now: () => Date,
): Promise<SqliteStore> {
  const [{ openStore }, { createPaperReader }] = await Promise.all([
    import("./store/open.ts"),
    import("./papers/recognition/paper-reader.ts"),
  ]);
  return openStore(databaseUrl, { checksLater: true, papers: createPaperReader(known), now });
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

async function sendingBy(deps: SendingDeps): Promise<Sending> {
  const { createSending } = await import("./app/sending.ts");
  const sending = createSending(deps);
  sending.start();
  return sending;
}

/** After everything else: reading a large database keeps disk and processor from the first questions. */
function checkDatabaseLater(store: SqliteStore, stopping: AbortSignal, { log, onFatal }: AppOptions): void {
  checkLater(store, stopping).catch((error) => {
    if (error instanceof AppError) onFatal(error);
    else log.error({ error: reportError(error) }, "the database could not be checked");
  });
}

async function loadPages({ store, receiver, onError }: PagesParts): Promise<RequestListener> {
  const { createPages, listenerOf } = await import("./http/pages.ts");
  const pages = createPages({
    health: async () => ({ isReady: receiver.isConnected(), posts: await store.countPosts() }),
    onError,
  });
  return listenerOf(pages);
}

interface PagesParts {
  readonly store: SqliteStore;
  readonly receiver: Receiver;
  readonly onError: (error: unknown) => void;
}
