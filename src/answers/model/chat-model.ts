/** A message of the conversation that a model goes on with. */
export interface ChatMessage {
  readonly role: "system" | "user";
  readonly content: string;
}

export interface Writing {
  /** Aborted = write no further; the promise is rejected. */
  readonly signal: AbortSignal;
  /** Gets everything written so far, whenever there is more. */
  readonly onText: (soFar: string) => void;
  /** The model thinks or writes. */
  readonly onLife: () => void;
}

/** Whatever goes on with a conversation. */
export interface ChatModel {
  /** The text, at most a few thousand characters. Throws ModelFailure, or whatever when the signal is aborted. */
  write(messages: readonly ChatMessage[], writing: Writing): Promise<string>;
}

/**
 * Why nothing came of it: the server cannot be reached, takes too long, answers with an error, answers what nobody can
 * read, or stops in the middle.
 */
export type FailureKind = "unreachable" | "slow" | "refused" | "garbled" | "broken-off";

interface FailureDetails {
  readonly status?: number | null;
  readonly retryInMs?: number | null;
  readonly cause?: unknown;
}

/** A model that did not write. Its message never has anything of the conversation or of what the server said. */
export class ModelFailure extends Error {
  override readonly name = "ModelFailure";
  readonly kind: FailureKind;
  /** HTTP status, where it is that what says so. */
  readonly status: number | null;
  /** When trying once more may help; null = it will not. */
  readonly retryInMs: number | null;

  constructor(kind: FailureKind, { status = null, retryInMs = null, cause }: FailureDetails = {}) {
    super(`the language model is ${kind}${status === null ? "" : ` (${status})`}`, { cause });
    this.kind = kind;
    this.status = status;
    this.retryInMs = retryInMs;
  }
}
