import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import type { Context, MiddlewareFn, Transformer } from "grammy";
import type { Logger } from "pino";
import { reportError } from "../error-report.ts";
import { failedForNow, type StoreHealth, storeTroubleOf } from "../store-trouble.ts";
import { ArrivalRate } from "./arrival-rate.ts";
import { ATTEMPTS_AMONG_OTHERS, type Inbox, type IncomingUpdate } from "./inbox.ts";
import { Lanes } from "./lanes.ts";
import { isPointless, lateAmong } from "./lateness.ts";
import type { Observer } from "./observer.ts";
import { SpareInbox } from "./spare-inbox.ts";
import type { TelegramTime } from "./telegram-time.ts";
import { kindOf } from "./update-kind.ts";

/** The way of an update: received → kept → handled once → finished. */
export interface Intake {
  /**
   * Resolves when they are kept for good; each is handled in its turn, once this is open. Repeats are dropped. While the
   * store cannot be written, what only wants an answer is handled without being kept; returns the others, which have to
   * come again.
   */
  accept(updates: readonly IncomingUpdate[]): Promise<readonly IncomingUpdate[]>;
  /** Keeps what getUpdates brings before anyone sees it: the next getUpdates makes Telegram forget what was seen. */
  readonly keep: Transformer;
  /** First middleware: marks the update begun and finished. */
  readonly receive: MiddlewareFn<Context>;
  /** What a crash left behind, accepted and not handled, takes its turn before anything new. Returns how many. */
  takeUpWaiting(): Promise<number>;
  /** From now on updates are handled. */
  open(): void;
  /** Begins nothing more; resolves when no update is being handled, or after `timeoutMs`; false when some still are. */
  drain(timeoutMs: number): Promise<boolean>;
}

export interface IntakeDeps {
  readonly inbox: Inbox;
  readonly health: StoreHealth;
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
// What has to come again comes at once, as often as it is asked for.
const REFUSED_PAUSE_MS = 1_000;
// So many come at once only when many wait.
const BACKLOG = 100;

export function createIntake(deps: IntakeDeps): Intake {
  const { inbox, health, observer, log, now, time } = deps;
  const stopping = new AbortController();
  const spare = new SpareInbox({
    inbox,
    health,
    stopping: stopping.signal,
    onError: (error) => log.error({ error: reportError(error) }, "what was answered could not be marked"),
  });
  const lanes = new Lanes({
    arrivals: new ArrivalRate(),
    takeUp: (updateId) => inbox.takeUp(updateId),
    handle: (update) => handleFully(update, { ...deps, spare, stopping: stopping.signal }),
    onError: (error) =>
      log[levelOf(error)]({ error: reportError(error) }, "an update could not be taken up; trying again"),
  });
  const accept = async (updates: readonly IncomingUpdate[]) => {
    const late = lateAmong(updates, now());
    const isBacklog = updates.length >= BACKLOG;
    const isPassedOver = (update: IncomingUpdate) => isBacklog && isPointless(update, late);
    if (isBacklog) lanes.holdLate();
    else lanes.release();
    const { kept, unkept, refused } = await spare.accept(updates.filter((update) => !isPassedOver(update)));
    for (const update of [...kept, ...unkept]) {
      time?.heard(update);
      observer.accepted(kindOf(update));
    }
    for (const update of kept) lanes.add(update, late.has(update));
    for (const update of unkept) lanes.addUnkept(update);
    return refused;
  };
  return {
    accept,
    keep: async (prev, method, payload, signal) => {
      const response = await prev(method, payload, signal);
      if (method !== "getUpdates" || !response.ok || !isUpdateList(response.result)) return response;
      // Failing here makes us ask for the same updates again: Telegram still has them.
      const [refused] = await accept(response.result).catch((error) => {
        log.error({ error: reportError(error) }, "updates could not be kept");
        throw error;
      });
      if (refused === undefined) return response;
      // The next getUpdates confirms what was seen last, and all before that.
      response.result.splice(response.result.indexOf(refused));
      const { signal: stopped } = stopping;
      await sleep(REFUSED_PAUSE_MS, undefined, { signal: stopped }).catch(() => undefined); // aborted: it ends
      return response;
    },
    receive: (ctx, next) => handleOnce(ctx, next, spare),
    takeUpWaiting: () => takeUpWaiting(lanes, deps),
    open: () => lanes.open(),
    drain: (timeoutMs) => {
      stopping.abort();
      return lanes.stop(timeoutMs);
    },
  };
}

/** Returns how many. */
async function takeUpWaiting(lanes: Lanes, { inbox, now }: IntakeDeps): Promise<number> {
  let taken = 0;
  let after = 0;
  for (;;) {
    const page = await inbox.waiting(after, READ_AT_ONCE);
    const updates = page.map(({ update }) => update);
    const late = lateAmong(updates, now());
    for (const { update, attempts } of page)
      lanes.addKept(update, { isLate: late.has(update), isSuspect: attempts >= ATTEMPTS_AMONG_OTHERS });
    taken += page.length;
    after = page.at(-1)?.position ?? after;
    if (page.length < READ_AT_ONCE) return taken;
    await nextTurn();
  }
}

/** What the store's trouble is the reason of is told where that begins and ends, and not by each that suffers from it. */
function levelOf(error: unknown): "debug" | "error" {
  return storeTroubleOf(error) === null ? "error" : "debug";
}

interface Handling extends IntakeDeps {
  readonly spare: SpareInbox;
  readonly stopping: AbortSignal;
}

/** Once more when the store works again, where it is why the update could not be dealt with and nothing was sent yet. */
async function handleFully(update: IncomingUpdate, deps: Handling): Promise<void> {
  const { spare, health, stopping } = deps;
  while ((await attempt(update, deps)) === "again" && !stopping.aborted) await health.untilWritable(stopping);
  spare.end(update.update_id);
}

async function attempt(
  update: IncomingUpdate,
  { handle, observer, spare }: Handling,
): Promise<"over" | "again"> {
  const begun = performance.now();
  const tell = (outcome: "done" | "failed") =>
    observer.handled(kindOf(update), outcome, (performance.now() - begun) / 1000);
  try {
    await handle(update);
    tell("done");
    return "over";
  } catch (error) {
    tell("failed");
    return failedForNow(error) && !spare.hasBegun(update.update_id) ? "again" : "over";
  }
}

function isUpdateList(result: unknown): result is IncomingUpdate[] {
  return Array.isArray(result) && result.every((item) => typeof item?.update_id === "number");
}

/**
 * An update is finished iff its handler came to an end. What the handler throws is what it could not deal with: then,
 * as after a crash, the update stays unfinished and is handled again at the next start.
 */
async function handleOnce(ctx: Context, next: () => Promise<void>, inbox: SpareInbox): Promise<void> {
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
