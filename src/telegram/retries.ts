import { setTimeout as sleep } from "node:timers/promises";
import { GrammyError, HttpError, type Transformer } from "grammy";
import type { ApiResponse } from "grammy/types";
import type { Logger } from "pino";
import type { Observer } from "./observer.ts";

/**
 * What a failed request to Telegram means for us.
 * - refused: Telegram did not do it and says when to come back (429)
 * - not-sent: the request never left (connection refused, name not found)
 * - harmless: there was nothing left to do (the message already looks like that)
 * - final: everything else; a request that may have arrived is never sent twice
 */
export type Failure =
  | { readonly kind: "refused"; readonly waitMs: number }
  | { readonly kind: "not-sent" }
  | { readonly kind: "harmless" }
  | { readonly kind: "final" };

const MAX_ATTEMPTS = 4;
// A person does not wait longer for an answer; a longer ban is for the caller to report.
const MAX_WAIT_MS = 30_000;
const NOT_SENT_PAUSE_MS = 500;
const LONGEST_NOT_SENT_PAUSE_MS = 15_000;
// A late answer is better than none; all else is soon of no use to anybody.
const WAITS_FOR_THE_NETWORK = /^(?:send(?!ChatAction$)|edit|copy|forward)/;
// These come from looking a name up or connecting, and from nothing else.
const BEFORE_SENDING = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"]);

export interface RetryOptions {
  readonly log: Logger;
  /** Aborted when nothing is sent any more: a waiting request gives up. */
  readonly closing: AbortSignal;
  readonly observer: Pick<Observer, "retries">;
  /** Aborted when no new work is begun: what has waited for long gives up. */
  readonly stopping: AbortSignal;
}

/**
 * Repeats a request to Telegram iff it certainly had no effect: a few times, and what people are sent as long as the
 * network is gone.
 */
export function retryUnsent({ log, closing, stopping, observer }: RetryOptions): Transformer {
  return async (prev, method, payload, abort) => {
    // getUpdates is repeated by whoever polls, and knows how to stop; a draft is followed by a newer one.
    if (method === "getUpdates" || method === "sendMessageDraft") return prev(method, payload, abort);
    for (let attempt = 1; ; attempt++) {
      const outcome = await attemptOnce(() => prev(method, payload, abort));
      const failure = classify(outcome);
      const waitMs = pauseAfter(failure, attempt);
      const isLong = attempt >= MAX_ATTEMPTS;
      const isPatient = failure.kind === "not-sent" && WAITS_FOR_THE_NETWORK.test(method);
      if (waitMs === null || waitMs > MAX_WAIT_MS || (isLong && !isPatient)) return settle(outcome);
      log[isLong ? "debug" : "warn"]({ method, attempt, waitMs, reason: failure.kind }, REPEATED);
      observer.retries(failure.kind === "refused" ? "refused-for-now" : "not-sent", waitMs / 1000);
      await sleep(waitMs, undefined, { signal: isLong ? stopping : closing });
    }
  };
}

const REPEATED = "request to Telegram is repeated";

/** Milliseconds; null where it is not repeated. */
function pauseAfter(failure: Failure, attempt: number): number | null {
  if (failure.kind === "refused") return failure.waitMs;
  if (failure.kind === "not-sent") return Math.min(NOT_SENT_PAUSE_MS * attempt, LONGEST_NOT_SENT_PAUSE_MS);
  return null;
}

type Outcome<T> = { readonly response: ApiResponse<T> } | { readonly error: unknown };

async function attemptOnce<T>(request: () => Promise<ApiResponse<T>>): Promise<Outcome<T>> {
  try {
    return { response: await request() };
  } catch (error) {
    return { error };
  }
}

function settle<T>(outcome: Outcome<T>): ApiResponse<T> {
  if ("error" in outcome) throw outcome.error;
  return outcome.response;
}

/** Exported for the table of cases in the tests. */
export function classify(outcome: Outcome<unknown>): Failure {
  if ("error" in outcome) return isNeverSent(outcome.error) ? { kind: "not-sent" } : { kind: "final" };
  const { response } = outcome;
  if (response.ok) return { kind: "harmless" };
  if (response.error_code === 429) return { kind: "refused", waitMs: waitAskedFor(response.parameters) };
  return { kind: isHarmless(response.description) ? "harmless" : "final" };
}

/** How long a 429 asks to wait; Telegram says so in nearly every case. */
export function waitAskedFor(parameters: { readonly retry_after?: number } | undefined): number {
  return 1000 * (parameters?.retry_after ?? 1);
}

/** Waits for a request whose refusal may mean that there was nothing left to do. */
export async function ignoreHarmless(request: Promise<unknown>): Promise<void> {
  try {
    await request;
  } catch (error) {
    if (!(error instanceof GrammyError && isHarmless(error.description))) throw error;
  }
}

/** Pressing the same button twice, or a button under a message older than Telegram's patience. */
function isHarmless(description: string): boolean {
  return /message is not modified|query is too old|query ID is invalid/i.test(description);
}

/** Whether a request certainly never left: looking the name up or connecting failed. */
export function isNeverSent(error: unknown): boolean {
  const cause = error instanceof HttpError ? error.error : error;
  if (!(cause instanceof Error)) return false;
  if ("code" in cause && BEFORE_SENDING.has(String(cause.code))) return true;
  // A timeout or an unreachable host can end a connection in use, too; node-fetch tells in its message alone.
  return /reason: connect\b/.test(cause.message);
}
