import type { FormattedString } from "@grammyjs/parse-mode";
import { GrammyError } from "grammy";
import type { Logger } from "pino";
import { reportError } from "../error-report.ts";
import { isPassing, type StoreTroubleCode, storeTroubleOf } from "../store-trouble.ts";
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
  const trouble = storeTroubleOf(thrown);
  if (trouble !== null) {
    if (isPassing(trouble) && isForTheStoreOnly(ctx)) throw thrown;
    log.debug({ updateId, error }, "an update failed because of the store");
    return sayOrLog(ctx, ctx.texts.rich(TROUBLES[trouble]), log.child({ updateId }));
  }
  if (thrown instanceof GrammyError && thrown.error_code === 403) {
    log.info({ updateId, error }, "the chat does not take our messages");
    return;
  }
  const errorId = deps.pulse.failed(deps.newToken(), deps.now());
  log.error({ errorId, updateId, error }, "an update failed");
  await sayOrLog(ctx, ctx.texts.rich("error-apology", { id: errorId }), log.child({ errorId }));
}

/** Nobody waits for an answer to it, and it comes but once: it is dealt with when the store works again. */
function isForTheStoreOnly(ctx: BotContext): boolean {
  const { migrate_to_chat_id, migrate_from_chat_id } = ctx.msg ?? {};
  return ctx.myChatMember !== undefined || (migrate_to_chat_id ?? migrate_from_chat_id) !== undefined;
}

/** For what nobody can be told: the update stays unfinished. */
export function noteUnfinished(thrown: unknown, { log, pulse, newToken, now }: ApologyDeps): void {
  const error = reportError(thrown);
  if (storeTroubleOf(thrown) !== null) {
    log.debug({ error }, "an update waits for the store");
    return;
  }
  log.error({ errorId: pulse.failed(newToken(), now()), error }, "update could not be finished");
}

/** What a reader may want to know: that it is not their fault, what works all the same, and when to come back. */
const TROUBLES: Readonly<Record<StoreTroubleCode, string>> = {
  STORE_FULL: "trouble-full",
  DATABASE_LOCKED: "trouble-locked",
  STORE_FAILING: "trouble-failing",
  DATABASE_UNWRITABLE: "trouble-failing",
  DATABASE_DAMAGED: "trouble-damaged",
  DATABASE_MISSING: "trouble-damaged",
};

async function sayOrLog(ctx: BotContext, text: FormattedString, log: Logger): Promise<void> {
  try {
    if (ctx.callbackQuery !== undefined) await answerPress(ctx);
    // Whoever typed it would wait; nothing is found, and soon it can be asked again.
    if (ctx.inlineQuery !== undefined) await ctx.answerInlineQuery([], { is_personal: true, cache_time: 5 });
    else if (ctx.chat !== undefined) await answer(ctx, { text });
  } catch (failed) {
    log.warn({ error: reportError(failed) }, "the apology could not be sent");
  }
}
