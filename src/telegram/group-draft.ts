import { FormattedString } from "@grammyjs/parse-mode";
import type { AskProgress } from "../answers/answer.ts";
import { answer, type BotContext, place, replaceText } from "./context.ts";
import { type Draft, type DraftDeps, draftText, logDraft } from "./draft.ts";
import { LatestText } from "./latest-text.ts";
import type { OutgoingMessage } from "./message.ts";

// An answer that comes sooner needs no announcement.
const PATIENCE_MS = 1_500;
// Twenty messages a minute are all that a group gets, edits among them.
const PAUSE_MS = 3_000;
const MOST_EDITS = 5;

/** In a group an answer that takes long is one message, which in the end becomes the answer. */
export class GroupDraft implements Draft {
  readonly progress: AskProgress;
  readonly #ctx: BotContext;
  readonly #shown: LatestText;
  readonly #onError: (error: unknown) => void;
  readonly #patience: NodeJS.Timeout;
  readonly #end: () => void;
  #isLate = false;
  #newest = "";
  #messageId: number | null = null;

  constructor(ctx: BotContext, deps: DraftDeps) {
    this.#ctx = ctx;
    this.#onError = logDraft(deps);
    this.#shown = new LatestText((text) => this.#showIn(text), {
      pauseMs: PAUSE_MS,
      most: MOST_EDITS + 1,
      onError: this.#onError,
    });
    const { signal, end } = deps.stops.begin({ chatId: ctx.chat?.id ?? 0, draftId: ctx.update.update_id });
    this.#end = end;
    this.#patience = setTimeout(() => this.#announce(), PATIENCE_MS);
    this.progress = { signal, onDraft: (text) => this.#push(text) };
  }

  async finish(message: OutgoingMessage): Promise<void> {
    await this.#stopShowing();
    if (this.#messageId === null) return answer(this.#ctx, message);
    try {
      await replaceText(this.#ctx, this.#messageId, message);
    } catch (error) {
      this.#onError(error);
      await this.#remove();
      await answer(this.#ctx, message);
    }
  }

  async drop(): Promise<void> {
    await this.#stopShowing();
    await this.#remove();
  }

  async #stopShowing(): Promise<void> {
    clearTimeout(this.#patience);
    this.#end();
    // An edit that came after the answer would take its place.
    await this.#shown.end();
  }

  #push(text: string): void {
    this.#newest = draftText(text);
    if (this.#isLate && this.#newest !== "") this.#shown.push(this.#newest);
  }

  #announce(): void {
    this.#isLate = true;
    this.#shown.push(this.#newest === "" ? this.#ctx.texts.plain("answer-reading") : this.#newest);
  }

  async #showIn(text: string): Promise<void> {
    if (this.#messageId !== null)
      return replaceText(this.#ctx, this.#messageId, { text: new FormattedString(text) });
    const message = await this.#ctx.reply(text, {
      ...place(this.#ctx),
      link_preview_options: { is_disabled: true },
    });
    this.#messageId = message.message_id;
  }

  async #remove(): Promise<void> {
    const chatId = this.#ctx.chat?.id;
    if (this.#messageId === null || chatId === undefined) return;
    await this.#ctx.api.deleteMessage(chatId, this.#messageId).catch(this.#onError);
  }
}
