import { randomBytes } from "node:crypto";
import type { AppConfig, AppOptions } from "../app.ts";
import type { AcceptedChannel } from "../config.ts";
import { openArchiveBeside } from "../engine/archive-thread.ts";
import type { Searcher } from "../engine/searcher.ts";
import { packageFile } from "../package-files.ts";
import type { SqliteStore } from "../store/open.ts";
import type { Background } from "../telegram/admin/background.ts";
import type { AcceptsChannel } from "../telegram/channel-posts.ts";
import type { ChatDeps } from "../telegram/chat.ts";
import type { Counting } from "./counting.ts";

export interface ChatParts extends Pick<ChatDeps, "answers" | "modelStatus"> {
  readonly stopping: AbortController;
  readonly closing: AbortController;
  readonly imports: Background;
  readonly store: SqliteStore;
  readonly searcher: Searcher;
  readonly counting: Counting;
  /** Called when something may be owed to somebody now. */
  readonly onNews: () => void;
}

/** What the chat is made of. */
export function chatDeps(
  config: AppConfig,
  { log, now, onFatal, rateLimits }: AppOptions,
  parts: ChatParts,
): ChatDeps {
  const { store, searcher, answers, modelStatus, counting } = parts;
  return {
    token: config.botToken,
    apiRoot: config.telegramApiRoot,
    inbox: store,
    health: store,
    webhook: config.receiving.kind === "webhook" ? config.receiving : null,
    observer: counting.observer,
    posts: store,
    buttons: store,
    chats: store,
    imports: store,
    adminIds: config.adminIds,
    figures: store,
    feedback: counting.feedback,
    indexStatus: searcher.indexStatus,
    openArchive: openArchiveBeside,
    fetch: globalThis.fetch,
    background: parts.imports,
    pulse: counting.pulse,
    rateLimits,
    elsewhere: {
      inline: { finder: counting.searchedFrom("inline") },
      guest: { finder: counting.searchedFrom("guest") },
    },
    finder: searcher,
    answers,
    modelStatus,
    papers: searcher,
    paperHider: store,
    similar: searcher,
    acceptsChannel: acceptsOnly(config.channels),
    subscriptions: store,
    deliveries: store,
    composer: searcher,
    pacing: counting.pacing,
    onSubscriptionsChanged: parts.onNews,
    onPostSaved: parts.onNews,
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

function acceptsOnly(channels: readonly AcceptedChannel[]): AcceptsChannel {
  return ({ telegramId, username }) =>
    channels.some((channel) =>
      "telegramId" in channel
        ? channel.telegramId === telegramId
        : channel.username.toLowerCase() === username?.toLowerCase(),
    );
}
