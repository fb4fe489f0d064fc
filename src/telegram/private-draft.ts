import type { AskProgress } from "../answers/answer.ts";
import { settledWithin } from "../deadline.ts";
import { answer, type BotContext, place } from "./context.ts";
import { type Draft, type DraftDeps, draftText, logDraft } from "./draft.ts";
import { LatestText } from "./latest-text.ts";
import type { OutgoingMessage } from "./message.ts";

const PAUSE_MS = 700;
// The answer takes the place of whatever draft comes before it; for one that hangs it does not wait.
const LONGEST_WAIT_MS = 2_000;

/** In a private chat the answer can be watched as it grows, and stopped. */
export class PrivateDraft implements Draft {
  readonly progress: AskProgress;
  readonly #ctx: BotContext;
  readonly #shown: LatestText;
  readonly #end: () => void;

  constructor(ctx: BotContext, deps: DraftDeps) {
    this.#ctx = ctx;
    const chatId = ctx.chat?.id ?? 0;
    // Every update has at most one answer, and no update has the number 0.
    const draftId = ctx.update.update_id;
    const { message_thread_id } = place(ctx);
    const where = message_thread_id === undefined ? {} : { message_thread_id };
    this.#shown = new LatestText(
      (text) => ctx.api.sendMessageDraft(chatId, draftId, text, { ...where, can_stop: true }),
      { pauseMs: PAUSE_MS, onError: logDraft(deps) },
    );
    const { signal, end } = deps.stops.begin({ chatId, draftId });
    this.#end = end;
    this.progress = { signal, onDraft: (text) => this.#show(text) };
  }

  async finish(message: OutgoingMessage): Promise<void> {
    await this.drop();
    await answer(this.#ctx, message);
  }

  /** What is shown by then goes by itself. */
  async drop(): Promise<void> {
    this.#end();
    await settledWithin(LONGEST_WAIT_MS, [this.#shown.end()]);
  }

  #show(text: string): void {
    const fitted = draftText(text);
    if (fitted !== "") this.#shown.push(fitted);
  }
}
