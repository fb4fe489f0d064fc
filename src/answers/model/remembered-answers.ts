import { createHash } from "node:crypto";
import type { WordedAnswer } from "./checked-answer.ts";
import type { PromptParts } from "./prompt.ts";

const MAX_ANSWERS = 200;
const KEPT_MS = 60 * 60 * 1000;

/**
 * What was answered a while ago: whoever comes back to an answer, or asks what others have asked, sees the same words,
 * and nobody pays twice. Another post among the passages, or an edited one, makes another question.
 */
export class RememberedAnswers {
  readonly #elapsed: () => number;
  readonly #answers = new Map<string, { readonly answer: WordedAnswer; readonly until: number }>();

  /** `elapsed`: milliseconds of a clock that only goes on. */
  constructor(elapsed: () => number) {
    this.#elapsed = elapsed;
  }

  find(prompt: PromptParts): WordedAnswer | null {
    const kept = this.#answers.get(keyOf(prompt));
    return kept !== undefined && this.#elapsed() < kept.until ? kept.answer : null;
  }

  keep(prompt: PromptParts, answer: WordedAnswer): void {
    const key = keyOf(prompt);
    this.#answers.delete(key);
    this.#answers.set(key, { answer, until: this.#elapsed() + KEPT_MS });
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > MAX_ANSWERS && oldest !== undefined) this.#answers.delete(oldest);
  }
}

/** Says nothing of what was asked. */
function keyOf({ question, previous, passages, language }: PromptParts): string {
  const parts = [question, previous ?? null, language, passages.map(({ post, text }) => [post.id, text])];
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64");
}
