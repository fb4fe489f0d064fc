import { type Bot, GrammyError, HttpError } from "grammy";
import type { Logger } from "pino";
import { reportError } from "../error-report.ts";
import { AppError } from "../errors.ts";
import type { BotContext } from "./context.ts";
import { type Inbox, MAX_ATTEMPTS } from "./inbox.ts";
import type { Intake } from "./intake.ts";
import type { Line } from "./line.ts";
import { waitAskedFor } from "./retries.ts";

/** Gets updates in, by long polling or by webhook. */
export interface Receiver {
  /** True while Telegram answers and updates come in. */
  isConnected(): boolean;
  /** Resolves when updates come in; waits while Telegram cannot be reached. Throws AppError when it refuses us. */
  start(): Promise<void>;
  /** Ends intake, and lets handlers finish for ten seconds. */
  stop(): Promise<void>;
}

export interface ReceiverDeps {
  readonly bot: Bot<BotContext>;
  readonly inbox: Inbox;
  readonly intake: Intake;
  /** To Telegram. */
  readonly line: Line;
  readonly log: Logger;
  /** Aborted when no new work is begun: before `stop`, and then `start` comes to an end too. */
  readonly stopping: AbortSignal;
  /** Called once when receiving ends by itself and cannot go on. */
  readonly onFatal: (error: AppError) => void;
}

const DRAIN_MS = 10_000;
const MAX_LOGGED_IDS = 50;
const PARKED_HINT =
  `Each was tried ${MAX_ATTEMPTS} times and never finished, so it may be what ends the process. They are kept in the ` +
  "database; to try them again with a newer version, set their attempts to 0 in its table updates.";

/** One way in: what is special about long polling, or about a webhook. */
export interface WayIn {
  /** What is asked of Telegram before updates are handled. */
  readonly prepare: () => Promise<unknown>;
  /** Begins to let updates in. */
  readonly open: () => Promise<void>;
  /** Nothing comes in any more. */
  readonly close: (timeoutMs: number) => Promise<void>;
}

/** What both ways in have in common: who are we, what was left behind, and an end in good order. */
export function createReceiver(way: WayIn, deps: ReceiverDeps): Receiver {
  const { bot, intake, line, stopping, log } = deps;
  let isOpen = false;
  return {
    isConnected: () => isOpen && line.isUp,
    start: async () => {
      await takeUpWaiting(deps);
      const known = await untilAnswered(() => Promise.all([bot.api.getMe(), way.prepare()]), deps);
      if (known === null) return;
      bot.botInfo = known[0];
      if (stopping.aborted) return;
      intake.open();
      await way.open();
      isOpen = true;
    },
    stop: async () => {
      isOpen = false;
      const [isDrained] = await Promise.all([intake.drain(DRAIN_MS), way.close(DRAIN_MS)]);
      if (!isDrained) log.warn("handlers were still running after ten seconds");
    },
  };
}

/** What Telegram answers, asked again while it cannot be reached; null when we stop. Throws AppError when it refuses. */
export async function untilAnswered<T>(
  ask: () => Promise<T>,
  { line, stopping }: Pick<ReceiverDeps, "line" | "stopping">,
): Promise<T | null> {
  while (!stopping.aborted) {
    try {
      const answer = await ask();
      line.isAnswering();
      return answer;
    } catch (error) {
      if (!isPassing(error)) throw explainReceiving(error);
      line.isSilent(error);
      await line.pause(stopping, askedToWait(error));
    }
  }
  return null;
}

/** Whether it may be over in a while. */
export function isPassing(error: unknown): boolean {
  if (error instanceof HttpError) return true;
  return error instanceof GrammyError && (error.error_code >= 500 || error.error_code === 429);
}

/** How long Telegram wants to be left alone, in milliseconds. */
export function askedToWait(error: unknown): number {
  return error instanceof GrammyError && error.error_code === 429 ? waitAskedFor(error.parameters) : 0;
}

/** What a crash left behind. Parked ones are named before: what is taken up for the last time is not parked yet. */
async function takeUpWaiting({ inbox, intake, log }: ReceiverDeps): Promise<void> {
  const parked = await inbox.parked();
  const updateIds = parked.slice(0, MAX_LOGGED_IDS);
  if (parked.length > 0)
    log.warn({ updates: parked.length, updateIds, hint: PARKED_HINT }, "updates are parked");
  const updates = await intake.takeUpWaiting();
  if (updates > 0) log.info({ updates }, "handling updates left by the last run");
}

/** Why updates cannot come in, in words. */
export function explainReceiving(error: unknown): AppError {
  const code = error instanceof GrammyError ? error.error_code : undefined;
  if (code === 401 || code === 404) {
    return new AppError("TOKEN_REFUSED", "Telegram does not know this BOT_TOKEN", {
      hint: "Copy the token from @BotFather again; /token there shows it, /revoke makes a new one",
    });
  }
  if (code === 409) return tokenInUse();
  const { message } = reportError(error);
  return new AppError("RECEIVING_FAILED", `Receiving updates failed: ${message}`, {
    hint: "Check the network, TELEGRAM_API_ROOT and WEBHOOK_URL, then start again",
  });
}

export function tokenInUse(): AppError {
  return new AppError("TOKEN_IN_USE", "Another process is receiving this bot's updates", {
    hint: "Stop the other instance, or give this one its own bot from @BotFather",
  });
}
