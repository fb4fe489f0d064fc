import type { Logger } from "pino";
import { workBesideAnswers } from "./app/beside-answers.ts";
import { chatDeps } from "./app/chat-deps.ts";
import { startCounting } from "./app/counting.ts";
import type { BackupDeps } from "./app/nightly-backup.ts";
import { type Running, stopParts } from "./app/running.ts";
import { followHealth } from "./app/store-health.ts";
import type { ModelSettings } from "./config/model-settings.ts";
import type { Config } from "./config.ts";
import { logIndex } from "./engine/index-upkeep.ts";
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
import type { AppError } from "./errors.ts";
import { startHttp } from "./http/server.ts";
import type { KnownPaper } from "./papers/known-papers.ts";
import type { FastIndexEvent } from "./search/fast-index.ts";
import type { StoreEvent } from "./store/health.ts";
import type { SqliteStore } from "./store/open.ts";
import { Background } from "./telegram/admin/background.ts";
import type { ChatDeps } from "./telegram/chat.ts";
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
  const { stopping } = running;
  const { log, now } = options;
  // From here on the search thread loads its part of the program while this one does the rest.
  running.searcher = startSearcher(config.databaseUrl);
  const known = loadList(KNOWN_PAPERS, config.knownPapers) ?? [];
  running.hold = (await import("./store/database-hold.ts")).holdDatabase(config.databaseUrl);
  const store = await openForBot(config, known, options);
  running.store = store;
  const file = listFile(GLOSSARY, config.glossary);
  const glossary = readList(GLOSSARY, file);
  const onEvent = (event: FastIndexEvent) => logIndex(event, log);
  const { timezone } = config;
  const uncounted = await running.searcher.over(store, {
    timezone,
    glossary,
    known,
    onEvent,
    onFailure: (error) => store.met(error),
  });
  const onError = (error: unknown) => log.error({ error: reportError(error) }, "a page failed");
  const perSecond = config.messagesPerSecond;
  const counting = startCounting({ searcher: uncounted, feedback: store, perSecond, now, onError });
  const searcher = counting.searchedFrom("chat");
  const words = needsGlossary(config) ? checkedList(GLOSSARY, glossary, file) : null;
  const answering = await answeringBy(searcher, config.model, {
    rations: store,
    glossary: words,
    stopping: stopping.signal,
    log,
    now,
    fetch: globalThis.fetch,
  });
  const onNews = () => running.sending?.wake();
  const { createChat } = await import("./telegram/chat.ts");
  const parts = { ...running, ...answering, store, searcher, counting, onNews };
  const chat = createChat(chatDeps(config, options, parts));
  running.receiver = chat.receiver;
  const load = async () => {
    const { machinePages } = await import("./app/machine-pages.ts");
    return machinePages({
      ...parts,
      receiver: chat.receiver,
      isStarted: () => running.isStarted === true,
      backups: config.backups,
      now,
      onError,
    });
  };
  running.http = await startHttp(load, { ...config.http, door: chat.door, onError });
  log.debug({ port: running.http.port }, "pages are served");
  await chat.receiver.start();
  if (stopping.signal.aborted) return;
  const { pacing } = counting;
  running.background = workBesideAnswers(running, {
    ...{ chat, store, composer: searcher, pacing, perSecond, log, now, onFatal: options.onFatal },
    startBackups: () => backupsBy(store, config, { log, now }),
  });
  running.isStarted = true;
  log.info({ bot: chat.username(), posts: await store.countPosts(), port: running.http.port }, "ready");
}

async function openForBot(
  { databaseUrl }: Config,
  known: readonly KnownPaper[],
  { log, now, onFatal }: AppOptions,
): Promise<SqliteStore> {
  const [{ openStore }, { createPaperReader }] = await Promise.all([
    import("./store/open.ts"),
    import("./papers/recognition/paper-reader.ts"),
  ]);
  const onHealth = (event: StoreEvent) => followHealth(event, { log, onFatal });
  return openStore(databaseUrl, { checksLater: true, papers: createPaperReader(known), now, onHealth });
}

/** Searching reads it in its thread: here, its mistakes are told to the operator, and a model's answers are checked by it. */
function needsGlossary({ glossary, model }: Config): boolean {
  return glossary !== "shipped" || model !== null;
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

/** A copy of the database every day, where the settings name an hour for it; nothing of all that is loaded else. */
async function backupsBy({ file }: SqliteStore, { backups, timezone }: Config, deps: BackupDeps) {
  const { at, folder, keep } = backups;
  if (at === null || file === null) return undefined;
  const { startNightlyBackup } = await import("./app/nightly-backup.ts");
  return startNightlyBackup({ database: file, folder, keep, at, timezone }, deps);
}
