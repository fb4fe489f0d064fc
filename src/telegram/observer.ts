import type { UpdateKind } from "./update-kind.ts";

/** What a request to Telegram is for. */
export type RequestKind =
  | "send"
  | "edit"
  /** To a pressed button, an inline query or a guest's question. */
  | "answer"
  | "draft"
  /** What nobody asked for just now. */
  | "delivery"
  | "poll"
  | "other";

/**
 * What became of one attempt.
 * - sent: done
 * - harmless: there was nothing left to do
 * - refused-for-now: Telegram says when to come back (429)
 * - blocked: the chat does not take our messages (403)
 * - refused: Telegram does not take it
 * - not-sent: it never left
 * - unsure: it may have been done (reset, time-out, 5xx, an answer that is none)
 * - stopped: it was ended because the bot stops
 */
export type RequestOutcome =
  | "sent"
  | "harmless"
  | "refused-for-now"
  | "blocked"
  | "refused"
  | "not-sent"
  | "unsure"
  | "stopped";

/** Learns what happens, to count it. Is told nothing about people. Must not throw. */
export interface Observer {
  /** An update has been kept. */
  accepted(kind: UpdateKind): void;
  /** The handler of an update has ended, so long after its turn had come. */
  handled(kind: UpdateKind, outcome: "done" | "failed", seconds: number): void;
  /** An attempt of a request to Telegram is over. */
  requested(kind: RequestKind, outcome: RequestOutcome, seconds: number): void;
  /** A request that had no effect is repeated after so long. */
  retries(reason: "refused-for-now" | "not-sent", waitSeconds: number): void;
}
