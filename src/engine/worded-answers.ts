import type { Logger } from "pino";
import type { Answerer } from "../answers/answer.ts";
import { createChatServer } from "../answers/model/chat-server.ts";
import { type RationStore, rationsFrom } from "../answers/model/ration.ts";
import { type WordedAnswerer, wordedBy } from "../answers/model/worded-answerer.ts";
import type { ModelSettings } from "../config/model-settings.ts";
import type { Glossary } from "../search/glossary.ts";

export interface WordedAnswersOptions {
  readonly model: ModelSettings;
  readonly rations: RationStore;
  readonly glossary: Glossary | null;
  readonly log: Logger;
  readonly now: () => Date;
  readonly fetch: typeof globalThis.fetch;
  /** Aborted: nothing new is worded. */
  readonly stopping: AbortSignal;
}

/** Answers for people in chat, in the words of the model that the settings name: rationed, its failures logged. */
export function wordedAnswers(
  quotes: Answerer,
  { model, rations, glossary, log, now, fetch, stopping }: WordedAnswersOptions,
): WordedAnswerer {
  return wordedBy(quotes, {
    model: createChatServer({ ...model, fetch, now }),
    takeRation: rationsFrom({ store: rations, limits: model.daily, now }),
    onFailure: ({ kind, ...failure }) =>
      log.warn({ failure: kind, ...failure }, "the language model did not answer; quotes were shown"),
    glossary,
    stopping,
  });
}
