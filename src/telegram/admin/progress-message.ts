import type { FormattedString } from "@grammyjs/parse-mode";
import { GrammyError } from "grammy";
import type { Logger } from "pino";
import { reportError } from "../../error-report.ts";
import { answer, type BotContext } from "../context.ts";
import type { ImportPlace } from "../imports-under-way.ts";
import { fitMessage, type OutgoingMessage } from "../message.ts";
import { ignoreHarmless } from "../retries.ts";

// Telegram slows down whoever edits more often.
const EDIT_INTERVAL_MS = 1_500;

/** One message that shows how far something is, and in the end what came of it. */
export class ProgressMessage {
  readonly place: ImportPlace;
  readonly #ctx: BotContext;
  readonly #log: Logger;
  #editing: Promise<void> | null = null;
  #editedAt = performance.now();

  private constructor(ctx: BotContext, place: ImportPlace, log: Logger) {
    this.place = place;
    this.#ctx = ctx;
    this.#log = log;
  }

  static async send(ctx: BotContext, text: FormattedString, log: Logger): Promise<ProgressMessage> {
    const { chat, message_id: messageId } = await ctx.reply(text.text, { entities: text.entities });
    return new ProgressMessage(ctx, { chatId: chat.id, messageId }, log);
  }

  /** Nobody waits for it: it is left out where the last one was a moment ago, or is still on its way. */
  show(text: () => FormattedString): void {
    if (this.#editing !== null || performance.now() - this.#editedAt < EDIT_INTERVAL_MS) return;
    this.#editedAt = performance.now();
    this.#editing = this.#edit({ text: text() })
      .catch((error) => this.#log.debug({ error: reportError(error) }, "progress could not be shown"))
      .finally(() => {
        this.#editing = null;
      });
  }

  /** The last words, which do not get lost: where the message is gone, they are a new one. */
  async end(message: OutgoingMessage): Promise<void> {
    await this.#editing;
    try {
      await this.#edit(message);
    } catch (error) {
      if (!(error instanceof GrammyError && error.error_code === 400)) throw error;
      await answer(this.#ctx, message);
    }
  }

  async #edit({ text, keyboard }: OutgoingMessage): Promise<void> {
    const fitted = fitMessage(text);
    const { chatId, messageId } = this.place;
    const edit = this.#ctx.api.editMessageText(chatId, messageId, fitted.text, {
      entities: fitted.entities,
      link_preview_options: { is_disabled: true },
      ...(keyboard === undefined ? {} : { reply_markup: keyboard }),
    });
    await ignoreHarmless(edit);
  }
}
