import { setImmediate as nextTurn } from "node:timers/promises";
import { type Bot, BotError } from "grammy";
import type { Messenger } from "../digests/messenger.ts";
import type { AppError } from "../errors.ts";
import { tellOfAbandonedImports } from "./admin/abandoned-imports.ts";
import { syncAdminMenus } from "./admin/menus.ts";
import { type BotDeps, createBot } from "./bot.ts";
import type { BotContext } from "./context.ts";
import { createMessenger } from "./digests/messenger.ts";
import type { Inbox, IncomingUpdate } from "./inbox.ts";
import { createIntake } from "./intake.ts";
import { Line } from "./line.ts";
import { createPolling } from "./polling.ts";
import { type DateFormats, dateFormats } from "./post-date.ts";
import { syncProfile } from "./profile.ts";
import { RATE_LIMITS, type RateLimits } from "./rate-limits.ts";
import type { Receiver, ReceiverDeps } from "./receiver.ts";
import { forgettingButtons, spareButtons } from "./spare-buttons.ts";
import { TelegramTime } from "./telegram-time.ts";
import { type Language, type Locales, loadTexts } from "./texts.ts";
import { createWebhook, type UpdateDoor } from "./webhook.ts";

export interface ChatDeps extends Omit<BotDeps, "intake" | "locales" | "dates" | "rateLimits"> {
  /** Undefined = what fits people. */
  readonly rateLimits: RateLimits | undefined;
  readonly inbox: Inbox;
  /** Where Telegram is to bring updates; null: we ask for them. */
  readonly webhook: { readonly url: string; readonly secret: string } | null;
  /** Where the words that people read are, one file a language. */
  readonly textsFolder: string;
  readonly defaultLanguage: Language;
  /** Called once when updates can no longer be received. */
  readonly onFatal: (error: AppError) => void;
}

/** Everything of Telegram, not yet connected. */
export interface Chat {
  readonly receiver: Receiver;
  /** Null where we ask for updates. */
  readonly door: UpdateDoor | null;
  /** For what is sent unasked. */
  readonly messenger: Messenger;
  /** Known once updates come in. */
  username(): string;
  /** No later than it is, whatever this machine's clock shows; null until an update has said. */
  telegramTime(): Date | null;
  /** Makes what a language needs when it is first written, so that no reader's question waits for it. */
  warmUp(): Promise<void>;
  /** Says where an import was interrupted by the end of an earlier process. */
  tellOfAbandonedImports(): Promise<void>;
  /** Writes the command menu and the descriptions where they are not as they should be. */
  syncProfile(): Promise<void>;
}

export function createChat({
  inbox,
  onFatal,
  webhook,
  textsFolder,
  defaultLanguage,
  ...deps
}: ChatDeps): Chat {
  const { log, observer, stopping } = deps;
  const locales = loadTexts(textsFolder, defaultLanguage);
  const dates = dateFormats(deps.timezone);
  const time = new TelegramTime();
  const { health } = deps;
  const intake = createIntake({
    inbox,
    health,
    handle: (update) => handleUpdate(bot, update),
    observer,
    log,
    now: deps.now,
    time,
  });
  const buttons = spareButtons(deps.buttons);
  const bot: Bot<BotContext> = createBot({
    ...deps,
    buttons,
    chats: forgettingButtons(deps.chats, buttons),
    rateLimits: deps.rateLimits ?? RATE_LIMITS,
    inbox,
    intake,
    locales,
    dates,
  });
  const line = new Line(log);
  const way = receiving(webhook, { bot, inbox, intake, line, stopping, log, onFatal }, deps.token);
  return {
    ...way,
    messenger: createMessenger({ ...deps, locales }),
    username: () => bot.botInfo.username,
    telegramTime: () => time.now(),
    warmUp: () => warmUp(locales, dates),
    tellOfAbandonedImports: () => tellOfAbandonedImports(bot.api, deps.imports, log),
    syncProfile: async () => {
      await syncProfile(bot.api, locales, log);
      await syncAdminMenus(bot.api, { adminIds: deps.adminIds, locales, log });
    },
  };
}

/** Rejects where the update could not be dealt with, which is logged then. */
async function handleUpdate(bot: Bot<BotContext>, update: IncomingUpdate): Promise<void> {
  try {
    await bot.handleUpdate(update);
  } catch (error) {
    if (error instanceof BotError) await bot.errorHandler(error);
    throw error;
  }
}

function receiving(
  webhook: ChatDeps["webhook"],
  deps: ReceiverDeps,
  token: string,
): Pick<Chat, "receiver" | "door"> {
  if (webhook === null) return { receiver: createPolling(deps), door: null };
  const { door, ...receiver } = createWebhook({ ...webhook, token }, deps);
  return { receiver, door };
}

async function warmUp(locales: Locales, dates: DateFormats): Promise<void> {
  for (const language of locales.languages) {
    await nextTurn();
    dates(language)({ date: "2024-01-01T00:00:00Z" });
    await nextTurn();
    locales.textsFor(language).plain("posts-count", { count: 1 });
  }
}
