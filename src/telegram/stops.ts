/** Answers that are being worded, which can be told to do with what there is. */
export class Stops {
  readonly #running = new Map<string, AbortController>();
  readonly #stopping: AbortSignal;

  /** When `stopping` is aborted all of them are stopped: their readers get the quotes while there is time. */
  constructor(stopping: AbortSignal) {
    this.#stopping = stopping;
    stopping.addEventListener("abort", () => {
      for (const answer of this.#running.values()) answer.abort();
    });
  }

  /** Until `end`, the signal tells that whoever waits for the draft has stopped it. */
  begin(draft: DraftPlace): { readonly signal: AbortSignal; end(): void } {
    const answer = new AbortController();
    if (this.#stopping.aborted) answer.abort();
    this.#running.set(keyOf(draft), answer);
    return { signal: answer.signal, end: () => void this.#running.delete(keyOf(draft)) };
  }

  /** Does nothing where the answer has been given, or was somebody else's. */
  stop(draft: DraftPlace): void {
    this.#running.get(keyOf(draft))?.abort();
  }
}

export interface DraftPlace {
  readonly chatId: number;
  readonly draftId: number;
}

function keyOf({ chatId, draftId }: DraftPlace): string {
  return `${chatId} ${draftId}`;
}
