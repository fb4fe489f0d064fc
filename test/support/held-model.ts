import type { Answer, Answerer, AskProgress, AskRequest } from "../../src/answers/answer.ts";

interface Asking {
  readonly request: AskRequest;
  readonly progress: AskProgress;
  readonly give: (wording: string | null) => void;
}

/** A language model that says what the test lets it say, when it lets it: over the quotes of a real answerer. */
export class HeldModel implements Answerer {
  readonly #quotes: Answerer;
  readonly requests: AskRequest[] = [];
  #asking: Asking | null = null;

  constructor(quotes: Answerer) {
    this.#quotes = quotes;
  }

  async ask(request: AskRequest, progress: AskProgress = {}): Promise<Answer> {
    const answer = await this.#quotes.ask(request);
    const { signal } = progress;
    if (!answer.answered || signal?.aborted === true) return answer;
    this.requests.push(request);
    const wording = await new Promise<string | null>((give) => {
      signal?.addEventListener("abort", () => give(null));
      this.#asking = { request, progress, give };
    });
    this.#asking = null;
    if (wording === null) return answer;
    return { ...answer, worded: [{ text: wording, citations: answer.citations.map((_, at) => at) }] };
  }

  get isAsked(): boolean {
    return this.#asking !== null;
  }

  /** So much it has worded so far. */
  draft(text: string): void {
    this.#asking?.progress.onDraft?.(text);
  }

  /** The answer; null = it found no words, and the quotes have to do. */
  finish(wording: string | null): void {
    this.#asking?.give(wording);
  }
}
