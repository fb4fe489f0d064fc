import type { BreakerState } from "./breaker.ts";
import type { FailureKind } from "./chat-model.ts";

/** Why an answer is quotes though there is a model. */
export type FellBack =
  /** Its server has failed too often, and is left alone for a while. */
  | "paused"
  /** The answers of the day are used up: the person's or everybody's. */
  | "rationed"
  /** Whoever asked did not want to wait. */
  | "stopped"
  /** The server failed. */
  | FailureKind
  /** It says that the passages do not answer. */
  | "no-answer"
  /** No sentence of it held. */
  | "unsupported";

/** How a model is doing, since the start. */
export interface ModelStatus {
  /** Answers in its words. */
  readonly worded: number;
  /** Answers that are quotes all the same, by reason. */
  readonly fellBack: Readonly<Partial<Record<FellBack, number>>>;
  readonly breaker: BreakerState;
}

/** What is told of a model that failed: nothing of the question. */
export interface ModelEvent {
  readonly kind: FailureKind;
  /** HTTP status, where the server gave one. */
  readonly status: number | null;
  /** From the question until it was given up. */
  readonly ms: number;
}
