import { setImmediate as nextTurn } from "node:timers/promises";
import type { Context, MiddlewareFn, Transformer } from "grammy";
import type { Logger } from "pino";
import { reportError } from "../error-report.ts";
import type { Inbox, IncomingUpdate } from "./inbox.ts";
import { Lanes } from "./lanes.ts";
import { isPointless, lateAmong } from "./lateness.ts";
import type { Observer } from "./observer.ts";
import type { TelegramTime } from "./telegram-time.ts";
import { kindOf } from "./update-kind.ts";

/** The way of an update: received → kept → handled once → finished. */
export interface Intake {
  /** Resolves when they are kept for good; then each is handled in its turn. Repeats are dropped. */
  accept(updates: readonly IncomingUpdate[]): Promise<void>;
  /** Keeps what getUpdates brings before anyone sees it: the next getUpdates makes Telegram forget it. */
  readonly keep: Transformer;
  /** First middleware: marks the update begun and finished. */
  readonly receive: MiddlewareFn<Context>;
  /** What a crash left behind, accepted and not handled, takes its turn before anything new. Returns how many. */
  takeUpWaiting(): Promise<number>;
  /** Begins nothing more; resolves when no update is being handled, or after `timeoutMs`; false when some still are. */
  drain(timeoutMs: number): Promise<boolean>;
}

export interface IntakeDeps {
  readonly inbox: Inbox;
  /** Rejects where the update could not be dealt with. */
  readonly handle: (update: IncomingUpdate) => Promise<void>;
  readonly observer: Observer;
  readonly log: Logger;
  readonly now: () => Date;
  /** Learns the time from what comes in; absent = nobody asks for it. */
  readonly time?: TelegramTime;
}

// So many are read in a millisecond or two.
const READ_AT_ONCE = 100;
// So many come at once only when many wait.
const BACKLOG = 100;

export function createIntake({ inbox, handle, observer, log, now, time }: IntakeDeps): Intake {
  const lanes = new Lanes({
    takeUp: (updateId) => inbox.takeUp(updateId),
    handle: (update) => watched(update, handle, observer),
    onError: (error) =>
      log.error({ error: reportError(error) }, "an update could not be taken up; trying again"),
  });
  const accept = async (updates: readonly IncomingUpdate[]) => {
    const late = lateAmong(updates, now());
    const isBacklog = updates.length >= BACKLOG;
    const isPassedOver = (update: IncomingUpdate) => isBacklog && isPointless(update, late);
    if (isBacklog) lanes.holdLate();
    else lanes.release();
    for (const update of await inbox.accept(updates.filter((update) => !isPassedOver(update)))) {
      time?.heard(update);
      observer.accepted(kindOf(update));
      lanes.add(update, late.has(update));
    }
  };
  return {
    accept,
    keep: async (prev, method, payload, signal) => {
      const response = await prev(method, payload, signal);
      if (method !== "getUpdates" || !response.ok || !isUpdateList(response.result)) return response;
      // Failing here makes the runner ask for the same updates again: Telegram still has them.
      await accept(response.result).catch((error) => {
        log.error({ error: reportError(error) }, "updates could not be kept");
        throw error;
      });
      return response;
    },
    receive: (ctx, next) => handleOnce(ctx, next, inbox),
    takeUpWaiting: async () => {
      let taken = 0;
      let after = 0;
      for (;;) {
        const page = await inbox.waiting(after, READ_AT_ONCE);
        const late = lateAmong(
          page.map(({ update }) => update),
          now(),
        );
        for (const { update } of page) lanes.addKept(update, late.has(update));
        taken += page.length;
        after = page.at(-1)?.position ?? after;
        if (page.length < READ_AT_ONCE) return taken;
        await nextTurn();
      }
    },
    drain: (timeoutMs) => lanes.stop(timeoutMs),
  };
}

async function watched(
  update: IncomingUpdate,
  handle: IntakeDeps["handle"],
  observer: Observer,
): Promise<void> {
  const begun = performance.now();
  const tell = (outcome: "done" | "failed") =>
    observer.handled(kindOf(update), outcome, (performance.now() - begun) / 1000);
  await handle(update).then(
    () => tell("done"),
    () => tell("failed"),
  );
}

function isUpdateList(result: unknown): result is IncomingUpdate[] {
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
