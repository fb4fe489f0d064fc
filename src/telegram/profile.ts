import type { Api } from "grammy";
import type { BotCommand, BotCommandScope, LanguageCode } from "grammy/types";
import type { Logger } from "pino";
import type { CommandName } from "./commands.ts";
import type { Locales, Texts } from "./texts.ts";

const MENU: Readonly<Record<"private" | "group", readonly CommandName[]>> = {
  private: [
    "search",
    "ask",
    "latest",
    "paper",
    "papers",
    "similar",
    "digest",
    "alerts",
    "settings",
    "help",
    "privacy",
    "start",
  ],
  group: ["search", "ask", "latest", "paper", "papers", "similar", "digest", "alerts", "settings", "help"],
};
const SCOPES: readonly { readonly scope: BotCommandScope; readonly menu: keyof typeof MENU }[] = [
  { scope: { type: "all_private_chats" }, menu: "private" },
  { scope: { type: "all_group_chats" }, menu: "group" },
];

/** The command menu and the bot's descriptions as Telegram shows them; written only where they differ. */
export async function syncProfile(api: Api, locales: Locales, log: Logger): Promise<void> {
  let written = 0;
  for (const { texts, code } of eachLanguage(locales)) {
    for (const { scope, menu } of SCOPES)
      written += await syncMenu(api, { scope, ...code }, commandsOf(menu, texts));
    written += await syncDescriptions(api, code, texts);
  }
  log.info({ written }, "profile is up to date");
}

/** For readers of each language, and for all others. */
export function eachLanguage({ languages, textsFor }: Locales): { texts: Texts; code: LanguageOption }[] {
  return [undefined, ...languages.filter(isLanguageCode)].map((language) => ({
    texts: textsFor(language),
    code: language === undefined ? {} : { language_code: language },
  }));
}

/** Telegram knows languages of two letters (ISO 639-1); readers of others see what everybody else sees. */
function isLanguageCode(language: string): language is LanguageCode {
  return /^[a-z]{2}$/.test(language);
}

export function commandsOf(menu: keyof typeof MENU | readonly CommandName[], texts: Texts): BotCommand[] {
  const names = typeof menu === "string" ? MENU[menu] : menu;
  return names.map((command) => ({ command, description: texts.plain(`command-${command}`) }));
}

type LanguageOption = { language_code?: LanguageCode };

/** Written only where it differs; returns how many were written. */
export async function syncMenu(
  api: Api,
  where: LanguageOption & { scope: BotCommandScope },
  wanted: BotCommand[],
): Promise<number> {
  const current = await api.getMyCommands(where);
  if (asText(current) === asText(wanted)) return 0;
  await api.setMyCommands(wanted, where);
  return 1;
}

function asText(commands: readonly BotCommand[]): string {
  return commands.map(({ command, description }) => `${command} ${description}`).join("\n");
}

async function syncDescriptions(api: Api, language: LanguageOption, texts: Texts): Promise<number> {
  let written = 0;
  const description = texts.plain("bot-description");
  if ((await api.getMyDescription(language)).description !== description) {
    await api.setMyDescription(description, language);
    written++;
  }
  const short = texts.plain("bot-short-description");
  if ((await api.getMyShortDescription(language)).short_description !== short) {
    await api.setMyShortDescription(short, language);
    written++;
  }
  return written;
}
