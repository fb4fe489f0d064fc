import type { Logger } from "pino";
import type { AskProgress } from "../answers/answer.ts";
import { reportError } from "../error-report.ts";
import { MAX_MESSAGE_CHARS, type OutgoingMessage } from "./message.ts";
import type { Stops } from "./stops.ts";
import { shortened } from "./text-cut.ts";

/** What a reader sees of an answer while it is being worded, and then the answer. */
export interface Draft {
  readonly progress: AskProgress;
  /** The answer itself. */
  finish(message: OutgoingMessage): Promise<void>;
  /** There will be no answer: nothing of the draft stays. */
  drop(): Promise<void>;
}

export interface DraftDeps {
  readonly stops: Stops;
  readonly log: Logger;
}

/** As much of a draft as one message holds. */
export function draftText(text: string): string {
  return shortened(text.toWellFormed().trim(), MAX_MESSAGE_CHARS);
}

/** A draft that cannot be shown costs nobody the answer. */
export function logDraft({ log }: DraftDeps): (error: unknown) => void {
  return (error) => log.debug({ error: reportError(error) }, "a draft could not be shown");
}
