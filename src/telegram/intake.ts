import { setImmediate as nextTurn } from "node:timers/promises";
import type { Context, MiddlewareFn, Transformer } from "grammy";
import type { Logger } from "pino";
import { settledWithin } from "../deadline.ts";
import { reportError } from "../error-report.ts";
import type { Inbox } from "./inbox.ts";

/** The way of an update: received → kept → handled once → finished. */
export interface Intake {
  /** Keeps what getUpdates brings before anyone sees it: the next getUpdates makes Telegram forget it. */
  readonly keep: Transformer;
  /** First middleware: drops repeats, marks the update begun and finished. */
  readonly receive: MiddlewareFn<Context>;
  /** Resolves when no update is being handled, or after `timeoutMs`; false when some still are. */
  drain(timeoutMs: number): Promise<boolean>;
}

export function createIntake(inbox: Inbox, log: Logger): Intake {
  const repeats = new Set<number>();
  const inFlight = new Set<Promise<void>>();
  const turn = takingTurns();
  return {
    keep: async (prev, method, payload, signal) => {
      const response = await prev(method, payload, signal);
      if (method !== "getUpdates" || !response.ok || !isUpdateList(response.result)) return response;
      await keepUpdates(response.result, { inbox, repeats, log });
      return response;
    },
    receive: async (ctx, next) => {
      // Every update is passed on by the runner, repeats too: only so does its offset advance past them.
      if (repeats.delete(ctx.update.update_id)) return;
      const handling: Promise<void> = turn()
        .then(() => handleOnce(ctx, next, inbox))
        .finally(() => inFlight.delete(handling));
      inFlight.add(handling);
      await handling;
    },
    drain: (timeoutMs) => settledWithin(timeoutMs, inFlight),
  };
}

// What is done first for one takes a millisecond or two.
const UPDATES_A_TURN = 3;

/**
 * A poll brings a hundred updates, and everything of this process runs in one thread: after a few of them whatever
 * else waits has its turn.
 */
function takingTurns(): () => Promise<void> {
  let taken = 0;
  let last: Promise<void> = Promise.resolve();
  return () => {
    taken += 1;
    if (taken % UPDATES_A_TURN === 0) last = last.then(() => nextTurn());
    return last;
  };
}

interface Keeping {
  readonly inbox: Inbox;
  readonly repeats: Set<number>;
  readonly log: Logger;
}

async function keepUpdates(updates: readonly { update_id: number }[], keeping: Keeping): Promise<void> {
  const { inbox, repeats, log } = keeping;
  try {
    const fresh = new Set((await inbox.accept(updates)).map((update) => update.update_id));
    for (const { update_id } of updates) if (!fresh.has(update_id)) repeats.add(update_id);
  } catch (error) {
    // Failing here makes the runner ask for the same updates again: Telegram still has them.
    log.error({ error: reportError(error), updates: updates.length }, "updates could not be kept");
    throw error;
  }
}

function isUpdateList(result: unknown): result is { update_id: number }[] {
  return Array.isArray(result) && result.every((item) => typeof item?.update_id === "number");
}

/**
 * An update is finished iff its handler came to an end. What the handler throws is what it could not deal with: then,
 * as after a crash, the update stays unfinished and is handled again at the next start.
 */
async function handleOnce(ctx: Context, next: () => Promise<void>, inbox: Inbox): Promise<void> {
  const { update_id } = ctx.update;
  let isBegun = false;
  ctx.api.config.use(async (prev, method, payload, signal) => {
    if (!isBegun && isUnrepeatable(method)) {
      isBegun = true;
      await inbox.begin(update_id);
    }
    return prev(method, payload, signal);
  });
  await next();
  await inbox.finish(update_id);
}

const LEAVES_NOTHING = new Set(["sendChatAction", "sendMessageDraft"]);

/** Sending the same thing twice shows; editing, answering a button or asking does not. */
function isUnrepeatable(method: string): boolean {
  return /^(send|forward|copy)/.test(method) && !LEAVES_NOTHING.has(method);
}
