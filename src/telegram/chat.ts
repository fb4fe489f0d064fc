import type { AppError } from "../errors.ts";
import { syncAdminMenus } from "./admin/menus.ts";
import { type BotDeps, createBot } from "./bot.ts";
import type { Inbox } from "./inbox.ts";
import { createIntake } from "./intake.ts";
import { createPolling, type Polling } from "./polling.ts";
import { syncProfile } from "./profile.ts";
import { RATE_LIMITS, type RateLimits } from "./rate-limits.ts";
import { type Language, loadTexts } from "./texts.ts";

export interface ChatDeps extends Omit<BotDeps, "intake" | "locales" | "rateLimits"> {
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
  /** Known once polling has started. */
  username(): string;
  /** Writes the command menu and the descriptions where they are not as they should be. */
  syncProfile(): Promise<void>;
}

export function createChat({ inbox, onFatal, textsFolder, defaultLanguage, ...deps }: ChatDeps): Chat {
  const { log, stopping } = deps;
  const locales = loadTexts(textsFolder, defaultLanguage);
  const intake = createIntake(inbox, log);
  const bot = createBot({ ...deps, rateLimits: deps.rateLimits ?? RATE_LIMITS, inbox, intake, locales });
  return {
    polling: createPolling({ bot, inbox, intake, stopping, log, onFatal }),
    username: () => bot.botInfo.username,
    syncProfile: async () => {
      await syncProfile(bot.api, locales, log);
      await syncAdminMenus(bot.api, { adminIds: deps.adminIds, locales, log });
    },
  };
}
