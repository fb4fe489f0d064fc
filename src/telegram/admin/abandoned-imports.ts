import type { FormattedString } from "@grammyjs/parse-mode";
import { type Api, GrammyError } from "grammy";
import type { MessageEntity } from "grammy/types";
import type { Logger } from "pino";
import { reportError } from "../../error-report.ts";
import type { ImportStore, ImportUnderWay } from "../imports-under-way.ts";
import { fitMessage } from "../message.ts";

interface LastWords {
  readonly text: string;
  readonly entities: MessageEntity[];
}

/** As the store keeps them. */
export function lastWordsOf(message: FormattedString): string {
  const { text, entities } = fitMessage(message);
  return JSON.stringify({ text, entities } satisfies LastWords);
}

/** Tells whoever sent an archive to a process that ended in the middle of it. What cannot be told now is, after the next start. */
export async function tellOfAbandonedImports(api: Api, store: ImportStore, log: Logger): Promise<void> {
  try {
    for (const underWay of await store.abandonedImports()) {
      await tell(api, underWay);
      await store.endImport(underWay);
    }
  } catch (error) {
    log.warn({ error: reportError(error) }, "imports that were interrupted could not be told of");
  }
}

async function tell(api: Api, { chatId, messageId, lastWords }: ImportUnderWay): Promise<void> {
  const { text, entities }: LastWords = JSON.parse(lastWords); // as `lastWordsOf` wrote it
  try {
    await api.editMessageText(chatId, messageId, text, { entities });
  } catch (error) {
    const isGone = error instanceof GrammyError && (error.error_code === 400 || error.error_code === 403);
    if (!isGone) throw error;
  }
}
