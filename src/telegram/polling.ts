import { setTimeout as sleep } from "node:timers/promises";
import { type RunnerHandle, run } from "@grammyjs/runner";
import { type Bot, GrammyError, HttpError, type Transformer } from "grammy";
import type { Update } from "grammy/types";
import type { Logger } from "pino";
import { settledWithin } from "../deadline.ts";
import { reportError } from "../error-report.ts";
import { AppError } from "../errors.ts";
import type { BotContext } from "./context.ts";
import { type Inbox, type IncomingUpdate, MAX_ATTEMPTS } from "./inbox.ts";
import type { Intake } from "./intake.ts";

// What the bot handles and nothing more: an unasked update would only fill the inbox.
const ALLOWED_UPDATES = [
  "message",
  "channel_post",
  "edited_channel_post",
  "callback_query",
  "inline_query",
  "guest_message",
  "stopped_message_generation",
  "my_chat_member",
] as const;
const POLL_SECONDS = 30;
const RETRY_MS = 3000;
const MAX_CONCURRENT_UPDATES = 200;
const DRAIN_MS = 10_000;
const MAX_LOGGED_IDS = 50;
const PARKED_HINT =
  `Each was tried ${MAX_ATTEMPTS} times and never finished, so it may be what ends the process. They are kept in the ` +
  "database; to try them again with a newer version, set their attempts to 0 in its table updates.";

export interface PollingDeps {
  readonly bot: Bot<BotContext>;
  readonly inbox: Inbox;
  readonly intake: Intake;
  readonly log: Logger;
  /** Aborted when no new work is begun: before `stop`, and then `start` comes to an end too. */
  readonly stopping: AbortSignal;
  /** Called once when polling ends by itself and cannot go on. */
  readonly onFatal: (error: AppError) => void;
}

/** Receives updates by long polling; `stop` ends intake, lets handlers finish for ten seconds, and returns. */
export interface Polling {
  /** True while Telegram answers. */
  isConnected(): boolean;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export function createPolling(deps: PollingDeps): Polling {
  let runner: RunnerHandle | undefined;
  const line = new Line(deps.log);
  return {
    isConnected: () => line.isUp,
    start: async () => {
      await connect(deps, line);
      await reportParked(deps);
      await replayUnfinished(deps);
      if (deps.stopping.aborted) return;
      runner = poll(deps);
      void runner.task()?.catch((error) => deps.onFatal(explain(error)));
    },
    stop: async () => {
      // The runner's promise resolves while handlers still run, and not at all while it waits out a 429.
      const [isDrained] = await Promise.all([
        deps.intake.drain(DRAIN_MS),
        settledWithin(DRAIN_MS, [runner?.isRunning() ? runner.stop() : undefined]),
      ]);
      runner = undefined;
      if (!isDrained) deps.log.warn("handlers were still running after ten seconds");
    },
  };
}

/** Throws AppError when Telegram refuses the token; waits while Telegram cannot be reached. */
async function connect({ bot, stopping }: PollingDeps, line: Line): Promise<void> {
  bot.api.config.use(watchPolls(line));
  while (!stopping.aborted) {
    try {
      // A webhook left over from another set-up would answer every poll with 409.
      const [me] = await Promise.all([bot.api.getMe(), bot.api.deleteWebhook()]);
      bot.botInfo = me;
      line.isAnswering();
      return;
    } catch (error) {
      if (!isPassing(error)) throw explain(error);
      line.isSilent(error);
      await sleep(RETRY_MS, undefined, { signal: stopping }).catch(() => undefined); // aborted: the loop ends
    }
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof HttpError || (error instanceof GrammyError && error.error_code >= 500);
}

/** Before the replay: what it gives out for the last time is being handled and not parked yet. */
async function reportParked({ inbox, log }: PollingDeps): Promise<void> {
  const parked = await inbox.parked();
  if (parked.length === 0) return;
  const updateIds = parked.slice(0, MAX_LOGGED_IDS);
  log.warn({ updates: parked.length, updateIds, hint: PARKED_HINT }, "updates are parked");
}

/** What a crash left behind: accepted, and not yet handled. Order within a chat is kept by the bot itself. */
async function replayUnfinished({ bot, inbox, log, stopping }: PollingDeps): Promise<void> {
  if (stopping.aborted) return;
  const updates = (await inbox.unfinished()).filter(isUpdate);
  if (updates.length === 0) return;
  log.info({ updates: updates.length }, "handling updates left by the last run");
  for (let first = 0; first < updates.length && !stopping.aborted; first += MAX_CONCURRENT_UPDATES) {
    const chunk = updates.slice(first, first + MAX_CONCURRENT_UPDATES);
    await Promise.all(
      chunk.map((update) => bot.handleUpdate(update).catch((error) => bot.errorHandler(error))),
    );
  }
}

/** The inbox gives back what grammY gave it. */
function isUpdate(update: IncomingUpdate): update is Update {
  return typeof update.update_id === "number";
}

function poll({ bot }: PollingDeps): RunnerHandle {
  return run(bot, {
    runner: {
      fetch: { timeout: POLL_SECONDS, allowed_updates: ALLOWED_UPDATES },
      maxRetryTime: Number.POSITIVE_INFINITY,
      retryInterval: RETRY_MS,
      silent: true, // it prints whole errors, with the token in the address
    },
    sink: { concurrency: MAX_CONCURRENT_UPDATES },
  });
}

/** Whether Telegram answers; says so once when that changes, not at every attempt. */
class Line {
  readonly #log: Logger;
  #isUp: boolean | undefined;

  constructor(log: Logger) {
    this.#log = log;
  }

  get isUp(): boolean {
    return this.#isUp === true;
  }

  isAnswering(): void {
    if (this.#isUp === false) this.#log.info("Telegram answers again");
    this.#isUp = true;
  }

  isSilent(cause: unknown): void {
    const { stack: _, ...error } = reportError(cause);
    if (this.#isUp !== false) this.#log.warn({ error }, "Telegram does not answer; trying until it does");
    this.#isUp = false;
  }
}

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

function explain(error: unknown): AppError {
  const code = error instanceof GrammyError ? error.error_code : undefined;
  if (code === 401 || code === 404) {
    return new AppError("TOKEN_REFUSED", "Telegram does not know this BOT_TOKEN", {
      hint: "Copy the token from @BotFather again; /token there shows it, /revoke makes a new one",
    });
  }
  if (code === 409) {
    return new AppError("TOKEN_IN_USE", "Another process is receiving this bot's updates", {
      hint: "Stop the other instance, or give this one its own bot from @BotFather",
    });
  }
  const { message } = reportError(error);
  return new AppError("POLLING_FAILED", `Receiving updates failed: ${message}`, {
    hint: "Check the network and TELEGRAM_API_ROOT, then start again",
  });
}
