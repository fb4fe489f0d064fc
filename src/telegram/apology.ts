import { GrammyError } from "grammy";
import type { Logger } from "pino";
import { reportError } from "../error-report.ts";
import type { Pulse } from "./admin/pulse.ts";
import { answer, answerPress, type BotContext } from "./context.ts";

export interface ApologyDeps {
  readonly pulse: Pulse;
  readonly newToken: () => string;
  readonly now: () => Date;
  readonly log: Logger;
}

/** A short apology with an id that finds the cause in the log; none to somebody who blocked us. */
export async function apologise(thrown: unknown, ctx: BotContext, deps: ApologyDeps): Promise<void> {
  const { log } = deps;
  const error = reportError(thrown);
  const updateId = ctx.update.update_id;
  if (thrown instanceof GrammyError && thrown.error_code === 403) {
    log.info({ updateId, error }, "the chat does not take our messages");
    return;
  }
  const errorId = deps.pulse.failed(deps.newToken(), deps.now());
  log.error({ errorId, updateId, error }, "an update failed");
  try {
    if (ctx.callbackQuery !== undefined) await answerPress(ctx);
    await answer(ctx, { text: ctx.texts.rich("error-apology", { id: errorId }) });
  } catch (failed) {
    log.warn({ errorId, error: reportError(failed) }, "the apology could not be sent");
  }
}
