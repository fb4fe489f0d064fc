import type { UserFromGetMe } from "grammy/types";
import { pino } from "pino";
import { createAnswerer } from "../../src/answers/answerer.ts";
import { openArchive } from "../../src/channel/archive/open.ts";
import type { DigestComposer, QueryProbe } from "../../src/digests/digest.ts";
import { packageFile } from "../../src/package-files.ts";
import { createFinder } from "../../src/search/post-finder.ts";
import { createSimilarFinder } from "../../src/search/similar.ts";
import type { SqliteStore } from "../../src/store/open.ts";
import { Background } from "../../src/telegram/admin/background.ts";
import { Pulse } from "../../src/telegram/admin/pulse.ts";
import { type BotDeps, createBot } from "../../src/telegram/bot.ts";
import { createIntake } from "../../src/telegram/intake.ts";
import type { Observer } from "../../src/telegram/observer.ts";
import { dateFormats } from "../../src/telegram/post-date.ts";
import { RATE_LIMITS } from "../../src/telegram/rate-limits.ts";
import { loadTexts } from "../../src/telegram/texts.ts";
import { paperFinderOver } from "./papers.ts";

/** A bot over the store that gets its updates by hand; without an `apiRoot` it reaches nobody. */
export function aBareBot(store: SqliteStore, parts: Partial<BotDeps> = {}) {
  const log = pino({ level: "silent" });
  const bot = createBot({
    ...botParts(store),
    intake: createIntake({
      inbox: store,
      health: store,
      handle: async () => undefined,
      observer: NOBODY,
      log,
      now: () => new Date(),
    }),
    dates: dateFormats("UTC"),
    locales: loadTexts(packageFile("data", "locales"), "ru"),
    rateLimits: RATE_LIMITS,
    log,
    ...parts,
  });
  bot.botInfo = { id: 1, is_bot: true, first_name: "Bot", username: "test_bot" } as UserFromGetMe;
  return bot;
}

/** Counts nothing. */
export const NOBODY: Observer = {
  accepted: () => undefined,
  handled: () => undefined,
  requested: () => undefined,
  retries: () => undefined,
};

const NO_POSTS: DigestComposer & QueryProbe = {
  composeDigest: async () => ({ sections: [], papers: [], total: 0 }),
  composeNotice: async () => null,
  savedQueriesOf: async () => [],
  matchingPosts: async () => [],
};

/** What a bot over the store needs, as far as it can be had without Telegram. */
export function botParts(store: SqliteStore) {
  const finder = createFinder({ store: store.search, timezone: "UTC" });
  return {
    adminIds: [],
    figures: store,
    feedback: store,
    inbox: store,
    health: store,
    indexStatus: async () => ({ kind: "loading" }) as const,
    openArchive,
    fetch,
    background: new Background(),
    pulse: new Pulse(new Date(), "0.0.0"),
    token: "123456:test-token",
    apiRoot: "http://127.0.0.1:9",
    posts: store,
    buttons: store,
    finder,
    answers: createAnswerer({ store: store.search }),
    papers: paperFinderOver(store, { finder }),
    paperHider: store,
    similar: createSimilarFinder(store.search),
    acceptsChannel: () => true,
    subscriptions: store,
    deliveries: store,
    composer: NO_POSTS,
    observer: NOBODY,
    pacing: { countReply: () => undefined, pause: () => undefined },
    onSubscriptionsChanged: () => undefined,
    onPostSaved: () => undefined,
    timezone: "UTC",
    newToken: () => "abcdefghijkl",
    chats: store,
    imports: store,
    stopping: new AbortController().signal,
    closing: new AbortController().signal,
    now: () => new Date(),
  };
}
