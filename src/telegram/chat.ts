import { setImmediate as nextTurn } from "node:timers/promises";
import type { Messenger } from "../digests/messenger.ts";
import type { AppError } from "../errors.ts";
import { syncAdminMenus } from "./admin/menus.ts";
import { type BotDeps, createBot } from "./bot.ts";
import { createMessenger } from "./digests/messenger.ts";
import type { Inbox } from "./inbox.ts";
import { createIntake } from "./intake.ts";
import { createPolling, type Polling } from "./polling.ts";
import { type DateFormats, dateFormats } from "./post-date.ts";
import { syncProfile } from "./profile.ts";
import { RATE_LIMITS, type RateLimits } from "./rate-limits.ts";
import { type Language, type Locales, loadTexts } from "./texts.ts";

export interface ChatDeps extends Omit<BotDeps, "intake" | "locales" | "dates" | "rateLimits"> {
  /** Undefined = what fits people. */
  readonly rateLimits: RateLimits | undefined;
  readonly inbox: Inbox;
  /** Where the words that people read are, one file a language. */
  readonly textsFolder: string;
  readonly defaultLanguage: Language;
  /** Called once when updates can no longer be received. */
  readonly onFatal: (error: AppError) => void;
}

/** Everything of Telegram, not yet connected. */
export interface Chat {
  readonly polling: Polling;
  /** For what is sent unasked. */
  readonly messenger: Messenger;
  /** Known once polling has started. */
  username(): string;
  /** Makes what a language needs when it is first written, so that no reader's question waits for it. */
  warmUp(): Promise<void>;
  /** Writes the command menu and the descriptions where they are not as they should be. */
  syncProfile(): Promise<void>;
}

export function createChat({ inbox, onFatal, textsFolder, defaultLanguage, ...deps }: ChatDeps): Chat {
  const { log, stopping } = deps;
  const locales = loadTexts(textsFolder, defaultLanguage);
  const dates = dateFormats(deps.timezone);
  const intake = createIntake(inbox, log);
  const bot = createBot({
    ...deps,
    rateLimits: deps.rateLimits ?? RATE_LIMITS,
    inbox,
    intake,
    locales,
    dates,
  });
  return {
    polling: createPolling({ bot, inbox, intake, stopping, log, onFatal }),
    messenger: createMessenger({ ...deps, locales }),
    username: () => bot.botInfo.username,
    warmUp: () => warmUp(locales, dates),
    syncProfile: async () => {
      await syncProfile(bot.api, locales, log);
      await syncAdminMenus(bot.api, { adminIds: deps.adminIds, locales, log });
    },
  };
}

async function warmUp(locales: Locales, dates: DateFormats): Promise<void> {
  for (const language of locales.languages) {
    await nextTurn();
    dates(language)({ date: "2024-01-01T00:00:00Z" });
    await nextTurn();
    locales.textsFor(language).plain("posts-count", { count: 1 });
  }
}
