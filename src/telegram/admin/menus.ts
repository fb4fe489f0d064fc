import { type Api, GrammyError } from "grammy";
import type { Logger } from "pino";
import { reportError } from "../../error-report.ts";
import type { CommandName } from "../commands.ts";
import { commandsOf, eachLanguage, syncMenu } from "../profile.ts";
import type { Locales } from "../texts.ts";

export interface AdminMenuDeps {
  readonly adminIds: readonly number[];
  readonly locales: Locales;
  readonly log: Logger;
}

const OF_ADMINS: readonly CommandName[] = ["status", "hide", "unhide", "import"];

/** Each administrator's own command menu, with the commands that nobody else has. */
export async function syncAdminMenus(api: Api, { adminIds, locales, log }: AdminMenuDeps): Promise<void> {
  for (const chatId of adminIds) {
    try {
      for (const { texts, code } of eachLanguage(locales)) {
        const menu = [...commandsOf("private", texts), ...commandsOf(OF_ADMINS, texts)];
        await syncMenu(api, { scope: { type: "chat", chat_id: chatId }, ...code }, menu);
      }
    } catch (error) {
      if (!(error instanceof GrammyError)) throw error;
      // Telegram knows no chat with somebody who has never written to us.
      log.warn(
        {
          error: reportError(error),
          hint: "It is written at the next start after they have written to the bot",
        },
        "the command menu of an administrator could not be written",
      );
    }
  }
}
