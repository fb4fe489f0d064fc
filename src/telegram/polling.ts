import {
  createRunner,
  createSource,
  createUpdateFetcher,
  type RunnerHandle,
  type UpdateSink,
} from "@grammyjs/runner";
import type { Transformer } from "grammy";
import type { Update } from "grammy/types";
import { settledWithin } from "../deadline.ts";
import type { Line } from "./line.ts";
import { createReceiver, explainReceiving, RETRY_MS, type Receiver, type ReceiverDeps } from "./receiver.ts";
import { HANDLED_KINDS } from "./update-kind.ts";

const POLL_SECONDS = 30;
const MAX_UPDATES = 100; // https://core.telegram.org/bots/api#getupdates

/** Receives updates by long polling. */
export function createPolling(deps: ReceiverDeps): Receiver {
  let runner: RunnerHandle | undefined;
  // A webhook left over from another set-up would answer every poll with 409.
  const prepare = () => Promise.all([deps.bot.api.deleteWebhook(), fetchWaiting(deps)]);
  const open = async (line: Line) => {
    deps.bot.api.config.use(watchPolls(line));
    runner = poll(deps);
    void runner.task()?.catch((error) => deps.onFatal(explainReceiving(error)));
  };
  const close = async (timeoutMs: number) => {
    // The runner's promise resolves while handlers still run, and not at all while it waits out a 429.
    await settledWithin(timeoutMs, [runner?.isRunning() ? runner.stop() : undefined]);
    runner = undefined;
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

function poll({ bot }: ReceiverDeps): RunnerHandle {
  const supply = createUpdateFetcher(bot, {
    fetch: { timeout: POLL_SECONDS, allowed_updates: HANDLED_KINDS },
    maxRetryTime: Number.POSITIVE_INFINITY,
    retryInterval: RETRY_MS,
    silent: true, // it prints whole errors, with the token in the address
  });
  const runner = createRunner(createSource({ supply }), KEPT_BY_THE_INTAKE);
  runner.start();
  return runner;
}

/** What getUpdates has brought is in its lane by the time it comes here. */
const KEPT_BY_THE_INTAKE: UpdateSink<Update> = {
  handle: async () => MAX_UPDATES,
  size: () => 0,
  snapshot: () => [],
};

function watchPolls(line: Line): Transformer {
  return async (prev, method, payload, signal) => {
    if (method !== "getUpdates") return prev(method, payload, signal);
    try {
      const response = await prev(method, payload, signal);
      if (response.ok) line.isAnswering();
      else line.isSilent(new Error(`${response.error_code} ${response.description}`));
      return response;
    } catch (error) {
      if (!signal?.aborted) line.isSilent(error);
      throw error;
    }
  };
}
