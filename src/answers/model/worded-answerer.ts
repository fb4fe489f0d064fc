import type { Glossary } from "../../search/glossary.ts";
import type { Answer, Answerer, AskProgress, AskRequest } from "../answer.ts";
import { Breaker } from "./breaker.ts";
import { type ChatModel, type FailureKind, ModelFailure } from "./chat-model.ts";
import { checkedAnswer, type WordedAnswer } from "./checked-answer.ts";
import { isNoAnswer, visibleDraft } from "./draft.ts";
import type { FellBack, ModelEvent, ModelStatus } from "./model-status.ts";
import { Patience } from "./patience.ts";
import { languageOf, type PromptParts, promptFor, readablePassages } from "./prompt.ts";
import type { TakeRation } from "./ration.ts";
import { RememberedAnswers } from "./remembered-answers.ts";

export interface WordingDeps {
  readonly model: ChatModel;
  /** Milliseconds of a clock that only goes on, whatever the one on the wall does; absent = this process's. */
  readonly elapsed?: () => number;
  /** Absent = nobody counts. */
  readonly takeRation?: TakeRation;
  readonly glossary?: Glossary | null;
  /** Aborted = nothing new is worded, and what is being worded ends. */
  readonly stopping?: AbortSignal;
  readonly onFailure?: (event: ModelEvent) => void;
  readonly limits?: WordingLimits;
}

export interface WordingLimits {
  /** For the first word, and between two. */
  readonly silenceMs: number;
  /** For all of it, where somebody looks on as it is being written. */
  readonly watchedMs: number;
  /** The same where nobody does. */
  readonly unwatchedMs: number;
}

// Quotes come within five seconds, whatever the model does; they take a part of a second themselves.
export const WORDING_LIMITS: WordingLimits = { silenceMs: 4000, watchedMs: 30_000, unwatchedMs: 4500 };

/** An answerer that has a model. */
export interface WordedAnswerer extends Answerer {
  modelStatus(): ModelStatus;
}

/**
 * Words what another answerer has found, and shows only sentences that hold beside the passages that they cite. Whatever
 * goes wrong with the model, the answer is that of the other one.
 */
export function wordedBy(inner: Answerer, deps: WordingDeps): WordedAnswerer {
  const wording = new Wording(deps);
  return {
    ask: async (request, progress = {}) => {
      const { passages, ...quoted } = await inner.ask({ ...request, wantsPassages: true }, progress);
      const worded =
        passages.length === 0 ? null : await wording.of({ ...quoted, passages }, request, progress);
      // Whoever asks here has no use for what was looked into.
      if (worded === null) return { ...quoted, passages: [] };
      return { ...quoted, answered: true, isSure: true, short: null, closest: [], passages: [], ...worded };
    },
    modelStatus: () => wording.status(),
  };
}

class Wording {
  readonly #deps: WordingDeps;
  readonly #elapsed: () => number;
  readonly #breaker: Breaker;
  readonly #remembered: RememberedAnswers;
  #worded = 0;
  readonly #fellBack: Partial<Record<FellBack, number>> = {};

  constructor(deps: WordingDeps) {
    this.#deps = deps;
    this.#elapsed = deps.elapsed ?? (() => performance.now());
    this.#breaker = new Breaker(this.#elapsed);
    this.#remembered = new RememberedAnswers(this.#elapsed);
  }

  status(): ModelStatus {
    return { worded: this.#worded, fellBack: { ...this.#fellBack }, breaker: this.#breaker.state };
  }

  /** Null where the quotes have to do. */
  async of(quoted: Answer, request: AskRequest, progress: AskProgress): Promise<WordedAnswer | null> {
    const prompt = promptOf(quoted, request);
    const answer = this.#remembered.find(prompt) ?? (await this.#word(prompt, request, progress));
    if (typeof answer === "string") {
      this.#fellBack[answer] = (this.#fellBack[answer] ?? 0) + 1;
      return null;
    }
    this.#worded += 1;
    this.#remembered.keep(prompt, answer);
    return answer;
  }

  async #word(
    prompt: PromptParts,
    { askedBy }: AskRequest,
    progress: AskProgress,
  ): Promise<WordedAnswer | FellBack> {
    if (progress.signal?.aborted || this.#deps.stopping?.aborted) return "stopped";
    if (!this.#breaker.allows()) return "paused";
    const ration = await this.#deps.takeRation?.(askedBy);
    if (ration === null) return "rationed";
    const written = await this.#write(prompt, progress);
    if (written.text === "") await ration?.giveBack();
    return written.fellBack ?? this.#checked(written.text, prompt);
  }

  #checked(text: string, prompt: PromptParts): WordedAnswer | FellBack {
    if (isNoAnswer(text)) return "no-answer";
    const { question, previous = "", passages } = prompt;
    const asked = `${question}\n${previous}`;
    const { glossary = null } = this.#deps;
    return checkedAnswer(text, { passages, asked, glossary }) ?? "unsupported";
  }

  /** What was written, as far as it came; and why that does not count, where it does not. */
  async #write(prompt: PromptParts, { signal, onDraft }: AskProgress): Promise<Written> {
    const { model, stopping, limits = WORDING_LIMITS } = this.#deps;
    const allMs = onDraft === undefined ? limits.unwatchedMs : limits.watchedMs;
    const patience = new Patience({ silenceMs: limits.silenceMs, allMs }, definedOnes(signal, stopping));
    const started = this.#elapsed();
    let text = "";
    const onText = (soFar: string) => {
      text = soFar;
      const draft = onDraft === undefined ? "" : visibleDraft(soFar);
      if (draft !== "") onDraft?.(draft);
    };
    try {
      text = await model.write(promptFor(prompt), {
        signal: patience.signal,
        onText,
        onLife: () => patience.alive(),
      });
      this.#breaker.succeeded();
      return { text, fellBack: null };
    } catch (error) {
      return { text, fellBack: this.#fellBackAfter(error, { text, ended: patience.ended, started }) };
    } finally {
      patience.stop();
    }
  }

  #fellBackAfter(error: unknown, { text, ended, started }: Unfinished): FellBack | null {
    if (ended === "stopped") return "stopped";
    if (ended === "time-up" && text !== "") {
      this.#breaker.succeeded(); // it works, and what is finished of its answer counts
      return null;
    }
    const failure = ended === null ? error : new ModelFailure("slow");
    if (!(failure instanceof ModelFailure)) throw error;
    return this.#failed(failure, started);
  }

  #failed({ kind, status }: ModelFailure, started: number): FailureKind {
    this.#breaker.failed();
    const ms = Math.round(this.#elapsed() - started);
    this.#deps.onFailure?.({ kind, status, ms });
    return kind;
  }
}

interface Written {
  readonly text: string;
  readonly fellBack: FellBack | null;
}

interface Unfinished {
  readonly text: string;
  readonly ended: Patience["ended"];
  readonly started: number;
}

const LONGEST_PREVIOUS_CHARS = 300; // as long as a question

function promptOf({ question, passages }: Answer, { previous, language }: AskRequest): PromptParts {
  return {
    question,
    ...(previous === undefined ? {} : { previous: previous.slice(0, LONGEST_PREVIOUS_CHARS) }),
    passages: readablePassages(passages),
    language: language ?? languageOf(question),
  };
}

function definedOnes(...signals: readonly (AbortSignal | undefined)[]): AbortSignal[] {
  return signals.filter((signal) => signal !== undefined);
}
