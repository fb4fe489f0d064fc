import type { Vocabulary } from "./vocabulary.ts";
import { isWithin } from "./words/edit-distance.ts";
import { skeletonsOf } from "./words/skeleton.ts";
import { scriptOf, stemOf } from "./words/stems.ts";
import { tokensOf } from "./words/tokens.ts";

/** The words of some thousand short texts, held in memory: titles, names. Each text counts as a passage. */
export class TextVocabulary implements Vocabulary {
  /** By text: the stems it has. */
  readonly stemsOfText: readonly ReadonlySet<string>[];
  readonly passages: number;
  readonly #stems = new Map<string, { readonly number: number; readonly word: string; frequency: number }>();
  readonly #words = new Map<string, string>();
  readonly #byNumber: string[] = [];
  readonly #sounds = new Map<string, string[]>();

  constructor(texts: readonly string[]) {
    this.passages = texts.length;
    this.stemsOfText = texts.map((text) => {
      const stems = new Set(tokensOf(text).map(({ word }) => this.#stemOfNew(word)));
      for (const stem of stems) this.#count(stem);
      return stems;
    });
  }

  frequency(stem: string): number {
    return this.#stems.get(stem)?.frequency ?? 0;
  }

  frequencyOf(number: number): number {
    return this.frequency(this.#byNumber[number] ?? "");
  }

  has(stem: string): boolean {
    return this.#stems.has(stem);
  }

  numberOf(stem: string): number | null {
    return this.#stems.get(stem)?.number ?? null;
  }

  wordFor(stem: string): string {
    return this.#stems.get(stem)?.word ?? stem;
  }

  completions(prefix: string, limit: number): string[] {
    const begun = [...this.#words].flatMap(([word, stem]) => (word.startsWith(prefix) ? [stem] : []));
    return [...new Set(begun)].sort((a, b) => this.frequency(b) - this.frequency(a)).slice(0, limit);
  }

  neighbours(word: string, distance: 1 | 2): string[] {
    const near = new Set<string>();
    for (const [known, stem] of this.#words) {
      if (distance === 2 && known[0] !== word[0]) continue;
      if (isWithin(word, known, distance) || isWithin(word, stem, distance)) near.add(stem);
    }
    return [...near];
  }

  soundingLike(skeleton: string, script: "cyrillic" | "latin"): string[] {
    return this.#sounds.get(`${script} ${skeleton}`) ?? [];
  }

  /** `latin dpmnd`: script and consonants of each word. */
  sounds(): Iterable<string> {
    return this.#sounds.keys();
  }

  #stemOfNew(word: string): string {
    const known = this.#words.get(word);
    if (known !== undefined) return known;
    const stem = stemOf(word);
    this.#words.set(word, stem);
    if (!this.#stems.has(stem))
      this.#stems.set(stem, { number: this.#byNumber.push(stem) - 1, word, frequency: 0 });
    this.#addSounds(word, stem);
    return stem;
  }

  /** Russian words are compared by their stems, as the store does. */
  #addSounds(word: string, stem: string): void {
    const script = scriptOf(word);
    if (script === "other" || word.length < 2) return;
    for (const skeleton of skeletonsOf(script === "cyrillic" ? stem : word)) {
      const key = `${script} ${skeleton}`;
      const words = this.#sounds.get(key);
      if (words === undefined) this.#sounds.set(key, [word]);
      else words.push(word);
    }
  }

  #count(stem: string): void {
    const known = this.#stems.get(stem);
    if (known !== undefined) known.frequency += 1;
  }
}
