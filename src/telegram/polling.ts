import { GrammyError, HttpError } from "grammy";
import { settledWithin } from "../deadline.ts";
import {
  askedToWait,
  createReceiver,
  explainReceiving,
  type Receiver,
  type ReceiverDeps,
} from "./receiver.ts";
import { HANDLED_KINDS } from "./update-kind.ts";

const POLL_SECONDS = 30;
const MAX_UPDATES = 100; // https://core.telegram.org/bots/api#getupdates

/** Receives updates by long polling. */
export function createPolling(deps: ReceiverDeps): Receiver {
  const closing = new AbortController();
  let polling: Promise<void> | undefined;
  // A webhook left over from another set-up would answer every poll with 409.
  const prepare = () => Promise.all([deps.bot.api.deleteWebhook(), fetchWaiting(deps)]);
  const open = async () => {
    polling = poll(closing.signal, deps).catch((error) => deps.onFatal(explainReceiving(error)));
  };
  const close = async (timeoutMs: number) => {
    closing.abort();
    await settledWithin(timeoutMs, [polling]);
  };
  return createReceiver({ prepare, open, close }, deps);
}

/**
 * What waits at Telegram is on its way while Telegram says who we are. Whatever refuses this request refuses the next one,
 * too, unless it was a webhook; and what this one brought comes once more and is dropped.
 */
async function fetchWaiting({ bot }: ReceiverDeps): Promise<void> {
  await bot.api.getUpdates({ timeout: 0, allowed_updates: HANDLED_KINDS }).catch(() => undefined);
}

/**
 * Asks for updates until it is told to end; what getUpdates has brought is in its lane by the time it comes here. What
 * does not pass by itself is thrown.
 */
async function poll(closing: AbortSignal, { bot, line }: ReceiverDeps): Promise<void> {
  // The types of grammY know another implementation of the same thing.
  const signal = closing as unknown as Parameters<typeof bot.api.getUpdates>[1];
  let offset = 0;
  while (!closing.aborted) {
    try {
      const updates = await bot.api.getUpdates(
        { offset, limit: MAX_UPDATES, timeout: POLL_SECONDS, allowed_updates: HANDLED_KINDS },
        signal,
      );
      line.isAnswering();
      // Confirms what has come so far.
      offset = (updates.at(-1)?.update_id ?? offset - 1) + 1;
    } catch (error) {
      if (closing.aborted) return;
      if (isFinal(error)) throw error;
      // Anything else is none of Telegram's fault: what has come could not be kept, which is logged. It has it still.
      if (error instanceof HttpError || error instanceof GrammyError) line.isSilent(error);
      await line.pause(closing, askedToWait(error));
    }
  }
}

/** The token is somebody else's by now, or nobody's. */
function isFinal(error: unknown): boolean {
  return error instanceof GrammyError && (error.error_code === 401 || error.error_code === 409);
}
