import type { Position } from "./search-store.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Answers to so many questions of a kind are remembered; an archive's readers ask much the same. */
const MAX_REMEMBERED = 20_000;

/**
 * A vocabulary that remembers what it was asked: planning asks the same of a word in many places, and people ask the
 * same words. Valid as long as the posts do not change, so it is told how far they have come before each query.
 */
export class RememberedVocabulary implements Vocabulary {
  readonly #source: Vocabulary;
  readonly #passages = new Answers<number>();
  readonly #frequencies = new Answers<number>();
  readonly #frequenciesOf = new Answers<number>();
  readonly #numbers = new Answers<number | null>();
  readonly #words = new Answers<string>();
  readonly #lists = new Answers<string[]>();
  #at = "";

  constructor(source: Vocabulary) {
    this.#source = source;
  }

  /** Forgets everything unless nothing has changed since. */
  follow({ epoch, sequence }: Pick<Position, "epoch" | "sequence">): void {
    const at = `${epoch} ${sequence}`;
    if (at === this.#at) return;
    this.#at = at;
    const all = [
      this.#passages,
      this.#frequencies,
      this.#frequenciesOf,
      this.#numbers,
      this.#words,
      this.#lists,
    ];
    for (const answers of all) answers.clear();
  }

  get passages(): number {
    return this.#passages.to("", () => this.#source.passages);
  }

  frequency(stem: string): number {
    return this.#frequencies.to(stem, () => this.#source.frequency(stem));
  }

  frequencyOf(number: number): number {
    return this.#frequenciesOf.to(String(number), () => this.#source.frequencyOf(number));
  }

  has(stem: string): boolean {
    return this.frequency(stem) > 0;
  }

  numberOf(stem: string): number | null {
    return this.#numbers.to(stem, () => this.#source.numberOf(stem));
  }

  wordFor(stem: string): string {
    return this.#words.to(stem, () => this.#source.wordFor(stem));
  }

  completions(prefix: string, limit: number): string[] {
    return this.#lists.to(`${prefix}* ${limit}`, () => this.#source.completions(prefix, limit));
  }

  neighbours(word: string, distance: 1 | 2): string[] {
    return this.#lists.to(`${word}~${distance}`, () => this.#source.neighbours(word, distance));
  }

  soundingLike(skeleton: string, script: "cyrillic" | "latin"): string[] {
    return this.#lists.to(`${skeleton} ${script}`, () => this.#source.soundingLike(skeleton, script));
  }
}

class Answers<T> {
  readonly #answers = new Map<string, T>();

  to(question: string, ask: () => T): T {
    const known = this.#answers.get(question);
    if (known !== undefined) return known;
    const answer = ask();
    if (this.#answers.size >= MAX_REMEMBERED) this.#answers.clear();
    this.#answers.set(question, answer);
    return answer;
  }

  clear(): void {
    this.#answers.clear();
  }
}
